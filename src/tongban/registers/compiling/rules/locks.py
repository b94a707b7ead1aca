"""What came from above stays as it is (锁定要素), and a promise may be shortened, never lengthened (plan 二(二))."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from tongban.foundation.kernel.errors import Fault
from tongban.registers.catalog.content import Span
from tongban.registers.catalog.elements import Template, changed_locked, locked_paths
from tongban.registers.catalog.item import ItemDocument

CEILING = "promised_limit"
_DAYS = {"on_the_spot": 0.0, "hour": 1 / 24, "day": 1.0, "workday": 7 / 5, "month": 30.0, "year": 365.0}


def paths_of(template: Template) -> tuple[str, ...]:
    """Where the elements stand that are the same at all levels (四级46同), and the promise, which has a ceiling.

    Pointers with `*` for every option; of a list's entries the template says itself which parts are the same.
    """
    return tuple(dict.fromkeys([*locked_paths(template), f"/options/*/{CEILING}"]))


def locked_part(item: ItemDocument, paths: Sequence[str]) -> dict[str, Any]:
    """The part of a list from above that nobody changes here: its values by pointer; `*` stands for every option.

    What was left open above is left to be filled in here.
    """
    plain = _plain(item)
    pointers = (pointer for path in paths for pointer in _spread(path, item.options))
    said = {pointer: _at(plain, pointer) for pointer in pointers}
    return {pointer: value for pointer, value in said.items() if value is not None}


def faults(locked: Mapping[str, Any], item: ItemDocument, template: Template) -> list[Fault]:
    """Everything in which the list departs from what came from above, and every promise that is too long.

    What the template knows is compared element by element, other locked parts as a whole.
    """
    known = paths_of(template)
    plain = _plain(item)
    found = changed_locked({at: value for at, value in locked.items() if not _is_ceiling(at)}, item, template)
    for pointer, value in locked.items():
        if _general(pointer) not in known and _at(plain, pointer) != value:
            found.append(Fault(pointer, "locked", "这个要素由上级统一规定，本地不能修改，请恢复原来的内容。"))
    return [*found, *_promises(locked, item)]


def _general(pointer: str) -> str:
    """The pointer with `*` for its option."""
    return re.sub(r"^/options/[^/]+/", "/options/*/", pointer)


def _is_ceiling(pointer: str) -> bool:
    return pointer.endswith(f"/{CEILING}")


def is_longer(one: Span, other: Span) -> bool:
    """Is the first limit longer? Different units are compared by calendar days; a week has five workdays."""
    if one.unit == other.unit:
        return one.value > other.value
    return one.value * _DAYS.get(one.unit, 0.0) > other.value * _DAYS.get(other.unit, 0.0)


def _promises(locked: Mapping[str, Any], item: ItemDocument) -> Iterator[Fault]:
    for number, option in item.options.items():
        pointer = f"/options/{number}/{CEILING}"
        if _is_said(option.statutory_limit) and is_longer(option.promised_limit, option.statutory_limit):
            yield Fault(pointer, "promise_longer", "承诺时限不能长于法定时限。")
        above = locked.get(pointer)
        if above is not None and is_longer(option.promised_limit, msgspec.convert(above, Span)):
            yield Fault(pointer, "promise_longer", "承诺时限只能比上级公布的短，不能更长。")


def _is_said(span: Span) -> bool:
    return span.value > 0 or span.unit == "on_the_spot"


def _spread(path: str, options: Iterable[str]) -> Iterator[str]:
    if "/options/*/" in path:
        yield from (path.replace("/*/", f"/{number}/", 1) for number in options)
    else:
        yield path


def _plain(item: ItemDocument) -> Any:
    """As it comes out of a jsonb column."""
    return msgspec.json.decode(msgspec.json.encode(item))


def _at(plain: Any, pointer: str) -> Any:
    """The value at a pointer; what is not said is None, and so is an empty one."""
    for part in pointer.strip("/").split("/"):
        plain = plain.get(part) if isinstance(plain, dict) else None
    return plain or None
