"""Times of the year in which applications are taken (受理期): which one is open, and which comes next; pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tongban.foundation.kernel.errors import Declined

from .content import AcceptanceWindow, Option

_SHAPE = re.compile(r"(\d{2})-(\d{2})", re.ASCII)
_ANY_PLAIN_YEAR = 2026


@dataclass(frozen=True, slots=True)
class Period:
    """One window in one year: both days belong to it."""

    opens_on: date
    closes_on: date
    name: str = ""

    @property
    def words(self) -> str:
        """The period for readers: 2027年4月1日至2027年4月30日."""
        return f"{_day(self.opens_on)}至{_day(self.closes_on)}"


class OutsideWindow(Declined):
    """Applications are taken at certain times of the year only (不在受理期): 教师资格条例 第十六条."""

    code = "outside_window"
    sentence = "现在不在受理期，不能提交。"


def is_day_of_year(text: str) -> bool:
    """Month and day as 04-30; the 29th of February is none, because most years have no such day."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        return False
    try:
        date(_ANY_PLAIN_YEAR, int(found[1]), int(found[2]))
    except ValueError:
        return False
    return True


def open_window(windows: Sequence[AcceptanceWindow], on: date) -> Period | None:
    """The window that is open on this day; None when none is."""
    return next((each for each in _periods(windows, on.year) if each.opens_on <= on <= each.closes_on), None)


def next_window(windows: Sequence[AcceptanceWindow], on: date) -> Period | None:
    """The window that opens next after this day; None when the list has none."""
    return next((each for each in _periods(windows, on.year) if each.opens_on > on), None)


def window_words(option: Option, on: date) -> str:
    """What a reader should know today of the times in which this may be applied for; empty when it is always."""
    if not option.acceptance_windows:
        return ""
    if (now := open_window(option.acceptance_windows, on)) is not None:
        return f"现在是{now.name or '受理期'}，到{_day(now.closes_on)}截止。"
    coming = next_window(option.acceptance_windows, on)
    assert coming is not None, "a list with windows always has a next one"
    return f"现在不在受理期。下一次受理：{coming.name + '，' if coming.name else ''}{coming.words}。"


def refuse_outside_window(option: Option, *, on: date) -> None:
    """`OutsideWindow` with the next one, when this is not taken today by any channel."""
    if not option.acceptance_windows or open_window(option.acceptance_windows, on) is not None:
        return
    coming = next_window(option.acceptance_windows, on)
    facts = {"opens_on": coming.opens_on.isoformat(), "closes_on": coming.closes_on.isoformat()} if coming else {}
    raise OutsideWindow(f"{window_words(option, on)}您填的内容会保存在草稿里，到时候再提交。", facts=facts)


def _periods(windows: Sequence[AcceptanceWindow], year: int) -> Iterator[Period]:
    """Every window of the year before, this and the next one, in order."""
    found = [_in_year(each, every) for every in (year - 1, year, year + 1) for each in windows]
    return iter(sorted(found, key=lambda each: each.opens_on))


def _in_year(window: AcceptanceWindow, year: int) -> Period:
    opens_on, closes_on = _on(window.opens, year), _on(window.closes, year)
    if closes_on < opens_on:
        closes_on = _on(window.closes, year + 1)
    return Period(opens_on, closes_on, window.name)


def _on(text: str, year: int) -> date:
    return date(year, int(text[:2]), int(text[3:]))


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
