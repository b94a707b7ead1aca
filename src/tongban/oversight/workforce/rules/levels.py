"""Levels of skill (行政办事员等级认定、定岗晋级): steps of an examination, what a promotion asks; pure. R-189."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Flow, step

from .leave import CLERKS
from .policy import Grading
from .rostering import LEVELS
from .training import expires

BASIS: Final = "实施方案 五(三) 行政办事员国家职业技能标准等级认定、定岗晋级"


class ExamStatus(StrEnum):
    """Where an examination stands (考试状态)."""

    NEW = "new"
    OPEN = "open"
    HANDED_IN = "handed_in"
    AUDITED = "audited"
    GRANTED = "granted"
    LAPSED = "lapsed"

    @property
    def label(self) -> str:
        return {
            "new": "待组卷",
            "open": "待答卷",
            "handed_in": "已交卷",
            "audited": "已复核",
            "granted": "已认定",
            "lapsed": "没有交卷",
        }[self.value]


EXAMS = Flow(
    "等级认定考试",
    ExamStatus,
    step("set_exam", {ExamStatus.NEW}, ExamStatus.OPEN, by={Role.SUPERVISOR}, label="组卷", basis=BASIS),
    step("practise", {ExamStatus.NEW}, ExamStatus.OPEN, by=CLERKS, label="练习", basis=BASIS),
    step("hand_in", {ExamStatus.OPEN}, ExamStatus.HANDED_IN, by=CLERKS, label="交卷", basis=BASIS),
    step(
        "audit_exam",
        {ExamStatus.HANDED_IN},
        ExamStatus.AUDITED,
        by={Role.SUPERVISOR},
        label="复核成绩",
        basis=BASIS,
    ),
    step(
        "grant_level",
        {ExamStatus.AUDITED},
        ExamStatus.GRANTED,
        by={Role.DECIDER},
        label="认定等级",
        basis=BASIS,
        is_grave=True,
    ),
    step("lapse_exam", {ExamStatus.OPEN}, ExamStatus.LAPSED, by={Role.SYSTEM}, label="没有交卷", basis=BASIS),
)


def next_level(held: int, policy: Grading) -> int:
    """The level that comes after the one held (下一个等级): the lowest for who has none; 0 when there is none above."""
    if not held:
        return max(policy.levels)
    return max((each for each in policy.levels if each < held), default=0)


def not_yet(
    target: int, *, held: int, since: date | None, daily: Decimal | None, on: date, policy: Grading
) -> tuple[str, ...]:
    """Why somebody may not be examined for a level yet (晋级条件), everything at once; nothing when they may."""
    if target not in policy.levels or target != next_level(held, policy):
        upward = next_level(held, policy)
        return (f"现在只能考{LEVELS[upward]}。" if upward else "已经是开展认定的最高等级。",)
    if not held or since is None:
        return ()
    found = []
    until = expires(since, policy.held_months)
    if until is not None and on < until:
        found.append(f"{LEVELS[held]}要满{policy.held_months}个月，到{until:%Y年%-m月%-d日}。")
    if daily is not None and daily < policy.daily_least:
        found.append(f"日常考核平均{daily}分，要{policy.daily_least}分以上。")
    return tuple(found)
