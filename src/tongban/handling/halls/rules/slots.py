"""The slots of a place (预约时段): within its hours, on days that it is open; pure. R-100."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.worktime.rules import DayKind, WorkCalendar
from tongban.registers.agencies.closings import Closing, closings_of

LEAD = timedelta(hours=1)
"""So long before it begins a slot can still be booked."""
MOST_BOOKED = 3
"""So many appointments of one account stand at a time, whoever they are for: nobody hoards the slots."""
MOST_MISSED = 3
"""So many appointments, or numbers drawn on the web."""
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


def slots_on(
    hours: Hours, day: date, *, minutes: int, calendar: WorkCalendar, sessions: Sequence[Span] = ()
) -> tuple[Span, ...]:
    """The whole slots of a day, in order; what is left of an hour before a break, or is closed out of turn, is none.

    `sessions` are the stretches outside its hours in which the place serves as well (延时错时服务).
    """
    long = timedelta(minutes=minutes)
    found = list(_slots_on(hours, day, long)) if is_open_on(hours, day, calendar=calendar) else []
    found += [slot for each in sessions for slot in _whole(each.starts_at, each.ends_at, long)]
    closed = closings_of(hours)
    served = (each for each in found if not any(_meet(each, one) for one in closed))
    return tuple(sorted(served, key=lambda each: each.starts_at))


def _meet(slot: Span, closing: Closing) -> bool:
    return closing.begins_at < slot.ends_at and slot.starts_at < closing.ends_at


def _slots_on(hours: Hours, day: date, long: timedelta) -> Iterator[Span]:
    for stretch in hours[str(day.isoweekday())]:
        begins, until = (datetime.combine(day, time.fromisoformat(each), LOCAL) for each in stretch)
        yield from _whole(begins, until, long)


def _whole(begins: datetime, until: datetime, long: timedelta) -> Iterator[Span]:
    while begins + long <= until:
        yield Span(begins, begins + long)
        begins += long


def bookable_days(
    hours: Hours, *, at: datetime, ahead: int, calendar: WorkCalendar, extra: Collection[date] = ()
) -> tuple[date, ...]:
    """Today and the next open days; `extra` are days with a session only, up to the last of those."""
    today = local_day(at)
    days = (today + timedelta(days=each) for each in range(_FARTHEST))
    found = [each for each in days if is_open_on(hours, each, calendar=calendar)]
    found = found[: ahead + (bool(found) and found[0] == today)]
    return tuple(sorted({*found, *(each for each in extra if today <= each <= found[-1])} if found else found))
