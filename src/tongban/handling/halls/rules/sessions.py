"""Serving outside office hours (延时错时服务): when a session may be, when a day closes, overtime; pure."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.worktime.rules import WorkCalendar

from .slots import Hours, Span, is_open_on

LONGEST = timedelta(hours=6)
SHORTEST = timedelta(minutes=30)
MOST_AHEAD = timedelta(days=90)
MOST_ON_DUTY = 30
_NOTHING = timedelta()


def office_hours(hours: Hours, day: date, *, calendar: WorkCalendar) -> tuple[Span, ...]:
    """The stretches of a day in which a place is open anyway."""
    if not is_open_on(hours, day, calendar=calendar):
        return ()
    return tuple(
        Span(*(datetime.combine(day, time.fromisoformat(each), LOCAL) for each in stretch))
        for stretch in hours[str(day.isoweekday())]
    )


def closes_at(office: Iterable[Span], sessions: Iterable[Span]) -> datetime | None:
    """When the last stretch of a day ends: who took a number before it is served (关门前取号的都要办)."""
    return max((each.ends_at for each in (*office, *sessions)), default=None)


def is_last_stretch(office: Sequence[Span], sessions: Sequence[Span], *, at: datetime) -> bool:
    """Does the place not open again on this day?"""
    every = (*office, *sessions)
    return bool(every) and all(each.starts_at <= at for each in every)


def overlap(one: Span, other: Span) -> timedelta:
    return max(_NOTHING, min(one.ends_at, other.ends_at) - max(one.starts_at, other.starts_at))


def overtime(shift: Span, office: Sequence[Span], sessions: Sequence[Span]) -> tuple[int, int]:
    """Whole minutes of a shift in sessions, and after all stretches of the day; a break at noon is no overtime."""
    inside = sum((overlap(shift, each) for each in sessions), _NOTHING)
    last = closes_at(office, sessions)
    beyond = _NOTHING if last is None else max(_NOTHING, shift.ends_at - max(last, shift.starts_at))
    return _minutes(inside), _minutes(beyond)


def session_faults(wanted: Span, office: Iterable[Span], others: Iterable[Span], *, at: datetime) -> list[str]:
    """What is wrong with the time of a session, in words."""
    long, found = wanted.ends_at - wanted.starts_at, []
    if wanted.starts_at <= at:
        found.append("开始的时间已经过了，请选以后的时间。")
    elif wanted.starts_at > at + MOST_AHEAD:
        found.append(f"最多提前{MOST_AHEAD.days}天公布。")
    if not SHORTEST <= long <= LONGEST or wanted.starts_at.date() != wanted.ends_at.date():
        found.append("一场是30分钟到6小时，在同一天里。")
    if any(overlap(wanted, each) for each in office):
        found.append("和平时的办公时间重了：延时错时服务在办公时间以外。")
    if any(overlap(wanted, each) for each in others):
        found.append("和已经公布的场次重了。")
    return found


def _minutes(long: timedelta) -> int:
    return int(long.total_seconds() // 60)
