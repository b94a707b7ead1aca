"""A draft looked through before it is sent (预检): what is missing, wrong or hard to read, each with where to mend it.

It judges what a rule can judge. Whether the papers say what they should is looked at once, at the window (预审).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from tongban.handling.cases.rules.outside import unmet_conditions
from tongban.registers.documents.models import StoredFile, Verdict
from tongban.registers.licenses.queries import troubles

from .filling import Filling, MaterialLine

SHORTEST_SIDE = 600
"""Pixels; a page that is photographed with less can hardly be read."""


class Place(StrEnum):
    """Where it is put right (到哪里改)."""

    QUESTION = "question"
    FORM = "form"
    MATERIAL = "material"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing: where it is mended (`key`: the question, the page of the form, the material), and in words.

    A hint holds nothing up: it is said so that nobody has to come twice.
    """

    place: Place
    key: str
    words: str
    is_hint: bool = False


@dataclass(frozen=True, slots=True)
class Precheck:
    """What a draft still lacks (预检结果), in the order of the pages."""

    found: tuple[Found, ...]

    @property
    def faults(self) -> tuple[Found, ...]:
        return tuple(each for each in self.found if not each.is_hint)

    @property
    def hints(self) -> tuple[Found, ...]:
        return tuple(each for each in self.found if each.is_hint)


def precheck(filling: Filling, *, on: date) -> Precheck:
    """预检: everything at once (one statement where licences are used, else none)."""
    return Precheck((*_of_the_list(filling), *_of_the_form(filling), *_of_the_materials(filling, on=on)))


def _of_the_list(filling: Filling) -> Iterator[Found]:
    if filling.stands.refusal is not None:
        yield Found(Place.DRAFT, "", filling.stands.refusal.message)
    elif filling.has_newer_list:
        yield Found(Place.DRAFT, "", "办事清单更新了，请先看一眼改了什么。")
    for question in filling.checklist.open_questions:
        yield Found(Place.QUESTION, question.code, f"还没回答：{question.text}")
    for each in unmet_conditions(filling.option, filling.checklist.answers):
        otherwise = f"{each.otherwise.rstrip('。')}。" if each.otherwise else "仍可以提交，但很可能办不成。"
        words = f"按您的回答，有一个条件不符合：{each.text.rstrip('。')}。{otherwise}"
        yield Found(Place.DRAFT, "", words)


def _of_the_form(filling: Filling) -> Iterator[Found]:
    for group in filling.groups:
        labels = {line.field.code: line.field.label for line in group.lines}
        if not group.is_begun:
            yield Found(Place.FORM, str(group.place), f"“{group.name}”还没有填。")
            continue
        for fault in group.faults:
            label = labels.get(fault.pointer.removeprefix("/form/").partition("/")[0], group.name)
            yield Found(Place.FORM, str(group.place), f"{label}：{fault.message}")


def _of_the_materials(filling: Filling, *, on: date) -> Iterator[Found]:
    named = [each.license_identifier for each in filling.materials if each.license_identifier]
    over = troubles(named, on=on)
    for each in filling.materials:
        code, name = each.material.code, each.material.name
        if each.is_missing:
            yield Found(Place.MATERIAL, code, f"缺“{name}”。{_instead(each)}")
        if each.license_identifier in over:
            yield Found(Place.MATERIAL, code, f"“{name}”用的电子证照：{over[each.license_identifier]}")
        for file in each.files:
            if (problem := _unsound(file)) is not None:
                yield Found(Place.MATERIAL, code, f"“{name}”的文件“{file.name}”{problem}")
            elif (doubt := _hard_to_read(file)) is not None:
                yield Found(Place.MATERIAL, code, f"“{name}”的文件“{file.name}”{doubt}", is_hint=True)
    yield from _the_same_twice(filling)


def _instead(line: MaterialLine) -> str:
    """What may stand in its place."""
    ways = ["可以选择容缺受理，以后补"] * line.may_defer + ["可以用告知承诺代替"] * line.may_commit
    return f"{'；'.join(ways)}。" if ways else ""


def _unsound(file: StoredFile) -> str | None:
    """A file that the scanner did not let pass is worth nothing at a window."""
    return "没有通过安全检查，请换一个文件再传。" if file.verdict == Verdict.SUSPICIOUS else None


def _hard_to_read(file: StoredFile) -> str | None:
    if file.width and file.height and max(file.width, file.height) < SHORTEST_SIDE:
        return f"只有{file.width}×{file.height}点，可能看不清，建议重新拍一张。"
    return None


def _the_same_twice(filling: Filling) -> Iterator[Found]:
    """One file handed in for two things is a slip more often than not."""
    handed = [(each, bytes(file.sha256)) for each in filling.materials for file in each.files]
    pairs = {
        (one.material.code, one.material.name, other.material.name)
        for (one, first), (other, second) in combinations(handed, 2)
        if first == second and one.material.code != other.material.code
    }
    for code, name, other_name in sorted(pairs):
        words = f"“{name}”和“{other_name}”传的是同一个文件，请看看是不是传错了。"
        yield Found(Place.MATERIAL, code, words, is_hint=True)
