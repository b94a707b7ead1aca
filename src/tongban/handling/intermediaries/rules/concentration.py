"""Does one agency get too much (集中度)? Shares of the agencies among a department's choices; pure; R-061."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .policy import MarketPolicy


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a department's choices fell on one agency (份额); both by their keys."""

    department: int
    agency: int
    count: int
    total: int

    @property
    def percent(self) -> int:
        """Rounded down, so that exactly the limit is not above it."""
        return self.count * 100 // self.total

    def is_above(self, policy: MarketPolicy) -> bool:
        """More than the limit, of enough choices to say so."""
        is_enough = self.total >= policy.concentration_least
        return is_enough and self.count * 100 > policy.concentration_share * self.total


def shares(chosen: Iterable[tuple[int, int]]) -> list[Share]:
    """The shares from pairs of department and agency, the greatest first within a department."""
    pairs = Counter(chosen)
    totals = Counter[int]()
    for (department, _), count in pairs.items():
        totals[department] += count
    found = [Share(department, agency, count, totals[department]) for (department, agency), count in pairs.items()]
    return sorted(found, key=lambda each: (each.department, -each.count, each.agency))
