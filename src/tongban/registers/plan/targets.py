"""The plan's targets and their dates (目标与时限): what is due when, who leads, how each stands on any day; pure.

Every date that the plan prints is a target of its own, so is what it wants 持续推进, so are the dated sentences of its
chapter 一. A target is done on the day of the evidence that shows it, never on the day somebody says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from .rules import Task

NEAR_DAYS: Final = 30
"""So many days before its date a target is close (临期)."""
FRESH_DAYS: Final = 365
"""What goes on is shown by evidence of the last year (持续推进)."""
CITY_LEAD: Final = "government-affairs"
STREETS: Final = ("xiongguan", "gangcheng", "suburb")
NO_LEAD: Final = "原文没有列牵头部门"
_ONGOING: Final = "ongoing"
_OPEN: Final = "open"


class Standing(StrEnum):
    """How a target stands on a day (目标状态)."""

    AHEAD = "ahead"
    NEAR = "near"
    DONE = "done"
    DONE_LATE = "done_late"
    OVER = "over"
    GOING_ON = "going_on"
    STALE = "stale"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS: Final = {
    Standing.AHEAD: "未到期",
    Standing.NEAR: "临期",
    Standing.DONE: "按期完成",
    Standing.DONE_LATE: "逾期完成",
    Standing.OVER: "逾期",
    Standing.GOING_ON: "持续推进",
    Standing.STALE: "缺近一年佐证",
}


@dataclass(frozen=True, slots=True)
class Goal:
    """A dated sentence of the plan's chapter 一 (工作目标), and the requirement that says how to see it."""

    key: str
    text: str
    deadline: date
    row: str


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that the plan wants by a day, or wants to go on (一条目标); no day is `due_on` None."""

    key: str
    source: str
    section: str
    text: str
    due_on: date | None
    is_ongoing: bool
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    others: str = ""
    note: str = ""

    @property
    def has_lead(self) -> bool:
        return bool(self.lead)

    @property
    def streets(self) -> tuple[str, ...]:
        """The sub-districts that the plan names for it (街道、郊区)."""
        return tuple(each for each in self.responsible if each in STREETS)

    @property
    def departments(self) -> tuple[str, ...]:
        return tuple(each for each in self.responsible if each not in STREETS)


def targets(tasks: Iterable[Task], goals: Iterable[Goal]) -> tuple[Target, ...]:
    """Every target of the plan, its goals first, in the plan's order."""
    return (
        *(_of_goal(each) for each in goals),
        *(each for task in tasks for each in _of_task(task)),
    )


def _of_goal(goal: Goal) -> Target:
    return Target(
        key=goal.key,
        source=goal.key,
        section="一",
        text=goal.text,
        due_on=goal.deadline,
        is_ongoing=False,
        note="工作目标，" + NO_LEAD,
    )


def _of_task(task: Task) -> list[Target]:
    dates: list[tuple[str, date | None, bool]] = [(day.isoformat(), day, False) for day in task.deadlines]
    if task.ongoing:
        dates.append((_ONGOING, None, True))
    if not dates:
        dates.append((_OPEN, None, False))
    return [
        Target(
            key=f"{task.key}-{name}",
            source=task.key,
            section=task.section,
            text=task.text,
            due_on=due_on,
            is_ongoing=is_ongoing,
            lead=tuple(task.lead),
            responsible=tuple(task.responsible),
            others=task.others,
            note=task.note or ("" if task.lead else NO_LEAD),
        )
        for name, due_on, is_ongoing in dates
    ]


def standing(target: Target, *, done_on: date | None, evidence: Sequence[date], on: date) -> Standing:
    """How it stands on a day: only what had happened by then counts, so that any past day can be asked.

    A target without a date is never late: it goes on while its evidence is of the last year.
    """
    if done_on is not None and done_on <= on:
        is_late = target.due_on is not None and done_on > target.due_on
        return Standing.DONE_LATE if is_late else Standing.DONE
    if target.due_on is None:
        is_fresh = any(0 <= (on - each).days <= FRESH_DAYS for each in evidence)
        return Standing.GOING_ON if is_fresh else Standing.STALE
    if on > target.due_on:
        return Standing.OVER
    return Standing.NEAR if (target.due_on - on).days <= NEAR_DAYS else Standing.AHEAD


def days_over(target: Target, *, done_on: date | None, on: date) -> int:
    """By how many days it is, or was, late (逾期天数); 0 when it is not."""
    if target.due_on is None:
        return 0
    until = done_on if done_on is not None and done_on <= on else on
    return max(0, (until - target.due_on).days)


@dataclass(frozen=True, slots=True)
class Duty:
    """Who does what for a task (责任矩阵): who leads, which departments and streets answer, what is missing."""

    task: Task
    lead: tuple[str, ...]
    departments: tuple[str, ...]
    streets: tuple[str, ...]
    others: str

    @property
    def is_led(self) -> bool:
        return bool(self.lead)

    @property
    def is_complete(self) -> bool:
        return self.is_led and bool(self.departments or self.streets or self.others)


def matrix(tasks: Iterable[Task], names: Mapping[str, str]) -> list[Duty]:
    """Every task with its bodies by their short names, as the plan prints them (R-171)."""
    return [
        Duty(
            task=task,
            lead=tuple(names[each] for each in task.lead),
            departments=tuple(names[each] for each in task.responsible if each not in STREETS),
            streets=tuple(names[each] for each in task.responsible if each in STREETS),
            others=task.others,
        )
        for task in tasks
    ]
