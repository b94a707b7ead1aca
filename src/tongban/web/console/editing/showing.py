"""A group of elements as a form (编制页): every field with its value, what is locked and why, what was found there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from tongban.registers.agencies.models import Venue
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.elements import Template
from tongban.registers.catalog.findings import Finding
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.queries.shelf import VENUE_GROUPS

from .fields import Choices, Field, Group, Rows, value_at
from .reading import token_of

FIXED = "上级统一规定，本地不能改。"
_CEILING = "承诺时限只能比上级的短，不能更长。"
_PARTS_OF_WORDS = {
    "basis": ("law", "article", "basis"),
    "condition": ("text", "met_when"),
    "original_or_copy": ("originals", "copies"),
    "counts": ("originals", "copies"),
    "necessity": ("necessity", "required_when"),
    "fee": ("standard", "amount"),
}
_GROUP_NAMES = {"city-center": "市政务服务中心", "town-centers": "各镇街便民服务中心", "stations": "各村社区便民服务站"}
_KEYS = ("name", "text", "law", "question")


@dataclass(frozen=True, slots=True)
class Box:
    """One field as it is shown: `why` says why it is locked."""

    name: str
    label: str
    kind: str
    value: Any
    choices: Choices
    hint: str
    width: str
    error: str
    why: str
    findings: tuple[Finding, ...]

    @property
    def words(self) -> str:
        """The value as people read it, for what is locked and for two versions side by side."""
        labels = dict(self.choices)
        if self.kind == "flag":
            return "是" if self.value else "否"
        if isinstance(self.value, list | tuple):
            return "、".join(labels.get(str(each), str(each)) for each in self.value) or "无"
        return labels.get(str(self.value), str(self.value)) or "无"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list with its fields."""

    token: str
    place: int
    title: str
    boxes: tuple[Box, ...]
    findings: tuple[Finding, ...]
    is_locked: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A list of entries on the page."""

    rows: Rows
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    is_locked: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What a form is shown with: what is locked, what was found, what was wrong."""

    locked: Mapping[str, Any]
    template: Template
    findings: Sequence[Finding]
    wrong: Mapping[str, str]
    places: Choices = ()


def boxes_of_item(plain: Mapping[str, Any], group: Group, around: Around) -> list[Box]:
    """The fields of the list as a whole."""
    return [
        _box(
            each,
            f"i-{each.path}",
            plain,
            ItemDocument,
            f"/{_pointer(each.path)}",
            _why(f"/{_first(each.path)}", around),
            around,
        )
        for each in group.item
    ]


def boxes_of_option(plain: Mapping[str, Any], number: str, group: Group, around: Around) -> list[Box]:
    """The fields of one option."""
    below = f"/options/{number}"
    return [
        _box(
            each,
            f"o-{each.path}",
            plain,
            Option,
            f"{below}/{_pointer(each.path)}",
            _why(f"{below}/{_first(each.path)}", around),
            around,
        )
        for each in group.option
    ]


def parts_of(plain: Mapping[str, Any], number: str, group: Group, around: Around) -> list[Part]:
    """The lists of one option, entry by entry."""
    return [_part(plain.get(rows.name) or [], f"/options/{number}/{rows.name}", rows, around) for rows in group.rows]


def venue_choices() -> Choices:
    """The places where things are done, the groups first (one statement)."""
    rows = Venue.objects.filter(is_active=True).exclude(key__in=VENUE_GROUPS).order_by("id").values_list("key", "name")
    return (*((key, _GROUP_NAMES[key]) for key in VENUE_GROUPS), *rows)


def conflicts(mine: Iterable[Box], theirs: Iterable[Box]) -> list[tuple[str, str, str]]:
    """Where two people typed different things: label, mine, theirs."""
    latest = {each.name: each for each in theirs}
    return [
        (each.label, each.words, latest[each.name].words if each.name in latest else "已经没有这一栏")
        for each in mine
        if each.name not in latest or each.value != latest[each.name].value
    ]


