"""What changed between two editions of a list (清单变更): told to whoever is filling in; nothing else is asked anew."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from tongban.registers.catalog.content import MaterialRequirement, Option, Span

T = TypeVar("T")
_UNITS = {"workday": "个工作日", "day": "天", "month": "个月", "year": "年", "hour": "小时"}


def limit_words(span: Span) -> str:
    """A limit in words: 5个工作日; on the spot is 当场."""
    return "当场" if span.unit == "on_the_spot" or not span.value else f"{span.value}{_UNITS.get(span.unit, span.unit)}"


def what_changed(old: Option, new: Option) -> tuple[str, ...]:
    """Every change that touches the applicant, one sentence each; empty when nothing does (R-026)."""
    return (*_questions(old, new), *_form(old, new), *_materials(old, new), *_terms(old, new))


def _questions(old: Option, new: Option) -> list[str]:
    added, gone, altered = _compared(old.questions, new.questions, lambda each: each.code)
    return [
        *(f"新增了一个问题：{each.text}" for each in added),
        *(f"不再问：{each.text}" for each in gone),
        *(f"这个问题改过，请重新看一遍：{each.text}" for each in altered),
    ]


def _form(old: Option, new: Option) -> list[str]:
    added, gone, altered = _compared(old.form, new.form, lambda each: each.code)
    return [
        *(f"申请表新增一栏“{each.label}”" for each in added),
        *(f"申请表不再要“{each.label}”" for each in gone),
        *(f"申请表的“{each.label}”改过" for each in altered),
    ]


def _materials(old: Option, new: Option) -> list[str]:
    added, gone, altered = _compared(old.materials, new.materials, lambda each: each.code)
    return [
        *(f"新增材料“{each.name}”{_when(each)}" for each in added),
        *(f"不再要材料“{each.name}”" for each in gone),
        *(f"材料“{each.name}”的要求改过" for each in altered),
    ]


def _when(material: MaterialRequirement) -> str:
    return "，看情形需要" if material.required_when else ""


def _terms(old: Option, new: Option) -> list[str]:
    said = []
    if old.promised_limit != new.promised_limit:
        said.append(f"承诺时限由{limit_words(old.promised_limit)}改为{limit_words(new.promised_limit)}")
    if old.fees != new.fees:
        said.append("收费改了" if new.fees else "不再收费")
    if old.commitment != new.commitment:
        said.append("告知承诺的内容改过，请重新选择")
    if old.deferral != new.deferral:
        said.append("容缺受理的规定改过，请重新选择")
    return said


def _compared(old: Iterable[T], new: Iterable[T], key: Callable[[T], Any]) -> tuple[list[T], list[T], list[T]]:
    """Those that came, those that went, and those that are no longer the same."""
    before = {key(each): each for each in old}
    after = {key(each): each for each in new}
    return (
        [each for code, each in after.items() if code not in before],
        [each for code, each in before.items() if code not in after],
        [each for code, each in after.items() if code in before and before[code] != each],
    )
