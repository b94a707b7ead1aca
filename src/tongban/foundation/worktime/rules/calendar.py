"""The working calendar (工作日历): which days count, by yearly editions; counting is a look-up, never a walk."""

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from functools import cache
from hashlib import sha256
from itertools import accumulate, compress
from typing import Final

from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.worktime.rules.statutory import free_days

CLOSING: Final = time(17, 30)
"""The usual end of business hours; a city may have its own."""

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
_FIRST: Final = date(FIRST_YEAR, 1, 1).toordinal()
_LAST: Final = date(LAST_YEAR, 12, 31).toordinal()
_WEEKDAYS: Final = "一二三四五六日"
_NOTICE_MONTH: Final = 11
_WEEK: Final = b"\x01\x01\x01\x01\x01\x00\x00"


class Standing(StrEnum):
    """How firm a year is (年度日历状态): announced by the State Council, or expected until it is."""

    OFFICIAL = "official"
    PROVISIONAL = "provisional"


class DayKind(StrEnum):
    """What a day is (日期性质)."""

    WORKDAY = "workday"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSURE = "closure"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a year's calendar (年度日历版本).

    `holidays` and `closures` are days off with their names, weekends among them included; `workdays` are
    weekend days that are worked (调休上班). A notice may reach a few days into the neighbouring year.
    """

    year: int
    holidays: Mapping[date, str]
    workdays: frozenset[date] = frozenset()
    closures: Mapping[date, str] = field(default_factory=dict)
    standing: Standing = Standing.OFFICIAL
    source: str = ""
    number: int = 0

    @property
    def fingerprint(self) -> str:
        """SHA-256 of everything that decides a date; the same days give the same fingerprint anywhere."""
        content = [
            self.year,
            self.standing.value,
            sorted((day.isoformat(), name) for day, name in self.holidays.items()),
            sorted(day.isoformat() for day in self.workdays),
            sorted((day.isoformat(), name) for day, name in self.closures.items()),
        ]
        return sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


@cache
def computed(year: int) -> Edition:
    """The year as the law alone gives it (推算): weekends and statutory holidays, flagged provisional."""
    source = "推算：周末和法定节假日，调休以国务院办公厅放假通知为准"
    return Edition(year, free_days(year), standing=Standing.PROVISIONAL, source=source)


class WorkCalendar:
    """The city's working calendar (统一工作日历) of one moment: immutable, shared, fast.

    Built from at most one edition per year; every other year from 1900 to 2199 is computed and provisional.
    Dates outside of that are `Invalid`. Days are ordinals (`date.toordinal`) wherever speed matters. `closing` is when
    the city's offices close (下班时间): what comes in later under 当日算起 has the next workday as its first.
    """

    __slots__ = ("_before", "_days", "_editions", "_official", "_reasons", "closing")

    def __init__(self, editions: Iterable[Edition] = (), *, closing: time = CLOSING) -> None:
        self.closing = closing
        self._editions: Mapping[int, Edition] = {edition.year: edition for edition in editions}
        self._official = frozenset(y for y, e in self._editions.items() if e.standing is Standing.OFFICIAL)
        self._reasons: dict[int, tuple[DayKind, str]] = {}
        works = bytearray(_plain_span())
        for edition in sorted(self._editions.values(), key=lambda each: each.year):
            self._overlay(works, edition)
        self._days = array("i", compress(range(_FIRST, _LAST + 1), works))
        self._before = array("i", accumulate(works, initial=0))

    def _overlay(self, works: bytearray, edition: Edition) -> None:
        first, last = date(edition.year, 1, 1).toordinal(), date(edition.year, 12, 31).toordinal()
        works[first - _FIRST : last + 1 - _FIRST] = _weekly(first, last)
        layers = [
            *((day, DayKind.HOLIDAY, name) for day, name in edition.holidays.items()),
            *((day, DayKind.MAKE_UP, "") for day in edition.workdays),
            *((day, DayKind.CLOSURE, name) for day, name in edition.closures.items()),
        ]
        for day, kind, name in layers:
            ordinal = self.ordinal(day)
            works[ordinal - _FIRST] = kind is DayKind.MAKE_UP
            self._reasons[ordinal] = (kind, name)

    @staticmethod
    def ordinal(day: date) -> int:
        """The day's number, or `Invalid` when no calendar can be asked about it."""
        ordinal = day.toordinal()
        if not _FIRST <= ordinal <= _LAST:
            raise _outside()
        return ordinal

    @property
    def revision(self) -> str:
        """Which calendar this is (日历版本): two with one revision give the same dates. For receipts and the ledger."""
        prints = [self._editions[year].fingerprint for year in sorted(self._editions)]
        return sha256("".join(prints).encode()).hexdigest()[:16]

    def edition(self, year: int) -> Edition:
        """The edition in force for this year; the computed one when none was published."""
        return self._editions.get(year) or computed(year)

    def standing(self, year: int) -> Standing:
        return Standing.OFFICIAL if year in self._official else Standing.PROVISIONAL

    def rests_on_provisional(self, first_on: date, last_on: date) -> bool:
        """Whether any year that these days touch is only expected (暂定)."""
        official = self._official
        if first_on.year == last_on.year:
            return last_on.year not in official
        return any(year not in official for year in range(first_on.year, last_on.year + 1))

    def is_workday(self, day: date) -> bool:
        return self.works(self.ordinal(day))

    def works(self, ordinal: int) -> bool:
        at = ordinal - _FIRST
        return self._before[at + 1] > self._before[at]

    def reason(self, day: date) -> tuple[DayKind, str]:
        """What this day is and, for a holiday or a closure, which one."""
        ordinal = self.ordinal(day)
        stated = self._reasons.get(ordinal)
        if stated:
            return stated
        name = None if day.year in self._editions else computed(day.year).holidays.get(day)
        if name:
            return DayKind.HOLIDAY, name
        return (DayKind.WORKDAY if self.works(ordinal) else DayKind.WEEKEND), ""

    def nth_after(self, ordinal: int, count: int) -> int:
        """The `count`-th workday after this day; for 0, the last workday up to and including it."""
        place = self._before[ordinal - _FIRST + 1] + count - 1
        try:
            return self._days[place]
        except IndexError:
            raise _outside() from None

    def count(self, first: int, last: int) -> int:
        """Workdays from `first` to `last`, both included; 0 when there are none in between."""
        if last < first:
            return 0
        if first < _FIRST or last > _LAST:
            raise _outside()
        return self._before[last + 1 - _FIRST] - self._before[first - _FIRST]

    def first_from(self, ordinal: int) -> int:
        """The first workday from this day on, itself included."""
        place = bisect_left(self._days, ordinal)
        if place == len(self._days):
            raise _outside()
        return self._days[place]


