"""Told once (一次性告知): what is missing or wrong, computed from the list and the situation, never remembered."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.registers.catalog.content import MaterialRequirement, Option
from tongban.registers.catalog.expressions import Answers
from tongban.registers.catalog.kinds import Necessity
from tongban.registers.documents.rules.papers import Item

from .holding import is_shared

DEFAULT_BASIS = "行政许可法 第三十二条第一款第四项"


class MaterialRow(Protocol):
    """What is known of a material of the case."""

    @property
    def requirement_code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def verdict(self) -> str: ...
    @property
    def problem(self) -> str: ...
    @property
    def license_identifier(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A material that stands in the way of acceptance: missing, or found bad."""

    code: str
    name: str
    reason: str
    problem: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the notice (R-036): what is wrong, accepted alternatives, sample, where to get it, basis.

    `held` and `ask_again_reason` say of a line that the state had it already, and why it asks all the same.
    """

    code: str
    name: str
    problem: str
    remedy: str
    alternatives: tuple[str, ...]
    where: str
    sample: str
    basis: str
    held: str = ""
    ask_again_reason: str = ""

    def as_item(self) -> Item:
        return Item(
            code=self.code,
            name=self.name,
            problem=self.problem,
            remedy=self.remedy,
            alternatives=self.alternatives,
            where=self.where,
            sample=self.sample,
            basis=self.basis,
        )

    def as_plain(self) -> dict[str, Any]:
        plain = {name: getattr(self, name) for name in self.__slots__}
        if not self.held:
            del plain["held"], plain["ask_again_reason"]
        return plain


def shortfalls(option: Option, rows: Iterable[MaterialRow]) -> list[Shortfall]:
    """What is missing or bad; optional materials never stand in the way."""
    found = []
    for row in rows:
        asked = option.material(row.requirement_code)
        if asked is not None and asked.necessity is Necessity.OPTIONAL:
            continue
        if row.verdict == "bad":
            found.append(Shortfall(row.requirement_code, row.name, "bad", row.problem))
        elif row.state == "missing":
            found.append(Shortfall(row.requirement_code, row.name, "missing", f"缺少“{row.name}”。"))
    return found


def may_be_deferred(option: Option, code: str) -> bool:
    """May this material follow later (容缺): the list names it so, and the matter offers it (plan 四(五)2)."""
    asked = option.material(code)
    return option.deferral.is_offered and asked is not None and asked.necessity is Necessity.DEFERRABLE


def is_not_asked(row: MaterialRow) -> bool:
    """May nobody ask for this material: the state holds it (R-101), or the applicant's promise covers it (告知承诺)?"""
    return row.state == "committed" or (row.state == "spared" and not row.license_identifier)


def may_not_be_asked(option: Option, rows: Sequence[MaterialRow]) -> set[str]:
    """The materials that nobody may ask for; where data did not answer (核验不上), one may, with a reason."""
    shared = {each.code for each in option.materials if is_shared(each)}
    return {row.requirement_code for row in rows if is_not_asked(row)} - {
        row.requirement_code for row in rows if row.state == "spared" and row.requirement_code in shared
    }


def read_corrections(
    option: Option,
    answers: Answers,
    items: Sequence[Mapping[str, Any]],
    gaps: Sequence[Shortfall],
    *,
    not_asked: Collection[str] = (),
) -> list[Correction]:
    """The lines of the notice: what was given and everything that is short; nothing that the list does not ask for.

    `not_asked` are those that nobody may ask for in this case. Raises `Invalid` for a material outside the list or
    the situation, for a line without what is wrong, for a notice with nothing on it: all at once.
    """
    said = {str(each.get("requirement_code") or each.get("code") or ""): each for each in items}
    faults = [*_unlisted(option, answers, said, not_asked), *_unexplained(said, gaps)]
    wrong = {each.code: each.problem for each in gaps}
    for code, each in said.items():
        wrong[code] = str(each.get("problem") or each.get("wrong") or "").strip() or wrong.get(code, "")
    if not wrong:
        faults.append(Fault("/items", "empty", "材料都齐了，没有需要告知补正的内容。可以直接受理。"))
    if faults:
        raise Invalid("一次性告知书还不能出具。", faults=faults)
    order = [each.code for each in option.materials]
    return [
        _correction(option.material(code), said.get(code, {}), problem)
        for code, problem in sorted(wrong.items(), key=lambda pair: order.index(pair[0]))
    ]


def _unlisted(option: Option, answers: Answers, said: Mapping[str, Any], not_asked: Collection[str]) -> list[Fault]:
    faults = []
    for index, code in enumerate(said):
        asked = option.material(code)
        if asked is None:
            faults.append(Fault(f"/items/{index}", "unlisted", f"办事指南没有要求“{code}”，不能要求申请人提交。"))
        elif option.is_needed(asked, answers) is False:
            faults.append(Fault(f"/items/{index}", "not_asked", f"按申请人的情形不需要“{asked.name}”。"))
        elif asked.necessity is Necessity.OPTIONAL:
            faults.append(Fault(f"/items/{index}", "not_required", f"“{asked.name}”不是必要材料，不能要求补正。"))
        elif code in not_asked:
            faults.append(
                Fault(f"/items/{index}", "not_asked", f"“{asked.name}”已经由共享数据或者承诺代替，不能要求提交。")
            )
    return faults


def _unexplained(said: Mapping[str, Mapping[str, Any]], gaps: Sequence[Shortfall]) -> list[Fault]:
    known = {each.code for each in gaps if each.problem}
    return [
        Fault(f"/items/{index}/problem", "missing", "请写明这份材料哪里不对。")
        for index, (code, each) in enumerate(said.items())
        if code not in known and not str(each.get("problem") or each.get("wrong") or "").strip()
    ]


def _correction(asked: MaterialRequirement | None, said: Mapping[str, Any], problem: str) -> Correction:
    assert asked is not None, "unlisted materials were refused before"
    remedy = str(said.get("remedy") or "").strip() or _remedy(asked)
    return Correction(
        code=asked.code,
        name=asked.name,
        problem=problem,
        remedy=remedy,
        alternatives=asked.alternatives,
        where=asked.source.how or asked.source.issuer or "申请人自备",
        sample=asked.sample,
        basis=asked.basis.text if asked.basis else DEFAULT_BASIS,
        ask_again_reason=str(said.get("ask_again_reason") or "").strip()[:200],
    )


def beyond(told: Collection[str], asked: Iterable[str]) -> list[str]:
    """What would be asked for although it was not told when everything had to be told (一次告知之外)."""
    return sorted(set(asked) - set(told))


def is_complete(option: Option, rows: Sequence[MaterialRow]) -> bool:
    """Did the pre-check find the whole set in order (预审合格): no gap, and each thing handed in was looked at."""
    if shortfalls(option, rows):
        return False
    optional = {each.code for each in option.materials if each.necessity is Necessity.OPTIONAL}
    handed = (row for row in rows if row.state == "provided" or (row.state == "spared" and row.license_identifier))
    return all(row.verdict == "good" or row.requirement_code in optional for row in handed)


def _remedy(asked: MaterialRequirement) -> str:
    points = "；".join(asked.points[:2])
    return f"请提交{asked.name}" + (f"，注意：{points}" if points else "") + "。"


def deferred_item(option: Option, row: MaterialRow) -> Item:
    """The line of a deferral notice for a material that may follow (容缺)."""
    asked = option.material(row.requirement_code)
    assert asked is not None, "a row stands for a material of the list"
    each = _correction(asked, {"remedy": "领取证照时一次补齐。"}, "暂缺，申请人选择容缺受理。")
    return each.as_item()
