"""How much time is left, and the light that says so (剩余时限与红绿灯)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

import msgspec

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.worktime.rules.calendar import WorkCalendar
from tongban.foundation.worktime.rules.due import KEPT, Due
from tongban.foundation.worktime.rules.limits import Unit
from tongban.foundation.worktime.rules.reckoning import ONE_HOUR, counted, instant, merged

OPENING: Final = time(8, 30)


class Light(StrEnum):
    """Green, yellow, red (绿灯、黄灯、红灯)."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class LightPolicy:
    """When a running clock turns yellow (预警阈值): too little of it left, or too few workdays.

    Green needs a share left above `yellow_share` and more workdays than `yellow_workdays`; red is overdue.
    """

    yellow_share: float = 0.30
    yellow_workdays: int = 1


DEFAULT_POLICY: Final = LightPolicy()


class Remaining(msgspec.Struct, frozen=True):
    """What is left, or by how much it is over (剩余或超期), in workdays, or hours for a limit in hours.

    `total` is the whole of the clock in the same unit. Today is not counted, the due day is: on the due day
    nothing is left, and the text says that it ends today.
    """

    left: int
    overdue: int
    total: int
    unit: Unit
    is_overdue: bool

    @property
    def share(self) -> float:
        return self.left / self.total if self.total else 0.0

    @property
    def text(self) -> str:
        words = "小时" if self.unit is Unit.HOUR else "个工作日"
        if self.is_overdue:
            return f"超期{self.overdue}{words}" if self.overdue else f"已超期，不足1{words}"
        if self.left:
            return f"还剩{self.left}{words}"
        return "不足1小时到期" if self.unit is Unit.HOUR else "今天到期"


def remaining(found: Due, at: date | datetime) -> Remaining:
    """What is left of a clock at this moment, or on this day (剩余时限); paused days to come are not counted."""
    terms = found.terms
    if terms.limit.unit is Unit.HOUR:
        return _remaining_hours(found, at)
    today = at.astimezone(LOCAL).date() if isinstance(at, datetime) else at
    spans = tuple(merged(terms.pauses)) if terms.pauses else ()
    end = found.end
    return remaining_days(end.due_on, today, total=end.workdays, calendar=end.calendar, spans=spans)


@lru_cache(maxsize=KEPT)
def remaining_days(
    due_on: date, today: date, *, total: int, calendar: WorkCalendar, spans: tuple[tuple[int, int], ...] = ()
) -> Remaining:
    """The same from a stored due day, for lists of thousands of cases; `total` is the whole limit in workdays."""
    end, now = calendar.ordinal(due_on), calendar.ordinal(today)
    left = counted(calendar, now + 1, end, spans)
    return Remaining(left, calendar.count(end + 1, now), total, Unit.WORKDAY, is_overdue=now > end)


def light(left: Remaining, policy: LightPolicy = DEFAULT_POLICY) -> Light:
    """The light of a running clock (红绿灯)."""
    if left.is_overdue:
        return Light.RED
    is_short = left.unit is Unit.WORKDAY and left.left <= policy.yellow_workdays
    return Light.YELLOW if is_short or left.share <= policy.yellow_share else Light.GREEN


def alert_at(found: Due, share: float, *, opening: time = OPENING, closing: time | None = None) -> datetime:
    """When this share of the clock's business hours is used up (提醒时刻): 0.5 and 0.9 for the one-time notice.

    Business hours run from opening to closing on every workday that is not paused, from the start to the
    closing of the due day. A limit in hours uses its plain hours.
    """
    terms = found.terms
    if terms.limit.unit is Unit.HOUR:
        start = instant(terms)
        return start + (found.due_at - start) * share
    shifts = list(_shifts(found, opening, closing or found.calendar.closing))
    wanted = sum(((end - begin) for begin, end in shifts), timedelta()) * share
    for begin, end in shifts:
        if wanted <= end - begin:
            return begin + wanted
        wanted -= end - begin
    return found.due_at


def _shifts(found: Due, opening: time, closing: time) -> Iterator[tuple[datetime, datetime]]:
    """The business hours of the clock, day by day."""
    terms = found.terms
    spans = merged(terms.pauses)
    is_next_day = terms.day_before_first == terms.start_on.toordinal()
    first = terms.day_before_first + 1 if is_next_day and terms.start_at is None else terms.start_on.toordinal()
    for ordinal in range(first, found.due_on.toordinal() + 1):
        if not counted(found.calendar, ordinal, ordinal, spans):
            continue
        day = date.fromordinal(ordinal)
        begin, end = datetime.combine(day, opening, LOCAL), datetime.combine(day, closing, LOCAL)
        if terms.start_at is not None:
            begin = max(begin, terms.start_at)
        if begin < end:
            yield begin, end


def _remaining_hours(found: Due, at: date | datetime) -> Remaining:
    now = at if isinstance(at, datetime) else datetime.combine(at, time.min, LOCAL)
    gap = found.due_at - now
    total = (found.due_at - instant(found.terms)) // ONE_HOUR
    is_overdue = gap < timedelta()
    left, over = (0, -gap // ONE_HOUR) if is_overdue else (gap // ONE_HOUR, 0)
    return Remaining(left, over, total, Unit.HOUR, is_overdue)
