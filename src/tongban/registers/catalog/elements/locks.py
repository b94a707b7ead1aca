"""What came from above stays as it came (上级统一的要素不得改动, plan 二(二)): checked element by element; pure."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from tongban.foundation.kernel.errors import Fault
from tongban.registers.catalog.item import ItemDocument

from .comparing import Change, changes, is_longer
from .paths import ElementPath
from .template import Element, Template

Plain = Mapping[str, Any]


def locked_paths(template: Template) -> tuple[str, ...]:
    """Where the elements stand that are the same at all levels: JSON pointers, each once, in the template's order."""
    return tuple(dict.fromkeys(each.path for each in template.same if each.path))


def changed_locked(before: Plain | ItemDocument, after: Plain | ItemDocument, template: Template) -> list[Fault]:
    """Every element that is the same at all levels and was changed, with its pointer; empty when none was.

    `before` is what came from above, as a document or as values by pointer. It may be a part of a list: what it leaves
    out was not fixed. Options that only `after` has are local ones and free; one of `before` that is gone is told.
    """
    one, other = _plain(before), _plain(after)
    return [*_of_item(one, other, template), *_of_options(one, other, template)]


def _of_item(one: Plain, other: Plain, template: Template) -> Iterator[Fault]:
    for element in template.same:
        path = element.place
        if path.root == "item" and path.first in one:
            yield from _changes(element, path, one, other, f"/{path.first}")


def _of_options(one: Plain, other: Plain, template: Template) -> Iterator[Fault]:
    theirs, ours = one.get("options") or {}, other.get("options") or {}
    for number in sorted(theirs):
        if number not in ours:
            name = theirs[number].get("name", number)
            yield Fault(f"/options/{number}", "locked", f"上级统一的办理项“{name}”不能删去。")
            continue
        for element in template.same:
            path = element.place
            if path.root == "option" and path.first in theirs[number]:
                pointer = f"/options/{number}/{path.first}"
                yield from _changes(element, path, theirs[number], ours[number], pointer)


def _changes(element: Element, path: ElementPath, one: Plain, other: Plain, pointer: str) -> Iterator[Fault]:
    if element.may_shorten and not is_longer(path.read(other), path.read(one)):
        return
    for found in changes(path, element.words, one, other):
        yield _fault(f"{pointer}/{found.key}" if path.is_list else pointer, element, found)


def _fault(pointer: str, element: Element, found: Change) -> Fault:
    name = f"{element.name}（{found.label}）" if found.label else element.name
    rule = "只能比上级的短" if element.may_shorten else "由上级统一，四级相同，本地不能改"
    said = f"“{name}”{rule}：上级是“{found.before}”，现在是“{found.after}”。请改回，或者向上级提出修改意见。"
    return Fault(pointer, "locked", said)


def _plain(document: Plain | ItemDocument) -> Plain:
    if isinstance(document, ItemDocument):
        built: Plain = msgspec.to_builtins(document)
        return built
    return _nested(document) if any(key.startswith("/") for key in document) else document


def _nested(by_pointer: Plain) -> Plain:
    """Values by pointer as the part of a document that they are."""
    whole: dict[str, Any] = {}
    for pointer, value in by_pointer.items():
        *above, last = pointer.strip("/").split("/")
        below = whole
        for name in above:
            below = below.setdefault(name, {})
        below[last] = value
    return whole
