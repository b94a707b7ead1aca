"""The arithmetic of limits (期间计算): from a start to the last day, stretch by stretch, in day ordinals."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

import msgspec

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.worktime.rules.calendar import LAST_YEAR, WorkCalendar
from tongban.foundation.worktime.rules.limits import MONTHS, Counting, Extension, Limit, Pause, Unit

ONE_HOUR: Final = timedelta(hours=1)
_LAST: Final = date(LAST_YEAR, 12, 31).toordinal()


class Terms(msgspec.Struct, frozen=True):
    """Everything that a due date follows from, besides the calendar (计算条件).

    `start_at` is None when only the day is known. `closing` is the end of business hours; what is received
    later than that belongs to the next workday under 当日算起; None switches the rule off.
    """

    start_on: date
    start_at: datetime | None
    limit: Limit
    counting: Counting
    pauses: tuple[Pause, ...]
    extensions: tuple[Extension, ...]
    closing: time | None

    @property
    def is_after_closing(self) -> bool:
        """Whether it came in too late for that day to be day 1 (下班后收到)."""
        return self.start_at is not None and self.closing is not None and self.start_at.time() > self.closing

    @property
    def by_day(self) -> "Terms":
        """The terms without what a limit in days does not look at: the instant, but for its being after closing."""
        if self.start_at is None or self.limit.unit is Unit.HOUR:
            return self
        late = datetime.combine(self.start_on, time.max, LOCAL) if self.is_after_closing else None
        return Terms(self.start_on, late, self.limit, self.counting, self.pauses, self.extensions, self.closing)

    @property
    def day_before_first(self) -> int:
        """The last day that cannot be day 1: the start day, or the day before it under 当日算起."""
        start = self.start_on.toordinal()
        if self.counting is not Counting.FROM_SAME_DAY or self.limit.unit is Unit.ON_THE_SPOT:
            return start
        if self.limit.unit is Unit.WORKDAY and self.is_after_closing:
            return start
        return start - 1


class Stretch(NamedTuple):
    """One limit laid on the calendar: it runs from the day after `after` to `last` (ordinals)."""

    after: int
    last: int
    limit: Limit
    why: str
    is_extension: bool


Spans = Sequence[tuple[int, int]]
"""Pauses as ordered, disjoint pairs of ordinals, both included."""


def merged(pauses: Sequence[Pause]) -> Spans:
    """The union of the pauses: overlapping and adjoining ones become one, so no day is taken off twice."""
    spans: list[tuple[int, int]] = []
    for first, last in sorted((pause.from_on.toordinal(), pause.to_on.toordinal()) for pause in pauses):
        if spans and first <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], max(spans[-1][1], last))
        else:
            spans.append((first, last))
    return spans


def counted(calendar: WorkCalendar, first: int, last: int, spans: Spans) -> int:
    """Workdays from first to last without the paused ones."""
    paused = sum(calendar.count(max(first, off), min(last, on)) for off, on in spans if off <= last and on >= first)
    return calendar.count(first, last) - paused


def stretches(terms: Terms, calendar: WorkCalendar, spans: Spans) -> list[Stretch]:
    """The limit and then each extension, one behind the other; the last day is not yet moved off a day of rest.

    Months and years that follow each other are counted together from their common start, so that 31 January
    and twice one month end on 31 March and not on the 28th.
    """
    after = terms.day_before_first
    found: list[Stretch] = []
    parts = [] if terms.limit.unit is Unit.ON_THE_SPOT else [(terms.limit, "", False)]
    parts.extend((each.limit, each.why, True) for each in terms.extensions)
    base, is_inclusive, months, nominal = terms.start_on, after < terms.start_on.toordinal(), 0, after
    for limit, why, is_extension in parts:
        if limit.unit in MONTHS:
            months += limit.value * MONTHS[limit.unit]
            end = corresponding(base, months, is_inclusive=is_inclusive)
            last = _nth_day(after, end - nominal, spans)
            nominal = end
        else:
            if limit.unit is Unit.WORKDAY:
                last = _nth_workday(calendar, after, limit.value, spans)
            else:
                last = _nth_day(after, limit.value, spans)
            base, is_inclusive, months, nominal = date.fromordinal(last), False, 0, last
        found.append(Stretch(after, last, limit, why, is_extension))
        after = last
    return found


def corresponding(base: date, months: int, *, is_inclusive: bool) -> int:
    """The last day of a period in months (民法典 第二百零二条), as an ordinal.

    It is the corresponding day, or the last of the month when there is none; one day earlier when the base
    day itself counts.
    """
    years, month = divmod(base.year * 12 + base.month - 1 + months, 12)
    if years > LAST_YEAR:
        raise too_far()
    length = monthrange(years, month + 1)[1]
    day = date(years, month + 1, min(base.day, length)).toordinal()
    return day - 1 if is_inclusive and base.day <= length else day


def _nth_workday(calendar: WorkCalendar, after: int, count: int, spans: Spans) -> int:
    last = calendar.nth_after(after, count)
    for first_off, last_off in spans:
        if last_off <= after:
            continue
        if last < first_off:
            break
        count += calendar.count(max(first_off, after + 1), last_off)
        last = calendar.nth_after(after, count)
    return last


def _nth_day(after: int, count: int, spans: Spans) -> int:
    last = after + count
    for first_off, last_off in spans:
        if last_off <= after:
            continue
        if last < first_off:
            break
        last += last_off - max(first_off, after + 1) + 1
    if last > _LAST:
        raise too_far()
    return last


def moved_off_rest(calendar: WorkCalendar, last: int, spans: Spans) -> int:
    """The last day, or the next workday when it is none (民法典 第二百零三条); a paused day cannot be the last."""
    due = calendar.first_from(last)
    for first_off, last_off in spans:
        if first_off <= due <= last_off:
            due = calendar.first_from(last_off + 1)
    return due


def end_of_hours(terms: Terms, spans: Spans) -> datetime:
    """The instant a limit in hours is over (按小时计算): plain hours, only paused days taken out."""
    start = instant(terms)
    hours = sum(limit.value for limit in (terms.limit, *(each.limit for each in terms.extensions)))
    if start.date().toordinal() + hours // 24 >= _LAST:
        raise too_far()
    end = start + ONE_HOUR * hours
    for first_off, last_off in spans:
        off_at, on_at = midnight(first_off), midnight(last_off + 1)
        if on_at <= start:
            continue
        if end <= off_at:
            break
        end += on_at - max(off_at, start)
    return end


def instant(terms: Terms) -> datetime:
    """When the hours begin to run; a bare date is read as its first moment."""
    return terms.start_at or midnight(terms.start_on.toordinal())


def midnight(ordinal: int) -> datetime:
    if ordinal > _LAST:
        raise too_far()
    return datetime.combine(date.fromordinal(ordinal), time.min, LOCAL)


def too_far() -> Invalid:
    sentence = f"算出的日期晚于{LAST_YEAR}年，请检查时限和暂停日期。"
    return Invalid(sentence, faults=[Fault("/limit", "outside_calendar", sentence)])
