"""Comparing two groups of cases (两组办件的比较): differences with an interval, rank and proportion tests. Pure.

Everything is exact or seeded, so that the same cases give the same numbers on every machine. Fisher, two-sided;
Mann-Whitney with the tie-corrected normal approximation; a percentile bootstrap of the difference of means;
Benjamini-Hochberg over all tests of a page, so that of many comparisons not one in twenty is a false alarm.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

FEWEST: Final = 10
"""Below this many cases in a group nothing is concluded (件数太少)."""
RESAMPLES: Final = 500
SEED: Final = 620200
FALSE_DISCOVERIES: Final = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """A difference of means, after less before (变化), with its 95 % interval; no interval when a group is small."""

    before: float
    after: float
    low: float | None
    high: float | None

    @property
    def difference(self) -> float:
        return self.after - self.before

    @property
    def is_clear(self) -> bool:
        """Does the interval leave zero out?"""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def change(before: Sequence[float], after: Sequence[float]) -> Change | None:
    """The change of the mean, or None when a group is empty; the interval is a seeded percentile bootstrap."""
    if not before or not after:
        return None
    means = math.fsum(before) / len(before), math.fsum(after) / len(after)
    if min(len(before), len(after)) < FEWEST:
        return Change(*means, None, None)
    chance = Random(SEED)  # noqa: S311 - a sample, not a secret
    found = sorted(_resampled(chance, after) - _resampled(chance, before) for _ in range(RESAMPLES))
    return Change(*means, found[round(0.025 * (RESAMPLES - 1))], found[round(0.975 * (RESAMPLES - 1))])


def _resampled(chance: Random, values: Sequence[float]) -> float:
    return math.fsum(chance.choices(values, k=len(values))) / len(values)


def fisher(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Two-sided exact p that two shares (yes, of all) differ by chance alone; 1 when a group is empty."""
    yes, total = one[0] + other[0], one[1] + other[1]
    if not one[1] or not other[1] or not 0 < yes < total:
        return 1.0
    fewest, most = max(0, yes - other[1]), min(yes, one[1])

    def weight(count: int) -> float:
        return _choose(one[1], count) + _choose(other[1], yes - count)

    seen, whole = weight(one[0]), _choose(total, yes)
    likelier = 1e-7
    return min(
        1.0,
        math.fsum(
            math.exp(weight(each) - whole) for each in range(fewest, most + 1) if weight(each) <= seen + likelier
        ),
    )


def _choose(total: int, count: int) -> float:
    return math.lgamma(total + 1) - math.lgamma(count + 1) - math.lgamma(total - count + 1)


@dataclass(frozen=True, slots=True)
class Ranked:
    """Two groups ranked together: how many each, the rank sum of the first, and Σ(t³-t) over ties."""

    first: int
    second: int
    rank_sum: float
    ties: float

    @property
    def p(self) -> float:
        """Two-sided p that values of both groups are of one kind (Mann-Whitney); 1 when a group is empty."""
        count = self.first + self.second
        if not self.first or not self.second or count < 2:
            return 1.0
        u = self.rank_sum - self.first * (self.first + 1) / 2
        middle = self.first * self.second / 2
        spread = self.first * self.second / 12 * (count + 1 - self.ties / (count * (count - 1)))
        if spread <= 0:
            return 1.0
        return math.erfc(max(abs(u - middle) - 0.5, 0) / math.sqrt(spread) / math.sqrt(2))


def ranked(first: Sequence[float], second: Sequence[float]) -> Ranked:
    """The same from the values themselves."""
    values = sorted([*first, *second])
    middle_rank: dict[float, float] = {}
    ties, place = 0.0, 0
    while place < len(values):
        same = place
        while same < len(values) and values[same] == values[place]:
            same += 1
        middle_rank[values[place]] = (place + 1 + same) / 2
        ties += (same - place) ** 3 - (same - place)
        place = same
    return Ranked(len(first), len(second), math.fsum(middle_rank[each] for each in first), ties)


def discoveries(chances: Sequence[float], *, at: float = FALSE_DISCOVERIES) -> list[bool]:
    """Which of many tests are differences, at this rate of false ones (Benjamini-Hochberg)."""
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    last = max((turn for turn, place in enumerate(order, 1) if chances[place] <= at * turn / len(order)), default=0)
    found = [False] * len(chances)
    for place in order[:last]:
        found[place] = True
    return found
