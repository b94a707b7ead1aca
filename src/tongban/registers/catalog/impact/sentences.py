"""What changes for whom between two editions of an option (变更影响), one sentence each; pure. R-026."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tongban.registers.catalog import vocabulary
from tongban.registers.catalog.content import Fee, MaterialRequirement, Option, Span
from tongban.registers.catalog.elements.comparing import is_longer
from tongban.registers.catalog.elements.words import limit_words
from tongban.registers.catalog.kinds import Necessity

APPLICANT, COUNTER, HANDLERS = "申请人", "窗口", "承办部门"


class Direction(StrEnum):
    """Which way a change goes (变化方向)."""

    ADDED = "added"
    REMOVED = "removed"
    LONGER = "longer"
    SHORTER = "shorter"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {"added": "增加", "removed": "减少", "longer": "延长", "shorter": "缩短", "other": "调整"}[self]


@dataclass(frozen=True, slots=True)
class Change:
    """One change (一处变化): which way, for whom, in a sentence; `is_burden`: it asks more of people than before."""

    direction: Direction
    whom: str
    sentence: str
    is_burden: bool = False


def impact(before: Option | None, after: Option | None) -> tuple[Change, ...]:
    """Every change between two editions; a new option or one that ends is one change for all."""
    if before is None or after is None:
        return _whole(before, after)
    return (
        *_materials(before, after),
        *_limits(before, after),
        *_fees(before.fees, after.fees),
        *_ways(before, after),
        *_asked(before, after),
        *_handling(before, after),
    )


def _whole(before: Option | None, after: Option | None) -> tuple[Change, ...]:
    if after is not None:
        return (Change(Direction.ADDED, APPLICANT, f"新增办理项“{after.name}”"),)
    if before is not None:
        return (Change(Direction.REMOVED, APPLICANT, f"不再办理“{before.name}”", is_burden=True),)
    return ()


def _materials(before: Option, after: Option) -> Iterator[Change]:
    old, new = _by_code(before.materials), _by_code(after.materials)
    for code in sorted(new.keys() - old.keys()):
        each: MaterialRequirement = new[code]
        when = "，看情形需要" if each.required_when else ""
        is_asked = each.necessity is not Necessity.OPTIONAL
        yield Change(Direction.ADDED, APPLICANT, f"新增材料“{each.name}”{when}", is_burden=is_asked)
    for code in sorted(old.keys() - new.keys()):
        yield Change(Direction.REMOVED, APPLICANT, f"不再要材料“{old[code].name}”")
    for code in sorted(old.keys() & new.keys()):
        yield from _material(old[code], new[code])


def _material(old: MaterialRequirement, new: MaterialRequirement) -> Iterator[Change]:
    name = new.name
    if (old.originals, old.copies) != (new.originals, new.copies):
        more = new.originals + new.copies - old.originals - old.copies
        said = f"“{name}”由原件{old.originals}份、复印件{old.copies}份改为原件{new.originals}份、复印件{new.copies}份"
        way = Direction.ADDED if more > 0 else Direction.REMOVED if more < 0 else Direction.OTHER
        yield Change(way, APPLICANT, said, is_burden=more > 0)
    if (old.necessity, old.required_when) != (new.necessity, new.required_when):
        said = f"“{name}”由{_needed(old)}改为{_needed(new)}"
        stricter = new.necessity is Necessity.REQUIRED and (
            old.necessity is not Necessity.REQUIRED or new.required_when != old.required_when
        )
        yield Change(Direction.OTHER, APPLICANT, said, is_burden=stricter)
    if old.spared_by is not None and new.spared_by is None:
        yield Change(Direction.ADDED, APPLICANT, f"“{name}”不能再免交，要自己提供", is_burden=True)
    elif old.spared_by is None and new.spared_by is not None:
        yield Change(Direction.REMOVED, APPLICANT, f"“{name}”可以免交")
    if (old.medium, old.points, old.name) != (new.medium, new.points, new.name):
        yield Change(Direction.OTHER, APPLICANT, f"“{name}”的形式、名称或者审查要点改过")


def _needed(material: MaterialRequirement) -> str:
    return f"{material.necessity.label}{'（看情形）' if material.required_when else ''}"


def _limits(before: Option, after: Option) -> Iterator[Change]:
    for name, old, new in (
        ("承诺办结时限", before.promised_limit, after.promised_limit),
        ("法定办结时限", before.statutory_limit, after.statutory_limit),
    ):
        if (old.value, old.unit) != (new.value, new.unit):
            yield _limit(name, old, new, APPLICANT)


def _limit(name: str, old: Span, new: Span, whom: str) -> Change:
    said = f"{name}由{limit_words(old)}改为{limit_words(new)}"
    if is_longer(new, old):
        return Change(Direction.LONGER, whom, said, is_burden=whom == APPLICANT)
    return Change(Direction.SHORTER if is_longer(old, new) else Direction.OTHER, whom, said)


def _fees(before: Sequence[Fee], after: Sequence[Fee]) -> Iterator[Change]:
    old, new = {each.name: each for each in before}, {each.name: each for each in after}
    for name in sorted(new.keys() - old.keys()):
        yield Change(Direction.ADDED, APPLICANT, f"新增收费“{name}”", is_burden=True)
    for name in sorted(old.keys() - new.keys()):
        yield Change(Direction.REMOVED, APPLICANT, f"不再收“{name}”")
    for name in sorted(old.keys() & new.keys()):
        one, other = old[name], new[name]
        if (one.amount, one.standard) != (other.amount, other.standard):
            is_more = one.amount is not None and other.amount is not None and other.amount > one.amount
            yield Change(Direction.OTHER, APPLICANT, f"“{name}”由{_price(one)}改为{_price(other)}", is_burden=is_more)


def _price(fee: Fee) -> str:
    return f"{fee.amount / 100:.2f}元" if fee.amount is not None else fee.standard or "未写明标准"


def _ways(before: Option, after: Option) -> Iterator[Change]:
    if before.visits_required != after.visits_required:
        more = after.visits_required > before.visits_required
        said = f"到现场次数由{before.visits_required}次改为{after.visits_required}次"
        yield Change(Direction.ADDED if more else Direction.REMOVED, APPLICANT, said, is_burden=more)
    if before.online_depth != after.online_depth:
        depths = vocabulary.ONLINE_DEPTHS
        said = f"网办深度由“{depths[before.online_depth]}”改为“{depths[after.online_depth]}”"
        yield Change(Direction.OTHER, APPLICANT, said)
    for channel in sorted(set(after.channels) - set(before.channels)):
        yield Change(Direction.ADDED, APPLICANT, f"可以通过{vocabulary.CHANNELS.get(channel, channel)}办理")
    for channel in sorted(set(before.channels) - set(after.channels)):
        said = f"不能再通过{vocabulary.CHANNELS.get(channel, channel)}办理"
        yield Change(Direction.REMOVED, APPLICANT, said, is_burden=True)
    if set(before.venues) != set(after.venues):
        is_fewer = bool(set(before.venues) - set(after.venues))
        yield Change(Direction.OTHER, COUNTER, "办理场所改过，窗口和叫号设置要跟着调整", is_burden=is_fewer)


def _asked(before: Option, after: Option) -> Iterator[Change]:
    for old, new, added, gone, altered in (
        (before.questions, after.questions, "新增一个问题：{}", "不再问：{}", "这个问题改过：{}"),
        (before.form, after.form, "申请表新增一栏“{}”", "申请表不再要“{}”", "申请表的“{}”改过"),
        (before.conditions, after.conditions, "新增受理条件：{}", "取消受理条件：{}", "受理条件改过：{}"),
    ):
        ones, others = _by_code(old), _by_code(new)
        for code in (each for each in others if each not in ones):
            yield Change(Direction.ADDED, APPLICANT, added.format(_named(others[code])), is_burden=True)
        for code in (each for each in ones if each not in others):
            yield Change(Direction.REMOVED, APPLICANT, gone.format(_named(ones[code])))
        for code in (each for each in others if each in ones and ones[each] != others[each]):
            yield Change(Direction.OTHER, APPLICANT, altered.format(_named(others[code])))


def _handling(before: Option, after: Option) -> Iterator[Change]:
    old, new = _by_code(before.stages), _by_code(after.stages)
    for code in (each for each in new if each not in old):
        yield Change(Direction.ADDED, HANDLERS, f"新增办理环节“{new[code].name}”")
    for code in (each for each in old if each not in new):
        yield Change(Direction.REMOVED, HANDLERS, f"取消办理环节“{old[code].name}”")
    for code in (each for each in new if each in old):
        one, other = old[code], new[code]
        if one.limit is not None and other.limit is not None and one.limit != other.limit:
            yield _limit(f"“{other.name}”环节的时限", one.limit, other.limit, HANDLERS)
        if one.standard != other.standard:
            yield Change(Direction.OTHER, HANDLERS, f"“{other.name}”环节的审查标准改过")
    if before.special_procedures != after.special_procedures:
        yield Change(Direction.OTHER, HANDLERS, "特别程序的种类或者时限改过")
    if before.deferral != after.deferral or before.commitment != after.commitment:
        yield Change(Direction.OTHER, COUNTER, "容缺受理或者告知承诺的规定改过，窗口按新规定告知")


def _by_code(elements: Iterable[Any]) -> dict[str, Any]:
    return {each.code: each for each in elements}


def _named(element: Any) -> str:
    return str(getattr(element, "label", "") or getattr(element, "text", ""))
