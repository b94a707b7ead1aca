"""The smallest set of papers that serves every claim (最小集): exact search, bounded; pure.

A claim is served by any of the papers it accepts. Where claims accept one paper only there is nothing to choose; the
rest is branch and bound. Of sets equally small the one with most papers of the claims' own names is taken, so that
people are asked for what the law calls first; and of those the first in order, so that the answer is always the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

MOST_STEPS = 20_000
Claimed = tuple[str, frozenset[str]]
"""A claim: the paper it asks for by name, and all that it accepts (with that one)."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The papers chosen, in the order of the claims, and which of them serves each claim."""

    chosen: tuple[str, ...]
    served_by: tuple[str, ...]
    is_proven: bool


@dataclass(slots=True)
class _Search:
    claims: Sequence[Claimed]
    best: frozenset[str]
    cost: tuple[int, int, list[str]] = field(init=False)
    steps: int = 0

    def __post_init__(self) -> None:
        self.cost = self.cost_of(self.best)

    def cost_of(self, papers: frozenset[str]) -> tuple[int, int, list[str]]:
        foreign = sum(1 for own, _ in self.claims if own not in papers)
        return len(papers), foreign, sorted(papers)

    def go(self, papers: frozenset[str]) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            return
        left = [accepts for _, accepts in self.claims if not accepts & papers]
        if not left:
            if (cost := self.cost_of(papers)) < self.cost:
                self.best, self.cost = papers, cost
            return
        if len(papers) + _apart(left) > self.cost[0]:
            return
        fewest = min(left, key=lambda each: (len(each), sorted(each)))
        for paper in sorted(fewest):
            self.go(papers | {paper})


def smallest_cover(claims: Sequence[Claimed]) -> Cover:
    """The smallest set of papers that serves all claims."""
    forced = frozenset(own for own, accepts in claims if len(accepts) == 1)
    search = _Search(claims, forced | {own for own, accepts in claims if not accepts & forced})
    search.go(forced)
    served = tuple(own if own in search.best else min(accepts & search.best) for own, accepts in claims)
    return Cover(tuple(dict.fromkeys(served)), served, search.steps <= MOST_STEPS)


def _apart(left: Sequence[frozenset[str]]) -> int:
    """At least so many more are needed: claims that have no paper in common."""
    seen: set[str] = set()
    count = 0
    for each in left:
        if not each & seen:
            seen |= each
            count += 1
    return count
