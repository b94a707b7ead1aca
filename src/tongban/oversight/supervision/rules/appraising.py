"""The indicator library and its scores (互联网+政务服务考核指标体系): formulas as data, exact arithmetic; pure.

A formula is two sums of counts, one over the other; points rise in a straight line from the worst value to the best.
Everything is fractions and is rounded once, at the end, so that anybody who has the counts gets the same score.
Plan 三(五)2; R-114.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Final

import msgspec

from tongban.foundation.kernel.errors import Fault

MEASURES: Final[Mapping[str, str]] = {
    "ended": "办结件数",
    "zero": "零跑动件数",
    "visits": "跑动次数",
    "online": "网上申办件数",
    "whole": "全程网办件数",
    "once": "一次办成件数",
    "timed": "有承诺时限的办结件数",
    "late": "超过承诺时限的件数",
    "received": "收件数",
    "yellow": "黄牌数（撤销的不算）",
    "red": "红牌数（撤销的不算）",
}
"""What formulas may be made of: counts of a body in a period, from cases and cards."""
FULL: Final = 100
_CENT: Final = Decimal("0.01")


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator (指标): its formula as sums of counts, its scale, its weight in points.

    `worst` gets no point and `best` all of them, in per mille; worst above best means that less is better.
    """

    code: str
    name: str
    source: str
    period: str
    over: dict[str, int]
    under: dict[str, int]
    worst: int
    best: int
    weight: int


class Library(msgspec.Struct, frozen=True, kw_only=True):
    """An edition of the library (指标体系的一版)."""

    indicators: tuple[Indicator, ...]

    def indicator(self, code: str) -> Indicator | None:
        return next((each for each in self.indicators if each.code == code), None)


@dataclass(frozen=True, slots=True)
class Scored:
    """One indicator of a body (一项得分): its value and points; no value where nothing was there to count."""

    indicator: Indicator
    value: Fraction | None
    points: Fraction


@dataclass(frozen=True, slots=True)
class Score:
    """A body's score (得分), 0 to 100: points over the weights that could be counted."""

    items: tuple[Scored, ...]

    @property
    def total(self) -> Decimal | None:
        weight = sum(each.indicator.weight for each in self.items if each.value is not None)
        if not weight:
            return None
        return rounded(sum((each.points for each in self.items), Fraction(0)) * FULL / weight)


def score(library: Library, counts: Mapping[str, int]) -> Score:
    """The score of a body's counts."""
    return Score(tuple(_scored(each, counts) for each in library.indicators))


def _scored(indicator: Indicator, counts: Mapping[str, int]) -> Scored:
    value = value_of(indicator, counts)
    if value is None:
        return Scored(indicator, None, Fraction(0))
    worst, best = Fraction(indicator.worst, 1000), Fraction(indicator.best, 1000)
    share = min(max((value - worst) / (best - worst), Fraction(0)), Fraction(1))
    return Scored(indicator, value, share * indicator.weight)


def value_of(indicator: Indicator, counts: Mapping[str, int]) -> Fraction | None:
    """The formula with these counts; None where its lower sum is 0."""
    under = _sum(indicator.under, counts)
    return Fraction(_sum(indicator.over, counts), under) if under else None


def _sum(terms: Mapping[str, int], counts: Mapping[str, int]) -> int:
    return sum(times * counts.get(name, 0) for name, times in terms.items())


def rounded(value: Fraction) -> Decimal:
    """Two places, half to even, from the exact fraction."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(_CENT, rounding=ROUND_HALF_EVEN)


def formula_of(indicator: Indicator) -> str:
    """The formula as people read it."""
    return f"{_terms(indicator.over)} ÷ {_terms(indicator.under)}"


def _terms(terms: Mapping[str, int]) -> str:
    said = ""
    for name, times in terms.items():
        sign = "－" if times < 0 else "＋" if said else ""
        said += f"{sign}{'' if abs(times) == 1 else f'{abs(times)}×'}{MEASURES[name]}"
    return f"（{said}）" if len(terms) > 1 else said


def faults_of(library: Library) -> list[Fault]:
    """Everything that is wrong with an edition: unknown counts, no scale, weights that are not 100 together."""
    found: list[Fault] = []
    for each in library.indicators:
        unknown = sorted({*each.over, *each.under} - MEASURES.keys())
        if unknown or not each.under:
            found.append(Fault(f"/{each.code}", "formula", f"“{each.name}”的公式里有不认识的计数。"))
        if each.worst == each.best:
            found.append(Fault(f"/best-{each.code}", "scale", f"“{each.name}”的满分值和零分值不能一样。"))
        if not 0 <= each.weight <= FULL:
            found.append(Fault(f"/weight-{each.code}", "weight", f"“{each.name}”的权重要在0到100之间。"))
    total = sum(each.weight for each in library.indicators)
    if total != FULL:
        found.append(Fault("/weights", "sum", f"各项权重合计要是100，现在是{total}。"))
    return found


def encode(library: Library) -> bytes:
    return msgspec.json.encode(library)


def decode(content: bytes | str) -> Library:
    return msgspec.json.decode(content, type=Library)


def digest(library: Library) -> str:
    return hashlib.sha256(encode(library)).hexdigest()


def in_force(editions: Sequence[tuple[date, int]], month: date) -> int | None:
    """Which edition a month is scored by: the last one that began by then; (first month, key) in any order."""
    begun = [each for each in editions if each[0] <= month]
    return max(begun)[1] if begun else None


def with_weights(library: Library, weights: Mapping[str, int]) -> Library:
    """The same indicators with other weights (试算)."""
    changed = (msgspec.structs.replace(each, weight=weights.get(each.code, each.weight)) for each in library.indicators)
    return Library(indicators=tuple(changed))
