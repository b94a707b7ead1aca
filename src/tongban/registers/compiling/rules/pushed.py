"""An item as it is pushed from above (上级推送的事项), and to whom it goes (按实施主体分派); pure."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from tongban.registers.catalog.item import ItemDocument


@dataclass(frozen=True, slots=True)
class PushedItem:
    """One item of a push: the list as far as it was written above, and for whom it is meant.

    `source_ref` names it in the sender's system and stays the same; the body that is to claim it is told by its key in
    `item.agency`, by its credit code, by its name, or by the department digits of the basic code. `paths` are the
    elements that may not be changed here; empty: those of the template in force, or the usual ones.
    """

    source_ref: str
    item: ItemDocument
    uscc: str = ""
    body_name: str = ""
    due_on: date | None = None
    paths: tuple[str, ...] = ()

    @property
    def source_hash(self) -> str:
        """Equal content is pushed once."""
        return hashlib.sha256(msgspec.json.encode(self.item)).hexdigest()


@dataclass(frozen=True, slots=True)
class Body:
    """A body that items can be meant for, with everything that it is called by."""

    pk: int
    key: str
    uscc: str
    names: tuple[str, ...]


class Bodies:
    """All bodies of the city, to be asked many times (实施主体名录)."""

    def __init__(self, bodies: Iterable[Body], departments: Mapping[str, str]) -> None:
        rows = list(bodies)
        self._by_key = {each.key: each for each in rows}
        self._by_uscc = {each.uscc: each for each in rows}
        self._by_name: dict[str, Body] = {}
        for each in rows:
            for name in each.names:
                self._by_name.setdefault(_plain(name), each)
        self._departments = departments

    def meant_by(self, pushed: PushedItem) -> Body | None:
        """The body that a pushed item is for: the more exact name first; None leaves it to the bureau."""
        return (
            self._by_key.get(pushed.item.agency)
            or self._by_uscc.get(pushed.uscc.strip().upper())
            or self._by_name.get(_plain(pushed.body_name))
            or self._by_key.get(self._departments.get(pushed.item.basic_code[4:6], ""))
        )


def _plain(name: str) -> str:
    return name.strip().removeprefix("嘉峪关").removesuffix("(样例)").removesuffix("（样例）")
