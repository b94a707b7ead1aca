"""When one waits least (错峰提示): from what people really waited in the last weeks, or nothing at all; pure. R-169."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .zoning import WEEKDAYS

WEEKS = 4
LEAST_PEOPLE = 5
"""Fewer in an hour of the week tell nothing."""
MOST_HINTS = 3


@dataclass(frozen=True, slots=True)
class HourOfWeek:
    """An hour of a weekday (1 to 7): how many came in the last weeks, and how long they waited on average."""

    weekday: int
    hour: int
    people: int
    minutes: float

    @property
    def words(self) -> str:
        minutes = round(self.minutes)
        wait = f"平均等{minutes}分钟" if minutes else "基本不用等"
        return f"周{WEEKDAYS[self.weekday - 1]}{self.hour}点到{self.hour + 1}点，{wait}"


def quietest(hours: Iterable[HourOfWeek]) -> tuple[HourOfWeek, ...]:
    """The hours with the least wait, those first; none while fewer than two can be compared."""
    known = [each for each in hours if each.people >= LEAST_PEOPLE]
    if len(known) < 2:
        return ()
    middle = sum(each.minutes for each in known) / len(known)
    best = sorted(known, key=lambda each: (each.minutes, each.weekday, each.hour))
    return tuple(each for each in best if each.minutes < middle)[:MOST_HINTS]


def is_quiet(weekday: int, hour: int, best: Sequence[HourOfWeek]) -> bool:
    """Is this one of them?"""
    return any((each.weekday, each.hour) == (weekday, hour) for each in best)
