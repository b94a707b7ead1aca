"""When a place is open (办公时间): its week, and what the working calendar says of the day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.worktime.rules.calendar import DayKind, WorkCalendar
from tongban.registers.agencies.closings import Closing, closing_at, closings_of

Weekly = Mapping[str, Sequence[Sequence[str]]]
"""ISO weekday numbers "1" to "7", each with its spans ["HH:MM", "HH:MM"]."""

LOOK_AHEAD = 30
"""Days in which the next opening is looked for: longer than any holiday with its weekends."""

_WEEKDAYS = "一二三四五六日"
_MONDAY, _SATURDAY = "1", 6


@dataclass(frozen=True, slots=True)
class Hours:
    """One stretch of office hours (办公时段)."""

    opens: time
    closes: time

    @property
    def words(self) -> str:
        return f"{_clock(self.opens)}至{_clock(self.closes)}"


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a place is open at a moment, in words, and when it opens next; `opens_at` is that very moment if open."""

    is_open: bool
    words: str
    opens_at: datetime | None


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a place: its hours, and why it is closed where that is not the week's own doing."""

    on: date
    hours: tuple[Hours, ...]
    reason: str

    @property
    def words(self) -> str:
        if self.hours:
            return "、".join(each.words for each in self.hours) + (f"（{self.reason}）" if self.reason else "")
        return f"不办公（{self.reason}）" if self.reason else "不办公"


def day_of(weekly: Weekly, on: date, calendar: WorkCalendar) -> Day:
    """What a place does on a day: closed on holidays; a weekend that was made a workday keeps Monday's hours (调休).

    A Saturday of its own accord (延时服务) is kept, unless it is part of a holiday. What is closed out of turn
    (临时关闭) is taken out of the hours.
    """
    kind, name = calendar.reason(on)
    if kind in (DayKind.HOLIDAY, DayKind.CLOSURE):
        return Day(on, (), name)
    stated = weekly.get(str(on.isoweekday()), ())
    if kind is DayKind.MAKE_UP and on.isoweekday() >= _SATURDAY:
        return _cut(Day(on, _hours(weekly.get(_MONDAY, stated)), "调休上班"), closings_of(weekly))
    return _cut(Day(on, _hours(stated), ""), closings_of(weekly))


def opening(weekly: Weekly, at: datetime, calendar: WorkCalendar) -> Opening:
    """Open or closed at this moment, until when or from when; who states no hours is asked by phone."""
    here = at.astimezone(LOCAL)
    today = day_of(weekly, here.date(), calendar)
    current = next((each for each in today.hours if each.opens <= here.time() < each.closes), None)
    if current is not None:
        return Opening(True, f"正在办公，到{_clock(current.closes)}", at)
    closed = closing_at(weekly, at)
    now = f"临时关闭（{closed.reason}）" if closed is not None else "现在不办公"
    for day, hours in _coming(weekly, here.date(), calendar):
        opens_at = datetime.combine(day.on, hours.opens, LOCAL)
        if opens_at > here:
            return Opening(False, f"{now}，{_when(day.on, here.date())}{_clock(hours.opens)}开门", opens_at)
    if closed is not None:
        return Opening(False, f"{now}，哪天开门请打电话问", None)
    return Opening(False, "办公时间没有登记，去之前先打电话问", None)


def week_ahead(weekly: Weekly, first: date, calendar: WorkCalendar) -> tuple[Day, ...]:
    """Seven days from a day on, with holidays said (未来七天)."""
    return tuple(day_of(weekly, first + timedelta(days=each), calendar) for each in range(7))


def _coming(weekly: Weekly, first: date, calendar: WorkCalendar) -> Iterator[tuple[Day, Hours]]:
    for ahead in range(LOOK_AHEAD):
        day = day_of(weekly, first + timedelta(days=ahead), calendar)
        for hours in day.hours:
            yield day, hours


def _cut(day: Day, closings: Sequence[Closing]) -> Day:
    """The day without what is closed out of turn, and the reason of it."""
    left, reasons = list(day.hours), [day.reason] if day.reason else []
    for closing in closings:
        found = [piece for each in left for piece in _outside(day.on, each, closing)]
        if found != left:
            left, reasons = found, [*reasons, f"临时关闭：{closing.reason}"]
    return Day(day.on, tuple(left), "；".join(reasons)) if left != list(day.hours) else day


def _outside(on: date, hours: Hours, closing: Closing) -> Iterator[Hours]:
    """What is left of one stretch before and after a closing, to the minute."""
    opens, closes = (datetime.combine(on, each, LOCAL) for each in (hours.opens, hours.closes))
    begins, ends = closing.begins_at.astimezone(LOCAL), closing.ends_at.astimezone(LOCAL)
    if ends <= opens or closes <= begins:
        yield hours
        return
    if opens < begins:
        yield Hours(hours.opens, begins.time())
    if ends < closes:
        yield Hours(ends.time(), hours.closes)


def _hours(spans: Sequence[Sequence[str]]) -> tuple[Hours, ...]:
    return tuple(sorted((Hours(*map(time.fromisoformat, span)) for span in spans), key=lambda each: each.opens))


def _when(on: date, today: date) -> str:
    if on == today:
        return "今天"
    weekday = f"星期{_WEEKDAYS[on.weekday()]}"
    return f"明天（{weekday}）" if on == today + timedelta(days=1) else f"{on.month}月{on.day}日（{weekday}）"


def _clock(at: time) -> str:
    return f"{at.hour}:{at.minute:02d}"
