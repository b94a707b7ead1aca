"""What two versions do not say alike, field by field (逐栏比对): also what the elements of the template leave out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from tongban.registers.catalog.elements import Carried, Difference, Template

from .fields import Choices, Group
from .groups import GROUPS
from .showing import Around, Box, Entry, Part, boxes_of_item, boxes_of_option, parts_of

GONE, NEW = "没有这一条", "有这一条"
_ANNOUNCED = "i-version."


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that is not the same (一栏改动), under the name of its page in the editor."""

    group: str
    label: str
    before: str
    after: str


def changed_fields(
    before: Carried, after: Carried, template: Template, told: Sequence[Difference], *, places: Choices
) -> list[FieldChange]:
    """Every field of the editor that differs, but for what the differences of the elements tell already."""
    around = Around(locked={}, template=template, findings=(), wrong={}, places=places)
    whole = _told_whole(template)
    found = [each for group in GROUPS for each in _changes(group, before, after, around, whole)]
    return [each for each in found if not _is_told(each, told)]


def _told_whole(template: Template) -> frozenset[str]:
    """What an element says in full: values and lists of bare words, as the form names them."""
    letters = {"item": "i", "option": "o"}
    return frozenset(
        f"{letters[path.root]}-{path.first}"
        for path in (each.place for each in template.elements)
        if path.root in letters and len(path.steps) == 1 and (not path.is_list or path.entry is str)
    )


def _changes(
    group: Group, before: Carried, after: Carried, around: Around, whole: frozenset[str]
) -> Iterator[FieldChange]:
    old, new = (
        [each for each in _boxes(group, carried, around) if each.name.partition(".")[0] not in whole]
        for carried in (before, after)
    )
    yield from _of_boxes(group.label, "", old, new)
    parts = (_parts(group, each, around) for each in (before, after))
    for one, other in zip(*parts, strict=True):
        yield from _of_entries(group.label, one, other)


def _boxes(group: Group, carried: Carried, around: Around) -> list[Box]:
    item = [
        each
        for each in boxes_of_item(msgspec.to_builtins(carried.item), group, around)
        if not each.name.startswith(_ANNOUNCED)
    ]
    return item + boxes_of_option(msgspec.to_builtins(carried.option), carried.number, group, around)


def _parts(group: Group, carried: Carried, around: Around) -> list[Part]:
    return parts_of(msgspec.to_builtins(carried.option), carried.number, group, around)


def _of_boxes(group: str, of: str, old: Iterable[Box], new: Iterable[Box]) -> Iterator[FieldChange]:
    for one, other in zip(old, new, strict=True):
        if one.value != other.value:
            yield FieldChange(group, of + one.label, one.words, other.words)


def _of_entries(group: str, old: Part, new: Part) -> Iterator[FieldChange]:
    """Entries are matched by what tells them apart, so that one that was put in between changes no other."""
    before, after = ({each.token: each for each in part.entries} for part in (old, new))
    for token in (*before, *(each for each in after if each not in before)):
        one, other = before.get(token), after.get(token)
        if one is not None and other is not None:
            yield from _of_boxes(group, f"{_named(old, other)}：", one.boxes, other.boxes)
        elif one is not None:
            yield FieldChange(group, _named(old, one), NEW, GONE)
        elif other is not None:
            yield FieldChange(group, _named(new, other), GONE, NEW)


def _named(part: Part, entry: Entry) -> str:
    return f"{part.rows.one}“{entry.title}”"


def _is_told(change: FieldChange, told: Sequence[Difference]) -> bool:
    return any((change.before, change.after) == (each.before, each.after) for each in told)
