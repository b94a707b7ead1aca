"""The same matter at every place (无差别受理、同标准办理): each against all others, materials outside the list. Pure.

Shares by Fisher's exact test, days, papers and steps by the rank-sum test; all tests of a run are judged together, so
that of thousands of comparisons not one in twenty is a false alarm. What the list does not have needs no test. R-006.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from .comparing import FEWEST, Ranked, discoveries, fisher

RECENT_DAYS: Final = 90
"""The cases of so many days are compared (比对期)."""


class What(StrEnum):
    """What is compared (比对项)."""

    UNLISTED = "unlisted"
    MATERIAL = "material"
    ACCEPTED = "accepted"
    GRANTED = "granted"
    DAYS = "days"
    PAPERS = "papers"
    STEPS = "steps"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_share(self) -> bool:
        return self in (What.MATERIAL, What.ACCEPTED, What.GRANTED)


_LABELS: Final = {
    What.UNLISTED: "清单以外的材料",
    What.MATERIAL: "收这份材料的比例",
    What.ACCEPTED: "受理率",
    What.GRANTED: "准予率",
    What.DAYS: "办理天数",
    What.PAPERS: "材料份数",
    What.STEPS: "办理步骤",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure of a matter at a place against all others (一处比对); values are shares or medians.

    With a `window` it is that window of the place against all other windows and places.
    """

    option_code: str
    venue_id: int
    what: What
    here: float
    elsewhere: float
    counts: tuple[int, int]
    p: float
    code: str = ""
    name: str = ""
    clerk_id: int | None = None
    case_number: str = ""
    window: str = ""
    is_difference: bool = False


@dataclass(frozen=True, slots=True)
class Ranks:
    """Values of one measure at a place or everywhere: how many, rank sum, Σ(t³-t) of ties, median."""

    count: int
    rank_sum: float
    ties: float
    median: float | None


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one matter at a place (venue 0: everywhere) or at one window of it: cases, and each measure."""

    option_code: str
    venue_id: int
    cases: int
    shares: dict[What, tuple[int, int]]
    ranks: dict[What, Ranks]
    window: str = ""


def share(option_code: str, venue_id: int, what: What, own: tuple[int, int], whole: tuple[int, int]) -> Compared | None:
    """A share here against all other places; None when either has too few cases to say anything."""
    rest = whole[0] - own[0], whole[1] - own[1]
    if min(own[1], rest[1]) < FEWEST:
        return None
    here, elsewhere = own[0] / own[1], rest[0] / rest[1]
    return Compared(option_code, venue_id, what, here, elsewhere, (own[1], rest[1]), fisher(own, rest))


def ranked(option_code: str, venue_id: int, what: What, own: Ranks, whole: Ranks) -> Compared | None:
    """Values here against all other places; the median beside is that of all."""
    rest = whole.count - own.count
    if min(own.count, rest) < FEWEST or own.median is None or whole.median is None:
        return None
    p = Ranked(own.count, rest, own.rank_sum, whole.ties).p
    return Compared(option_code, venue_id, what, own.median, whole.median, (own.count, rest), p)


def compare(places: Iterable[Counts]) -> list[Compared]:
    """Every place and every window against all others, measure by measure; what is done at one place only, not."""
    rows = list(places)
    whole = {each.option_code: each for each in rows if not each.venue_id}
    found: list[Compared] = []
    for each in worth_comparing(rows):
        of = whole[each.option_code]
        mine = [share(each.option_code, each.venue_id, what, own, of.shares[what]) for what, own in each.shares.items()]
        mine += [ranked(each.option_code, each.venue_id, what, own, of.ranks[what]) for what, own in each.ranks.items()]
        found += [replace(one, window=each.window) for one in mine if one is not None]
    return found


def worth_comparing(places: Sequence[Counts]) -> list[Counts]:
    """The places, and the windows of those where more than one took the matter: a single one is its place."""
    at = {(each.option_code, each.venue_id): each.cases for each in places if not each.window}
    return [
        each
        for each in places
        if each.venue_id and (not each.window or each.cases < at[each.option_code, each.venue_id])
    ]


def judged(found: Sequence[Compared]) -> list[Compared]:
    """The comparisons of a run with what may be said of them; what no list has is a difference without a test."""
    tested = [each for each in found if each.what is not What.UNLISTED]
    told = discoveries([each.p for each in tested])
    said = [replace(each, is_difference=is_one) for each, is_one in zip(tested, told, strict=True)]
    return [*(replace(each, is_difference=True) for each in found if each.what is What.UNLISTED), *said]
