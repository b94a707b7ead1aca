"""What is owed when a limit is over (超期公开说明): who is held until it is given, why it may be, by when it is done.

优化营商环境条例 第三十六条: 超过办理时间的，办理单位应当公开说明理由.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.kernel.flow import Step
from tongban.foundation.worktime.rules import describe

from .clocks import ClockKind

BASIS = "优化营商环境条例 第三十六条"
HANDLING = (ClockKind.PROMISED, ClockKind.STATUTORY)
CAUSES: Mapping[str, str] = {
    "workload": "办件积压，人手不够",
    "complex": "情况复杂，需要进一步核实",
    "coordination": "等待其他部门的意见",
    "province": "等待上级机关或者上级系统",
    "third_party": "等待专家、检验检测等第三方",
    "system": "信息系统故障",
    "mistake": "工作疏漏",
    "other": "其他原因",
}
SHORTEST = 10
"""Fewer characters explain nothing."""
FARTHEST = timedelta(days=60)
"""A day farther off explains nothing either: who needs longer explains it again."""


class NeedsExplanation(NotNow):
    """An overdue case goes on when the applicant has been told why it is late (超期先说明、再办理)."""

    code = "needs_explanation"
    sentence = "这个办件已经超期。请先公开说明超期原因、写明新的办结日期，再办下一步。"


class Running(Protocol):
    """What is to be known of a clock."""

    @property
    def kind(self) -> str: ...
    @property
    def due_on(self) -> date: ...
    @property
    def is_running(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation as it was given: its class, its words, and the new day."""

    cause: str
    words: str
    expected_on: date


def needs_explanation(late_since: date | None, explained_until: date | None, *, on: date) -> bool:
    """Is the nearest handling limit over, and no explanation standing: the day that the last one gave has passed, too?

    `late_since` is the last day of the nearest running handling limit.
    """
    return late_since is not None and late_since < on and (explained_until is None or explained_until < on)


def is_held(step: Step, *, by: Actor) -> bool:
    """Does this step wait for the explanation: the office's own acts do, the applicant's and the clock's do not."""
    return not (Role.SYSTEM in by.roles or Role.APPLICANT in step.by or step.verb == "explain_overdue")


def read_explanation(given: Mapping[str, Any], *, promised_on: date, statutory_on: date, on: date) -> Explained:
    """What the owner filled in; every fault at once.

    While the statutory limit runs the new day lies within it: what the law allows is not given away by an apology.
    """
    cause, words = str(given.get("cause") or ""), str(given.get("words") or "").strip()
    faults = [] if cause in CAUSES else [Fault("/cause", "choice", "请选择超期的原因。")]
    if len(words) < SHORTEST:
        sentence = f"请向申请人写清楚为什么超期、现在办到哪一步，不少于{SHORTEST}个字。"
        faults.append(Fault("/words", "missing", sentence))
    expected_on = _day(str(given.get("expected_on") or ""))
    if expected_on is None:
        faults.append(Fault("/expected_on", "format", "请选择新的办结日期。"))
    elif expected_on < on:
        faults.append(Fault("/expected_on", "past", "新的办结日期不能早于今天。"))
    elif promised_on < on <= statutory_on < expected_on:
        sentence = f"新的办结日期不能晚于法定期限{describe(statutory_on)}。"
        faults.append(Fault("/expected_on", "beyond_the_law", sentence))
    elif expected_on > on + FARTHEST:
        said = f"新的办结日期最多写{FARTHEST.days}天以内的；到时还没办完，要再说明一次。"
        faults.append(Fault("/expected_on", "too_far", said))
    if faults or expected_on is None:
        raise Invalid(faults=faults)
    return Explained(cause, words[:1000], expected_on)


def late_since(clocks: Iterable[Running]) -> date | None:
    """The last day of the nearest handling limit that runs."""
    return min((each.due_on for each in clocks if each.kind in HANDLING and each.is_running), default=None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
