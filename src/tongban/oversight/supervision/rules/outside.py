"""Work done outside and written up here (体外循环、收发室): three patterns, judged on counts; plan 三(二)5. Pure.

A pattern is told of a matter of a body, never of one case: one decision from home is nothing, all of them are a sign.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

FEWEST: Final = 10
"""Below so many cases nothing is concluded."""
BACKDATED_SHARE: Final = 0.8
BULK_SHARE: Final = 0.5
FAST_SECONDS: Final = 60


class Pattern(StrEnum):
    """What it looks like (疑似情形)."""

    OUTSIDE = "outside"
    BACKDATED = "backdated"
    BULK = "bulk"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Pattern.OUTSIDE: "决定全部在大厅网络以外作出",
    Pattern.BACKDATED: "八成以上先有结果、后补录",
    Pattern.BULK: "受理后一分钟内成批决定",
}


@dataclass(frozen=True, slots=True)
class Handled:
    """How one matter of one body was decided in a period: counts of cases.

    `placed` are those whose decider's sign-in tells an address, `outside` those of them not in the hall's networks;
    `dated` those whose result bears a day, `backdated` those of them before the receipt; `fast` those decided
    within a minute of acceptance although they are none of the on-the-spot kind.
    """

    option_code: str
    agency_id: int
    option_version_id: int
    decided: int
    placed: int
    outside: int
    dated: int
    backdated: int
    fast: int


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One pattern found (疑似): of how many cases how many show it."""

    of: Handled
    pattern: Pattern
    cases: int
    among: int

    @property
    def share(self) -> float:
        return self.cases / self.among


def suspicions(rows: Iterable[Handled]) -> list[Suspicion]:
    """Every pattern that shows, the plainest first."""
    found = [each for row in rows for each in _of(row)]
    return sorted(found, key=lambda each: (-each.share, -each.cases))


def _of(row: Handled) -> Iterable[Suspicion]:
    if row.placed >= FEWEST and row.outside == row.placed:
        yield Suspicion(row, Pattern.OUTSIDE, row.outside, row.placed)
    if row.dated >= FEWEST and row.backdated >= BACKDATED_SHARE * row.dated:
        yield Suspicion(row, Pattern.BACKDATED, row.backdated, row.dated)
    if row.fast >= FEWEST and row.fast >= BULK_SHARE * row.decided:
        yield Suspicion(row, Pattern.BULK, row.fast, row.decided)