def _part(entries: list[dict[str, Any]], below: str, rows: Rows, around: Around) -> Part:
    from_above = around.locked.get(below) or []
    fixed = {_key(each) for each in from_above if isinstance(each, Mapping)}
    locked = _locked_parts(below, around) if from_above else frozenset()
    shown, told = [], set()
    for place, entry in enumerate(entries):
        token, is_fixed = token_of(rows, entry, place), _key(entry) in fixed
        pointers = [f"{below}/{each}" for each in (entry.get("code"), _key(entry), str(place)) if each]
        boxes = [
            _box(
                each,
                f"{rows.name}-{token}-{each.path}",
                entry,
                rows.of,
                tuple(f"{pointer}/{_pointer(each.path)}" for pointer in pointers),
                FIXED if is_fixed and (each.path in locked or _first(each.path) in locked) else "",
                around,
            )
            for each in rows.fields
        ]
        in_boxes = {finding for box in boxes for finding in box.findings}
        here = [each for each in around.findings if any(_is_below(each.pointer, one) for one in pointers)]
        told |= set(here)
        rest = tuple(each for each in here if each not in in_boxes)
        title = str(next((entry[key] for key in (*_KEYS, "label") if entry.get(key)), "")) or "还没有名称"
        shown.append(Entry(token, place, title[:40], tuple(boxes), rest, is_fixed))
    whole = tuple(each for each in around.findings if _is_below(each.pointer, below) and each not in told)
    return Part(rows, tuple(shown), whole, bool(from_above))


def _box(
    each: Field,
    name: str,
    plain: Mapping[str, Any],
    owner: type[msgspec.Struct],
    pointers: str | tuple[str, ...],
    why: str,
    around: Around,
) -> Box:
    value = value_at(plain, each.path, owner)
    if each.kind == "money" and isinstance(value, int):
        value = f"{value // 100}.{value % 100:02d}" if value % 100 else str(value // 100)
    if each.kind == "options" and isinstance(value, list | tuple):
        value = "\n".join("｜".join(filter(None, (one["label"], one["value"], one.get("hint", "")))) for one in value)
    if each.kind == "lines" and isinstance(value, list | tuple):
        value = "\n".join(value)
    choices = around.places if each.kind == "places" else each.choices
    if each.kind in ("checks", "places"):
        choices = (*choices, *((one, "已停用的") for one in value if one not in dict(choices)))
    of = (pointers,) if isinstance(pointers, str) else pointers
    findings = tuple(one for one in around.findings if any(_is_below(one.pointer, at) for at in of))
    is_ceiling = why == _CEILING
    return Box(
        name=name,
        label=each.label,
        kind=each.kind,
        value=value,
        choices=choices,
        hint=" ".join(filter(None, (each.hint, why if is_ceiling else ""))),
        width=each.width,
        error=around.wrong.get(name, ""),
        why="" if is_ceiling else why,
        findings=findings,
    )


def _why(pointer: str, around: Around) -> str:
    """Why an element may not be changed here; a promise may be shortened."""
    if pointer not in around.locked:
        return ""
    return _CEILING if pointer.endswith("/promised_limit") else FIXED


def _locked_parts(pointer: str, around: Around) -> frozenset[str]:
    """The fields of an entry that came from above."""
    general = "/options/*/" + pointer.rsplit("/", 1)[-1]
    found: set[str] = {"name", "code"}
    for each in around.template.same:
        if each.path == general and each.each is not None:
            found |= {each.each.replace("/", ".")} if each.each else set(_PARTS_OF_WORDS.get(each.words, ()))
    return frozenset(found)


def _key(entry: Mapping[str, Any]) -> str:
    return str(entry.get("code") or next((entry[key] for key in _KEYS if entry.get(key)), ""))


def _is_below(pointer: str, above: str) -> bool:
    return pointer == above or pointer.startswith(f"{above}/")


def _first(path: str) -> str:
    return path.split(".", 1)[0]


def _pointer(path: str) -> str:
    return path.replace(".", "/")
