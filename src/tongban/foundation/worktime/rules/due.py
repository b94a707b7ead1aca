"""When something must be done (到期): one pure function of start, limit, pauses, extensions and calendar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from types import EllipsisType
from typing import Final

import msgspec

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.worktime.rules.calendar import WorkCalendar, describe
from tongban.foundation.worktime.rules.derivation import Segment, derive
from tongban.foundation.worktime.rules.limits import Counting, Extension, Limit, Pause, Unit
from tongban.foundation.worktime.rules.reckoning import Terms, counted, end_of_hours, merged, moved_off_rest, stretches

KEPT: Final = 2048
"""Answers that a process keeps: whatever comes in on one day under one limit is due on one day, for one reason."""

MOST_PAUSES: Final = 100
"""More than this in one case is a mistake of whoever asks, not a course of events."""


@dataclass(frozen=True)
class End:
    """Where a limit ends (期限终点); all that came in on one day under one limit share it, and what follows from it."""

    due_on: date
    due_at: datetime
    is_provisional: bool
    terms: Terms
    calendar: WorkCalendar

    @cached_property
    def derivation(self) -> tuple[Segment, ...]:
        return derive(self.terms, self.calendar, self.due_at)

    @cached_property
    def workdays(self) -> int:
        """The whole of it in workdays, without the paused ones."""
        return counted(
            self.calendar, self.terms.day_before_first + 1, self.due_on.toordinal(), merged(self.terms.pauses)
        )


class Due(msgspec.Struct, frozen=True):
    """The last day of a limit and its last second (到期日), with everything it was computed from."""

    terms: Terms
    end: End

    @property
    def due_on(self) -> date:
        return self.end.due_on

    @property
    def due_at(self) -> datetime:
        """23:59:59 local time of `due_on` (民法典 第二百零三条: 24时), or the exact instant for hours."""
        return self.end.due_at

    @property
    def is_provisional(self) -> bool:
        """A year without a State Council notice decides it (暂定)."""
        return self.end.is_provisional

    @property
    def calendar(self) -> WorkCalendar:
        return self.end.calendar

    @property
    def derivation(self) -> tuple[Segment, ...]:
        """Every stretch from start to end with its reason; computed when asked, always the same."""
        return self.end.derivation


def due(
    start: date | datetime,
    limit: Limit,
    *,
    counting: Counting = Counting.FROM_NEXT_DAY,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
    calendar: WorkCalendar,
    closing: time | EllipsisType | None = ...,
) -> Due:
    """When a limit that began at `start` is over (计算到期日): 民法典 第二百零一至二百零三条, 行政许可法 第八十二条.

    `start` is a local day or an aware instant. `Invalid` for a naive one, for dates outside the calendar, for
    more than a hundred pauses and for hours mixed with other units. On the spot means the same day, paused or not.
    `closing` is the city's own unless it is told; None means that a day is a day until midnight.
    """
    closes = calendar.closing if isinstance(closing, EllipsisType) else closing
    terms = _terms(start, limit, counting, pauses, extensions, closes)
    calendar.ordinal(terms.start_on)
    if limit.unit is Unit.HOUR:
        end_at = end_of_hours(terms, merged(pauses) if pauses else ())
        return Due(terms, End(end_at.date(), end_at, False, terms, calendar))
    return Due(terms, _end(terms.by_day, calendar))


@lru_cache(maxsize=KEPT)
def _end(terms: Terms, calendar: WorkCalendar) -> End:
    """The end of a limit that is counted in days."""
    due_on, is_provisional = _last_day(terms, calendar)
    return End(due_on, _end_of_day(due_on), is_provisional, terms, calendar)


def _last_day(terms: Terms, calendar: WorkCalendar) -> tuple[date, bool]:
    """The last day, and whether a provisional year decides it."""
    spans = merged(terms.pauses) if terms.pauses else ()
    laid = stretches(terms, calendar, spans)
    if not laid:
        return terms.start_on, False
    last = laid[-1].last
    if laid[-1].limit.unit is not Unit.WORKDAY and terms.counting is not Counting.TO_THE_DAY:
        last = moved_off_rest(calendar, last, spans)
    due_on = date.fromordinal(last)
    decided_from = next((each.after + 1 for each in laid if each.limit.unit is Unit.WORKDAY), laid[-1].last)
    return due_on, calendar.rests_on_provisional(date.fromordinal(decided_from), due_on)


def _terms(
    start: date | datetime,
    limit: Limit,
    counting: Counting,
    pauses: Sequence[Pause],
    extensions: Sequence[Extension],
    closing: time | None,
) -> Terms:
    start_at = None
    if isinstance(start, datetime):
        if start.tzinfo is None:
            sentence = "起算时刻要带时区，例如2026-11-23T10:00:00+08:00。"
            raise Invalid(sentence, faults=[Fault("/start", "start_without_offset", sentence)])
        start_at = start.astimezone(LOCAL)
        start = start_at.date()
    if len(pauses) > MOST_PAUSES:
        sentence = f"暂停最多{MOST_PAUSES}段，现在有{len(pauses)}段，请合并后再算。"
        raise Invalid(sentence, faults=[Fault("/pauses", "too_many_pauses", sentence)])
    if any((each.limit.unit is Unit.HOUR) is not (limit.unit is Unit.HOUR) for each in extensions):
        sentence = "按小时计算的时限只能按小时延长，其他时限不能按小时延长。"
        raise Invalid(sentence, faults=[Fault("/extensions", "extension_unit_mismatch", sentence)])
    return Terms(start, start_at, limit, counting, tuple(pauses), tuple(extensions), closing)


def _end_of_day(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=LOCAL)


def explain(found: Due) -> str:
    """The whole reckoning in one sentence (时限说明), for receipts, messages and the telephone."""
    return "；".join(_clauses(found)) + "。"


def _clauses(found: Due) -> Iterator[str]:
    terms = found.terms
    if terms.limit.unit is Unit.ON_THE_SPOT:
        yield f"{describe(terms.start_on)}当场办结"
    elif terms.limit.unit is Unit.HOUR:
        yield f"从{describe(terms.start_on)}起连续计算{terms.limit}"
    else:
        first = "当日" if terms.counting is Counting.FROM_SAME_DAY else "次日"
        yield f"从{describe(terms.start_on)}{first}起算{terms.limit}"
    for extension in terms.extensions:
        yield f"延长{extension.limit}" + (f"（{extension.why}）" if extension.why else "")
    skipped = dict.fromkeys(each.why for each in found.derivation[1:] if not each.counted and "计算" not in each.why)
    for why in skipped:
        yield why if "，" in why else f"{why}不计入"
    when = describe(found.due_on)
    if terms.limit.unit is Unit.HOUR:
        when += f"{found.due_at:%H:%M}"
    if found.is_provisional:
        when += "（暂定，以国务院办公厅放假通知为准）"
    yield f"到期日为{when}"
