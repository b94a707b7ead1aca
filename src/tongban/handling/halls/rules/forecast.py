"""How long one still waits (预计等候): from what was called today, with its range, or nothing at all; pure.

No figure is made up: with too few calls today, or nobody at a window, there is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil, floor, sqrt
from statistics import fmean, pstdev

LEAST_GAPS = 5
MOST_GAPS = 20
LONGEST_GAP = timedelta(minutes=30)
"""A longer one is a break, not a service."""
_EIGHTY = 1.28


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
    """The wait of whoever has `before` people in front: as many gaps and one more."""
    if len(between) < LEAST_GAPS:
        return None
    minutes = [each.total_seconds() / 60 for each in between]
    calls = before + 1
    middle, spread = calls * fmean(minutes), _EIGHTY * pstdev(minutes) * sqrt(calls)
    low = max(0, floor(middle - spread))
    return Forecast(low, max(low + 1, ceil(middle + spread)), len(between))
