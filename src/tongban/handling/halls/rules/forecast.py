"""How long one still waits (预计等候): from what was called today, with its range, or nothing at all; pure.

No figure is made up: with too few calls today for so many in front, or nobody at a window, there is none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil, floor, sqrt
from statistics import fmean, stdev

LEAST_GAPS = 5
MOST_GAPS = 60
FARTHEST = 3
"""Times as many calls as were seen: to tell the wait of more would be a guess."""
LONGEST_GAP = timedelta(minutes=30)
"""A longer one is a break, not a service."""
Call = tuple[datetime, datetime]
"""When a number was called, and when it was drawn."""
_TENTH = (1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.35, 1.345, 1.341, 1.337, 1.333, 1.33, 1.328)
"""Student's t that one in ten exceeds, for 5 gaps (4 degrees of freedom), 6 gaps and so on up to 20, and beyond."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """From `low` to `high` minutes in four cases of five, `middle` on average; from how many calls of today.

    `is_played`: from how many services of the last weeks instead (`foresight`); `is_sharp`: one figure may be told.
    """

    low: int
    high: int
    calls: int
    middle: float
    is_played: bool = False
    is_sharp: bool = False

    @property
    def about(self) -> int:
        """The one figure, in whole minutes."""
        return max(1, round(self.middle))


def gaps(calls: Iterable[Call]) -> list[timedelta]:
    """The times between calls of a line while somebody waited, newest calls last; breaks are left out.

    A gap in which nobody waited says how often people come, not how fast they are served.
    """
    rows = pairwise(sorted(calls))
    found = [later[0] - earlier[0] for earlier, later in rows if later[1] <= earlier[0]]
    return [each for each in found if each <= LONGEST_GAP][-MOST_GAPS:]


def forecast(before: int, between: Sequence[timedelta], *, free: int = 0) -> Forecast | None:
    """The wait of whoever has `before` people in front while `free` windows have nobody: so many gaps as are left.

    The range is that of a sum not yet seen: it grows with how much the gaps differ, and with how few were seen.
    """
    if len(between) < LEAST_GAPS:
        return None
    minutes = [each.total_seconds() / 60 for each in between[-MOST_GAPS:]]
    seen, calls = len(minutes), max(0, before + 1 - free)
    if calls > FARTHEST * seen:
        return None
    tenth = _TENTH[min(seen, len(_TENTH) + LEAST_GAPS - 1) - LEAST_GAPS]
    spread = tenth * stdev(minutes) * sqrt(calls + calls * calls / seen)
    middle = calls * fmean(minutes)
    low = max(0, floor(middle - spread))
    return Forecast(low, max(low + 1, ceil(middle + spread)), seen, middle)
