"""Why a due date is what it is (时限说明书): every day from the start to the end, in words that citizens use."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from tongban.foundation.worktime.rules.calendar import DayKind, WorkCalendar
from tongban.foundation.worktime.rules.limits import MONTHS, Counting, Pause, Unit
from tongban.foundation.worktime.rules.reckoning import (
    ONE_HOUR,
    Stretch,
    Terms,
    instant,
    merged,
    midnight,
    stretches,
)


@dataclass(frozen=True, slots=True)
class Segment:
    """Days in a row with one reason (计算分段), both included; `counted` is in the unit of the limit."""

    from_on: date
    to_on: date
    counted: int
    why: str


class _Day(NamedTuple):
    ordinal: int
    counted: int
    why: str


def derive(terms: Terms, calendar: WorkCalendar, due_at: datetime) -> tuple[Segment, ...]:
    """The segments from the start day to the due day, without gap or overlap.

    What is counted adds up to the limit and its extensions. A period in months or years is complete only on
    its last day, so its whole value stands in the stretch that completes it.
    """
    days = _hourly(terms, due_at) if terms.limit.unit is Unit.HOUR else _daily(terms, calendar, due_at.date())
    return tuple(_joined(days))


def _joined(days: Iterable[_Day]) -> Iterator[Segment]:
    first: _Day | None = None
    counted = last = 0
    for day in days:
        if first is not None and day.why != first.why:
            yield _segment(first, last, counted)
            first, counted = None, 0
        first = first or day
        counted += day.counted
        last = day.ordinal
    if first is not None:
        yield _segment(first, last, counted)


def _segment(first: _Day, last: int, counted: int) -> Segment:
    return Segment(date.fromordinal(first.ordinal), date.fromordinal(last), counted, first.why)


def _daily(terms: Terms, calendar: WorkCalendar, due_on: date) -> Iterator[_Day]:
    start, last = terms.start_on.toordinal(), terms.day_before_first
    paused = _pause_teller(terms.pauses)
    if last == start:
        yield _start_day(terms, start)
    for stretch in stretches(terms, calendar, merged(terms.pauses)):
        last = stretch.last
        yield from _stretch_days(stretch, calendar, paused)
    rest = _rest(calendar, last) or "休息日"
    for ordinal in range(last + 1, due_on.toordinal() + 1):
        why = paused(ordinal) or f"最后一日遇{rest}，顺延到下一个工作日"
        yield _Day(ordinal, 0, why)


def _start_day(terms: Terms, start: int) -> _Day:
    if terms.limit.unit is Unit.ON_THE_SPOT:
        return _Day(start, terms.limit.value, "当场办结")
    if terms.counting is not Counting.FROM_SAME_DAY:
        return _Day(start, 0, "开始当日不计入，从次日起算")
    return _Day(start, 0, f"{terms.closing:%H:%M}下班后收到，从下一个工作日起算")


def _stretch_days(stretch: Stretch, calendar: WorkCalendar, paused: Callable[[int], str]) -> Iterator[_Day]:
    unit = stretch.limit.unit
    added = f"（延长{stretch.limit}{'：' if stretch.why else ''}{stretch.why}）" if stretch.is_extension else ""
    for ordinal in range(stretch.after + 1, stretch.last + 1):
        pause = paused(ordinal)
        if pause:
            yield _Day(ordinal, 0, pause)
        elif unit is Unit.WORKDAY:
            rest = _rest(calendar, ordinal)
            yield _Day(ordinal, 0, rest) if rest else _Day(ordinal, 1, _work(calendar, ordinal) + added)
        elif unit in MONTHS:
            is_complete = ordinal == stretch.last
            yield _Day(ordinal, stretch.limit.value if is_complete else 0, f"按{_each(unit)}连续计算{added}")
        else:
            yield _Day(ordinal, 1, f"按天连续计算，含周末和节假日{added}")


def _each(unit: Unit) -> str:
    return "年" if unit is Unit.YEAR else "月"


def _work(calendar: WorkCalendar, ordinal: int) -> str:
    kind, _ = calendar.reason(date.fromordinal(ordinal))
    return "调休上班" if kind is DayKind.MAKE_UP else "工作日"


def _rest(calendar: WorkCalendar, ordinal: int) -> str:
    """Why nobody works on this day; empty on a workday."""
    if calendar.works(ordinal):
        return ""
    kind, name = calendar.reason(date.fromordinal(ordinal))
    if kind is DayKind.HOLIDAY:
        return f"{name}放假"
    return f"停办：{name}" if kind is DayKind.CLOSURE else "周末"


def _pause_teller(pauses: Sequence[Pause]) -> Callable[[int], str]:
    """A look-up from day to the reasons of all pauses it lies in; empty when it is counted as usual.

    Between two edges nothing changes, so the reasons are put together once per edge and not once per day.
    """
    edges = sorted({edge for each in pauses for edge in (each.from_on.toordinal(), each.to_on.toordinal() + 1)})
    told = ["", *(_reasons(pauses, edge) for edge in edges)]
    return lambda ordinal: told[bisect_right(edges, ordinal)]


def _reasons(pauses: Sequence[Pause], ordinal: int) -> str:
    inside = [each for each in pauses if each.from_on.toordinal() <= ordinal <= each.to_on.toordinal()]
    reasons = "、".join(dict.fromkeys(each.why for each in inside if each.why))
    if not inside:
        return ""
    return f"暂停：{reasons}" if reasons else "暂停"


def _hourly(terms: Terms, due_at: datetime) -> Iterator[_Day]:
    """Whole hours as they become complete, so that the sum is the limit even from half past ten."""
    start = instant(terms)
    paused = _pause_teller(terms.pauses)
    elapsed, told = timedelta(), 0
    for ordinal in range(start.date().toordinal(), due_at.date().toordinal() + 1):
        pause = paused(ordinal)
        if pause:
            yield _Day(ordinal, 0, pause)
            continue
        elapsed += min(due_at, midnight(ordinal + 1)) - max(start, midnight(ordinal))
        yield _Day(ordinal, elapsed // ONE_HOUR - told, "按小时连续计算")
        told = elapsed // ONE_HOUR
