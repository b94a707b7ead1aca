"""How long one still waits (预计等候): from what was called today, with its range, or nothing at all; pure.

No figure is made up: with too few calls today for so many in front, or nobody at a window, there is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil, floor, sqrt
from statistics import fmean, stdev

LEAST_GAPS = 5
MOST_GAPS = 20
FARTHEST = 3
"""Times as many calls as were seen: to tell the wait of more would be a guess."""
LONGEST_GAP = timedelta(minutes=30)
"""A longer one is a break, not a service."""
_TENTH = (1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.35, 1.345, 1.341, 1.337, 1.333, 1.33, 1.328)
"""Student's t that one in ten exceeds, for 5 gaps (4 degrees of freedom), 6 gaps and so on up to 20."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """From `low` to `high` minutes in four cases of five; from how many calls of today."""

    low: int
    high: int
    calls: int


def gaps(called_at: Sequence[datetime]) -> list[timedelta]:
    """The times between calls of a line, newest calls last; breaks are left out."""
    found = [later - earlier for earlier, later in pairwise(sorted(called_at))]
    return [each for each in found if each <= LONGEST_GAP][-MOST_GAPS:]


def forecast(before: int, between: Sequence[timedelta]) -> Forecast | None:
    """The wait of whoever has `before` people in front: as many gaps and one more.

    The range is that of a sum not yet seen: it grows with how much the gaps differ, and with how few were seen.
    """
    if len(between) < LEAST_GAPS:
        return None
    minutes = [each.total_seconds() / 60 for each in between[-MOST_GAPS:]]
    seen, calls = len(minutes), before + 1
    if calls > FARTHEST * seen:
        return None
    spread = _TENTH[seen - LEAST_GAPS] * stdev(minutes) * sqrt(calls + calls * calls / seen)
    middle = calls * fmean(minutes)
    low = max(0, floor(middle - spread))
    return Forecast(low, max(low + 1, ceil(middle + spread)), seen)
