"""Slots of special procedures (约定时段): what may be offered, and when one is reminded of; pure. R-049."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.worktime.rules import WorkCalendar, describe, is_workday

from .special_records import read_moment

MOST_OFFERED = 8
LONGEST = timedelta(hours=10)


@dataclass(frozen=True, slots=True)
class SlotGiven:
    """A time and a place that the organiser offers."""

    starts_at: datetime
    ends_at: datetime
    place: str


def read_slots(given: Sequence[Mapping[str, Any]], *, at: datetime) -> tuple[SlotGiven, ...]:
    """The slots as they were offered; `Invalid` names everything that is wrong with any of them."""
    faults: list[Fault] = []
    found = [_slot(place, each, at, faults) for place, each in enumerate(given[: MOST_OFFERED + 1])]
    if not 1 <= len(given) <= MOST_OFFERED:
        faults.append(Fault("/slots", "count", f"请提出1到{MOST_OFFERED}个时段，让申请人选。"))
    whole = sorted((each for each in found if each is not None), key=lambda each: each.starts_at)
    if any(later.starts_at < earlier.ends_at for earlier, later in pairwise(whole)):
        faults.append(Fault("/slots", "overlap", "提出的时段互相重叠，请错开。"))
    if faults:
        raise Invalid("时段还不能提出。", faults=faults)
    return tuple(whole)


def _slot(place: int, given: Mapping[str, Any], at: datetime, faults: list[Fault]) -> SlotGiven | None:
    own: list[Fault] = []
    starts_at, ends_at = (
        read_moment(given, "starts_at", "开始时间", own),
        read_moment(given, "ends_at", "结束时间", own),
    )
    where = str(given.get("place") or "").strip()
    if not where or len(where) > 200:
        own.append(Fault("/place", "missing", "请填写地点，最多200个字。"))
    if starts_at is not None and ends_at is not None:
        if starts_at <= at:
            own.append(Fault("/starts_at", "past", "开始时间已经过了，请选以后的时间。"))
        if not timedelta() < ends_at - starts_at <= LONGEST:
            own.append(Fault("/ends_at", "order", "结束时间要晚于开始时间，最长10小时。"))
    faults += [Fault(f"/slots/{place}{each.pointer}", each.code, each.message) for each in own]
    return SlotGiven(starts_at, ends_at, where) if starts_at and ends_at and not own else None


def slot_words(starts_at: datetime, ends_at: datetime) -> str:
    """Day with weekday, from when to when."""
    begin, end = starts_at.astimezone(LOCAL), ends_at.astimezone(LOCAL)
    return f"{describe(begin.date())}{begin:%H:%M}至{end:%H:%M}"


def remind_on(starts_at: datetime, *, calendar: WorkCalendar) -> date:
    """The workday before the slot: on it one is reminded (前一个工作日提醒)."""
    day = local_day(starts_at) - timedelta(days=1)
    while not is_workday(day, calendar=calendar):
        day -= timedelta(days=1)
    return day
