"""Narrowing a list (筛选、翻页): what was chosen stands in the address, and a page begins after a key."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

AFTER = "after"
LONGEST = 60
LONGEST_KEY = 9
Row = TypeVar("Row")
Chip = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a reader chose of a list at this address."""

    address: str
    chosen: dict[str, str]
    after: str = ""

    def __getitem__(self, name: str) -> str:
        return self.chosen[name]

    @property
    def after_key(self) -> int:
        """The number after which the page begins; 0 begins at the beginning."""
        return whole(self.after)

    @property
    def kept(self) -> dict[str, str]:
        return {name: value for name, value in self.chosen.items() if value}

    def href(self, **changes: str) -> str:
        """The same list with other choices, from its beginning."""
        found = {name: value for name, value in {**self.kept, **changes}.items() if value}
        return self.address + ("?" + urlencode(found) if found else "")

    def chips(self, name: str, choices: Iterable[tuple[str, str]], *, whole: str = "全部") -> list[Chip]:
        """One row of filter chips; the first one chooses nothing."""
        return [
            {"label": label, "href": self.href(**{name: value}), "is_current": self.chosen[name] == value}
            for value, label in (("", whole), *choices)
        ]

    def page(self, rows: Sequence[Row], most: int, key: str = "pk") -> "Page[Row]":
        """A page of rows of which one more than `most` was asked for; the next begins after `key` of the last one."""
        shown = tuple(rows[:most])
        following = str(_told(shown[-1], key)) if len(rows) > most else ""
        return Page(shown, self.href(), not self.after, self.href(**{AFTER: following}) if following else "")


def _told(row: object, key: str) -> Any:
    """A value of a row, which may be a model or a line that a page made of one."""
    return row[key] if isinstance(row, Mapping) else getattr(row, key)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A page of a list, and where the next one begins."""

    rows: tuple[Row, ...]
    first_href: str
    is_first: bool
    next_href: str


def narrowed(request: HttpRequest, name: str, *names: str, args: Sequence[object] = ()) -> Narrowed:
    """The choices in the address of this list, cut to what somebody may mean."""
    chosen = {each: text(request.GET, each) for each in names}
    return Narrowed(reverse(name, args=list(args)), chosen, text(request.GET, AFTER))


def text(given: QueryDict, name: str, most: int = LONGEST) -> str:
    """One text of an address or a form, without what no database can keep."""
    return given.get(name, "").replace("\x00", "").encode("utf-8", "replace").decode().strip()[:most]


def whole(said: str) -> int:
    """A small whole number; anything else is 0."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= LONGEST_KEY else 0
