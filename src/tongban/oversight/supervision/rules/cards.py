"""Yellow and red cards (黄牌、红牌): which lapse gives which, as a table; who has to answer for it; standards §2.6.

An extension clears no card, because a card hangs on the end that the limit had when it was missed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.worktime.rules import WorkCalendar, workdays_between
from tongban.handling.cases.rules.attribution import Owner, Part, elapsed, shares
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.states import Status


class Colour(StrEnum):
    """Yellow warns, red holds to account (牌色)."""

    YELLOW = "yellow"
    RED = "red"

    @property
    def label(self) -> str:
        return "黄牌" if self is Colour.YELLOW else "红牌"


class CardStatus(StrEnum):
    """Where a card stands (黄红牌状态)."""

    FOUND = "found"
    RAISED = "raised"
    CONTESTED = "contested"
    UPHELD = "upheld"
    LIFTED = "lifted"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    CardStatus.FOUND: "待发出",
    CardStatus.RAISED: "已发出",
    CardStatus.CONTESTED: "申诉中",
    CardStatus.UPHELD: "申诉不成立",
    CardStatus.LIFTED: "已撤销",
}


@dataclass(frozen=True, slots=True)
class CardRule:
    """One lapse (亮牌规则): which clocks are looked at, from how many workdays over, and for which cases only.

    `goes_to_cause` says that the card is put on whoever's time it was when the office's own would have sufficed.
    """

    code: str
    colour: Colour
    label: str
    basis: str
    kinds: frozenset[ClockKind]
    from_workdays: int = 1
    is_on_the_spot: bool | None = None
    is_deemed: bool | None = None
    is_disputed: bool | None = None
    goes_to_cause: bool = True


_PLAN = "实施方案 三(一)2 时限管理"
RULES: tuple[CardRule, ...] = (
    CardRule("promise_exceeded", Colour.YELLOW, "超过承诺时限", _PLAN, frozenset({ClockKind.PROMISED}), 1, False),
    CardRule("promise_long_exceeded", Colour.RED, "超过承诺时限3个工作日", _PLAN, frozenset({ClockKind.PROMISED}), 3),
    CardRule(
        "promise_disputed",
        Colour.RED,
        "超过承诺时限，申请人对说明有异议",
        "优化营商环境条例 第三十六条",
        frozenset({ClockKind.PROMISED}),
        is_disputed=True,
    ),
    CardRule(
        "statutory_exceeded", Colour.RED, "超过法定时限", "行政许可法 第四十二条", frozenset({ClockKind.STATUTORY})
    ),
    CardRule("stage_exceeded", Colour.YELLOW, "超过环节时限", "实施清单 办理环节时限", frozenset({ClockKind.STAGE})),
    CardRule(
        "notice_missed",
        Colour.RED,
        "没有按期一次性告知或者受理",
        "行政许可法 第三十二条第一款第四项",
        frozenset({ClockKind.NOTICE}),
        is_on_the_spot=False,
    ),
    CardRule(
        "accepted_by_silence",
        Colour.RED,
        "逾期不告知，视为受理",
        "行政许可法 第三十二条第一款第四项",
        frozenset({ClockKind.DEEMED_ACCEPTANCE}),
        is_deemed=True,
    ),
    CardRule(
        "spot_unfinished",
        Colour.YELLOW,
        "即办件当天没有结果",
        "实施方案 三(二)5 即收即办",
        frozenset({ClockKind.NOTICE, ClockKind.PROMISED}),
        is_on_the_spot=True,
    ),
)
BY_CODE: Mapping[str, CardRule] = {each.code: each for each in RULES}
KINDS = tuple(sorted({kind.value for each in RULES for kind in each.kinds}))
CONTEST_WORKDAYS = 5
"""So long the department may contest a card, counted from the day after it was raised."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """A limit that was missed, as the rules look at it."""

    kind: ClockKind
    started_at: datetime
    due_on: date
    until: datetime
    is_on_the_spot: bool
    is_deemed: bool
    is_disputed: bool


def overrun(lapse: Lapse, calendar: WorkCalendar) -> int:
    """By how many workdays the limit was missed so far."""
    return max(0, workdays_between(lapse.due_on, local_day(lapse.until), calendar=calendar))


def broken_rules(lapse: Lapse, calendar: WorkCalendar) -> list[CardRule]:
    """The rules that this lapse breaks."""
    days = overrun(lapse, calendar)
    return [each for each in RULES if lapse.kind in each.kinds and days >= each.from_workdays and _is_of(each, lapse)]


def answerable(rule: CardRule, lapse: Lapse, parts: Iterable[Part], calendar: WorkCalendar) -> Owner:
    """On whom the card is put: on the office, unless the others' counted time alone made it late.

    Time that the limit does not count (paused by a special procedure) excuses nobody: it was not counted anyway.
    """
    lost: dict[Owner, int] = {}
    for part in parts:
        since, until = max(part.since, lapse.started_at), min(part.until, lapse.until)
        if part.owner is Owner.OFFICE or part.status is Status.SUSPENDED or since >= until:
            continue
        days = workdays_between(local_day(since), local_day(until), calendar=calendar)
        lost[part.owner] = lost.get(part.owner, 0) + days
    is_others = rule.goes_to_cause and lost and sum(lost.values()) >= overrun(lapse, calendar)
    return max(lost, key=lambda each: lost[each]) if is_others else Owner.OFFICE


def holding(lapse: Lapse, parts: Sequence[Part]) -> Status | None:
    """In which of the office's stages the case lay longest after the limit was over."""
    times: dict[Status, int] = {}
    for part in parts:
        if part.owner is Owner.OFFICE and local_day(part.until) > lapse.due_on:
            times[part.status] = times.get(part.status, 0) + part.seconds
    return max(times, key=lambda each: times[each]) if times else None


def snapshot(parts: Sequence[Part]) -> dict[str, Any]:
    """The attribution as it was when the card was raised, in seconds; the four sum up to the whole."""
    return {
        "elapsed": elapsed(parts),
        "shares": [
            {"owner": each.owner.value, "seconds": each.seconds, "stages": [list(stage) for stage in each.stages]}
            for each in shares(parts)
        ],
    }


def _is_of(rule: CardRule, lapse: Lapse) -> bool:
    wanted = (rule.is_on_the_spot, rule.is_deemed, rule.is_disputed)
    found = (lapse.is_on_the_spot, lapse.is_deemed, lapse.is_disputed)
    return all(want is None or want is have for want, have in zip(wanted, found, strict=True))