def is_workday(day: date, *, calendar: WorkCalendar) -> bool:
    """Whether offices work on this day (是否工作日), 调休 and local closures considered."""
    return calendar.is_workday(day)


def next_workday(day: date, *, calendar: WorkCalendar) -> date:
    """The first workday after this day (下一个工作日)."""
    return date.fromordinal(calendar.first_from(calendar.ordinal(day) + 1))


def add_workdays(day: date, count: int, *, calendar: WorkCalendar) -> date:
    """The day `count` workdays later (顺数工作日); 0 gives the day itself, or the next workday when it is none.

    Negative counts go back. Adding is additive: a+b is a, then b.
    """
    start = calendar.first_from(calendar.ordinal(day))
    if count >= 0:
        return date.fromordinal(calendar.nth_after(start, count))
    place = calendar.count(_FIRST, start) + count
    if place < 1:
        raise _outside()
    return date.fromordinal(calendar.nth_after(_FIRST - 1, place))


def workdays_between(after_on: date, to_on: date, *, calendar: WorkCalendar) -> int:
    """Workdays after the first day up to and including the second (间隔工作日); negative when it lies before."""
    after, to = calendar.ordinal(after_on), calendar.ordinal(to_on)
    if to < after:
        return -calendar.count(to + 1, after)
    return calendar.count(after + 1, to)


def awaited_notices(today: date, *, calendar: WorkCalendar) -> tuple[int, ...]:
    """Years whose State Council notice ought to be in by now (待发布放假通知): this one, from 1 November the next."""
    years = (today.year, today.year + 1) if today.month >= _NOTICE_MONTH else (today.year,)
    return tuple(year for year in years if calendar.standing(year) is Standing.PROVISIONAL)


def describe(day: date) -> str:
    """A date as people read it: “2026年11月30日(周一)”."""
    return f"{day.year}年{day.month}月{day.day}日(周{_WEEKDAYS[day.weekday()]})"


def _weekly(first: int, last: int) -> bytes:
    """Which of these days are Monday to Friday; ordinal 1 was a Monday."""
    length = last + 1 - first
    return (_WEEK * (length // 7 + 2))[(first - 1) % 7 :][:length]


@cache
def _plain_span() -> bytes:
    """Every day from 1900 to 2199 as the law alone gives it; editions are laid over a copy."""
    works = bytearray(_weekly(_FIRST, _LAST))
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for day in computed(year).holidays:
            works[day.toordinal() - _FIRST] = 0
    return bytes(works)


def _outside() -> Invalid:
    sentence = f"日期超出了可以计算的范围（{FIRST_YEAR}年至{LAST_YEAR}年），请检查起算日期、时限和暂停日期。"
    return Invalid(sentence, faults=[Fault("/start", "outside_calendar", sentence)])
