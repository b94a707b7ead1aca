"""Where an element stands in a list (要素路径): `/basic_code`, `/options/*/materials` with `each` of them; pure.

Paths are JSON pointers into the list; `*` stands for every option. What no list holds, such as the code of the body, is
`place.uscc`. They are read from typed documents and from plain JSON alike; a key that is left out has its default.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from tongban.registers.catalog.content import Basis, Option
from tongban.registers.catalog.item import ItemDocument

OPTION = "/options/*/"
_PLACE = "place."
PLACE = frozenset({"agency_name", "uscc", "implementation_code", "option_code"})


class BadPath(ValueError):  # noqa: N818 - named for what it is
    """A template names an element that no list has (没有这个要素)."""


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    default: Any
    into: Any


@dataclass(frozen=True, slots=True)
class ElementPath:
    """A path that was understood: below which root, which steps, and for a list the steps within each entry."""

    root: str
    steps: tuple[Step, ...]
    is_list: bool
    within: tuple[Step, ...]
    entry: Any

    @property
    def first(self) -> str:
        """The element's own name below its root, empty when the root itself is meant."""
        return self.steps[0].name if self.steps else ""

    def read(self, source: Any) -> Any:
        """The value; for a list a mapping from each entry's key to its value, in the order of the list."""
        found = _down(source, self.steps)
        if not self.is_list:
            return found
        return {key: _down(each, self.within) for key, each in keyed(_typed(each, self.entry) for each in found or ())}

    def entries(self, source: Any) -> Any:
        """The whole value at the list, to compare two lists at one blow; the value itself when it is no list."""
        return _down(source, self.steps)

    def labels(self, source: Any) -> dict[str, str]:
        """How people call each entry of the list."""
        found = _down(source, self.steps) or ()
        return {key: label(each) for key, each in keyed(_typed(each, self.entry) for each in found)}


@lru_cache(maxsize=512)
def parse(pointer: str, each: str | None = None) -> ElementPath:
    """The path; `each` names what is meant of every entry of a list, empty for the whole entry.

    `BadPath` says in Chinese what is not there.
    """
    if pointer.startswith(_PLACE):
        return _of_place(pointer.removeprefix(_PLACE))
    if pointer and not pointer.startswith("/"):
        raise BadPath("路径要以/开头，例如/basic_code")
    is_option = pointer.startswith(OPTION)
    steps, into = _steps(Option if is_option else ItemDocument, pointer.removeprefix(OPTION))
    root = "option" if is_option else "item"
    if each is None:
        return ElementPath(root, steps, False, (), None)
    entry = _entry(into, pointer)
    within, _ = _steps(entry, each)
    return ElementPath(root, steps, True, within, entry)


def _of_place(name: str) -> ElementPath:
    if name not in PLACE:
        raise BadPath(f"place下面只有{'、'.join(sorted(PLACE))}")
    return ElementPath("place", (Step(name, "", str),), False, (), None)


def keyed(entries: Iterable[Any]) -> Iterable[tuple[str, Any]]:
    """Each entry with what tells it from the others: its code, else the law and article, else its name."""
    seen: dict[str, int] = {}
    for each in entries:
        key = _key(each)
        seen[key] = seen.get(key, 0) + 1
        yield (key if seen[key] == 1 else f"{key}#{seen[key]}"), each


def label(entry: Any) -> str:
    """How people call an entry: its name, else its text; a bare word says itself."""
    if isinstance(entry, str):
        return ""
    for name in ("name", "text", "question"):
        if said := _get(entry, name, ""):
            return str(said)
    return _key(entry)


def _key(entry: Any) -> str:
    if isinstance(entry, str):
        return entry
    if isinstance(entry, Basis):
        return entry.text
    return str(_get(entry, "code", "") or _get(entry, "name", "") or _get(entry, "question", "") or "")


def _get(value: Any, name: str, default: Any) -> Any:
    return value.get(name, default) if isinstance(value, Mapping) else getattr(value, name, default)


def _down(value: Any, steps: tuple[Step, ...]) -> Any:
    for step in steps:
        if value is None:
            return None
        if isinstance(value, Mapping):
            value = _typed(value.get(step.name, step.default), step.into)
        else:
            value = getattr(value, step.name)
    return value


def _typed(value: Any, into: Any) -> Any:
    """Plain JSON as the type it stands for; what does not fit stays as it is, for the checks of the list to tell."""
    if isinstance(value, Mapping) and into is not None:
        try:
            return msgspec.convert(value, into)
        except msgspec.ValidationError:
            return value
    return value


def _steps(owner: Any, pointer: str) -> tuple[tuple[Step, ...], Any]:
    steps = []
    for name in filter(None, pointer.split("/")):
        fields = {each.name: each for each in msgspec.structs.fields(owner)} if _is_struct(owner) else {}
        if name not in fields:
            raise BadPath(f"没有要素“{name}”")
        into = _plain_type(get_type_hints(owner)[name])
        steps.append(Step(name, _default(fields[name]), into))
        owner = into
    return tuple(steps), owner


def _default(field: Any) -> Any:
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return None if field.default is msgspec.NODEFAULT else field.default


def _plain_type(hint: Any) -> Any:
    """The type itself where it may also be absent."""
    if get_origin(hint) in (UnionType, Union):
        [hint] = [each for each in get_args(hint) if each is not type(None)]
    return hint


def _entry(hint: Any, pointer: str) -> Any:
    if get_origin(hint) is not tuple:
        raise BadPath(f"“{pointer}”不是一组内容，不能写each")
    return get_args(hint)[0]


def _is_struct(owner: Any) -> bool:
    return isinstance(owner, type) and issubclass(owner, msgspec.Struct)
