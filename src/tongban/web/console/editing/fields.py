"""One field of the editor (编制字段): where it stands, how it is asked; and what stands there when nothing is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field: `path` below its owner, dots lead into parts.

    kind: text, long, number, money (yuan, kept in fen), flag, choice, checks, lines (one a line), options (choices of
    a question, one a line), date, places.
    """

    path: str
    label: str
    kind: str = "text"
    choices: Choices = ()
    hint: str = ""
    width: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of entries, such as materials; `new` is an entry that was just added.

    `optional` are parts that are nothing when their first word is: part and word.
    """

    name: str
    label: str
    one: str
    of: type[msgspec.Struct]
    fields: tuple[Field, ...]
    new: Mapping[str, Any]
    optional: tuple[tuple[str, str], ...] = ()

    @property
    def is_coded(self) -> bool:
        """Do entries have a code that tells them apart?"""
        return any(each.name == "code" for each in msgspec.structs.fields(self.of))


@dataclass(frozen=True, slots=True)
class Group:
    """One page of the editor (一组要素): fields of the list, fields of an option, lists of entries.

    `optional` are parts of the option that are nothing when their first word is: part and word.
    """

    key: str
    label: str
    item: tuple[Field, ...] = ()
    option: tuple[Field, ...] = ()
    rows: tuple[Rows, ...] = ()
    optional: tuple[tuple[str, str], ...] = ()


def pairs(table: Mapping[str, str], nothing: str | None = None) -> Choices:
    """The choices of a vocabulary; `nothing` is how an empty one is called."""
    return (*((("", nothing),) if nothing is not None else ()), *table.items())


def value_at(plain: Mapping[str, Any], path: str, owner: type[msgspec.Struct]) -> Any:
    """What a document says there, or what it means by saying nothing."""
    found: Any = plain
    for part in path.split("."):
        if not isinstance(found, Mapping) or part not in found:
            return default_at(owner, path)
        found = found[part]
    return found


@lru_cache(maxsize=512)
def default_at(owner: type[msgspec.Struct], path: str) -> Any:
    """The default of a field; nothing where none is."""
    first, *rest = path.split(".")
    of = next((each for each in msgspec.structs.fields(owner) if each.name == first), None)
    found = "" if of is None or of.default is msgspec.NODEFAULT else of.default
    for part in rest:
        found = getattr(found, part, "")
    return "" if found is None else found
