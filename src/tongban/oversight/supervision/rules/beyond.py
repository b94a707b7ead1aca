"""Who asks for more than the list (加码雷达): rates held against the city's, false alarms kept to one in twenty. Pure.

For each department (or window) and each term: how many of its cases met an ask for it, against the rate of everybody
else, never taken to be below `FLOOR` (what the scanner itself may stop by mistake). One-sided exact binomial test;
Benjamini-Hochberg over all departments x terms of a page. Idea N04.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .comparing import FALSE_DISCOVERIES, discoveries

FLOOR: Final = 0.005
"""A share of cases below which a term is no deviation (基准比例下限): one case in two hundred."""
FEWEST_ASKS: Final = 3
"""Fewer asks than this are shown, and nothing is concluded of them (次数太少)."""


@dataclass(frozen=True, slots=True)
class Count:
    """Of so many cases of a body, so many met an ask for this term."""

    body: int
    term: str
    asks: int
    cases: int


@dataclass(frozen=True, slots=True)
class Deviation:
    """A count with the rate elsewhere, the chance of so many by accident, and whether it stands out (加码)."""

    count: Count
    elsewhere: float
    p: float
    stands_out: bool

    @property
    def rate(self) -> float:
        return self.count.asks / self.count.cases if self.count.cases else 0.0


def deviations(counts: Sequence[Count], *, at: float = FALSE_DISCOVERIES) -> list[Deviation]:
    """Every count judged, those that stand out first, then by chance; `counts` has a row for each body with cases."""
    asks: Mapping[str, int] = _summed((each.term, each.asks) for each in counts)
    cases: Mapping[str, int] = _summed((each.term, each.cases) for each in counts)
    rates = [_elsewhere(each, asks[each.term], cases[each.term]) for each in counts]
    chances = [_tail(each.asks, each.cases, rate) for each, rate in zip(counts, rates, strict=True)]
    found = discoveries(chances, at=at)
    judged = [
        Deviation(each, rate, p, is_found and each.asks >= FEWEST_ASKS)
        for each, rate, p, is_found in zip(counts, rates, chances, found, strict=True)
    ]
    return sorted(judged, key=lambda each: (not each.stands_out, each.p, -each.count.asks, each.count.term))


def _summed(pairs: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    total: dict[str, int] = defaultdict(int)
    for term, number in pairs:
        total[term] += number
    return total


def _elsewhere(own: Count, asks: int, cases: int) -> float:
    """The rate of all other bodies, at least the floor."""
    others = cases - own.cases
    return max(FLOOR, (asks - own.asks) / others if others else 0.0)


def _tail(asks: int, cases: int, rate: float) -> float:
    """The chance of so many asks or more among so many cases at this rate (exact)."""
    if asks <= 0 or cases <= 0:
        return 1.0
    if rate >= 1:
        return 1.0
    asks = min(asks, cases)
    yes, no = math.log(rate), math.log1p(-rate)
    whole = math.lgamma(cases + 1)
    terms = (
        math.exp(whole - math.lgamma(each + 1) - math.lgamma(cases - each + 1) + each * yes + (cases - each) * no)
        for each in range(asks, cases + 1)
    )
    return min(1.0, math.fsum(terms))
