"""The slots of a place (预约时段): within its hours, on days that it is open; pure. R-100."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.worktime.rules import DayKind, WorkCalendar
from tongban.registers.agencies.closings import closings_of

LEAD = timedelta(hours=1)
"""So long before it begins a slot can still be booked."""
MOST_BOOKED = 3
"""So many appointments of one account stand at a time, whoever they are for: nobody hoards the slots."""
MOST_MISSED = 3
MISSED_WITHIN = timedelta(days=30)
"""Who let so many appointments pass comes without one for a while."""
_FARTHEST = 60

Hours = Mapping[str, Sequence[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Span:
    """A slot: from when to when."""

    starts_at: datetime
    ends_at: datetime


def is_open_on(hours: Hours, day: date, *, calendar: WorkCalendar) -> bool:
    """Does the place open: by its own week, but not on public holidays and closures (法定节假日除外)?"""
    kind = calendar.reason(day)[0]
    return bool(hours.get(str(day.isoweekday()))) and kind not in (DayKind.HOLIDAY, DayKind.CLOSURE)


def slots_on(hours: Hours, day: date, *, minutes: int, calendar: WorkCalendar) -> tuple[Span, ...]:
    """The whole slots of a day, in order; what is left of an hour before a break, or is closed out of turn, is none."""
    if not is_open_on(hours, day, calendar=calendar):
        return ()
    closed = closings_of(hours)
    return tuple(
        each
        for each in _slots_on(hours, day, minutes)
        if not any(one.begins_at < each.ends_at and each.starts_at < one.ends_at for one in closed)
    )


def _slots_on(hours: Hours, day: date, minutes: int) -> Iterator[Span]:
    long = timedelta(minutes=minutes)
    for opens, closes in hours[str(day.isoweekday())]:
        begins, until = (datetime.combine(day, time.fromisoformat(each), LOCAL) for each in (opens, closes))
        while begins + long <= until:
            yield Span(begins, begins + long)
            begins += long


def bookable_days(hours: Hours, *, at: datetime, ahead: int, calendar: WorkCalendar) -> tuple[date, ...]:
    """Today and the next open days."""
    today = local_day(at)
    days = (today + timedelta(days=each) for each in range(_FARTHEST))
    found = [each for each in days if is_open_on(hours, each, calendar=calendar)]
    return tuple(found[: ahead + (bool(found) and found[0] == today)])
