"""Ratings in the appraisal of bodies and people (评价结果与绩效挂钩): valid ones, few weigh little; pure. R-113.

A body or person is scored by the mean of its valid ratings, 5 for very satisfied to 1, drawn towards the city's mean
by `prior` ratings of it (小样本收缩); below `minimum` there is no score. What was found mistaken or malicious, and what
is under appeal, does not count and is listed with its reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Final

from tongban.oversight.evaluations.rules.grades import Grade

from .policy import WorkforcePolicy

FORMULA: Final = (
    "评价得分＝(合计＋全市平均×先验数)÷(有效数＋先验数)，减1再除以4，乘100；非常满意5、满意4、基本满意3、不满意2、非常不满意1；"
    "误评、恶意评价和申诉中的不计；有效数少于最小样本的不计分。综合得分＝评价得分×评价权重＋日常考核×日常权重；没有评价得分的只看日常考核。"
)
_HUNDREDTH: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating as a row of raw data: of which body, of which person if one is known, and why it does not count."""

    key: str
    agency_id: int
    staff_id: int | None
    grade: Grade
    excluded: str = ""

    @property
    def is_valid(self) -> bool:
        return not self.excluded


@dataclass(frozen=True, slots=True)
class Rated:
    """The sums behind a score: how many valid ratings, their total, how many do not count."""

    valid: int = 0
    total: int = 0
    excluded: int = 0

    @property
    def mean(self) -> Fraction | None:
        return Fraction(self.total, self.valid) if self.valid else None


def sums(ratings: Iterable[Rating], *, by_staff: bool) -> dict[int, Rated]:
    """The sums of each person, or of each body."""
    found: dict[int, Rated] = {}
    for each in ratings:
        key = each.staff_id if by_staff else each.agency_id
        if key is None:
            continue
        kept = found.get(key, Rated())
        if each.is_valid:
            found[key] = Rated(kept.valid + 1, kept.total + each.grade.satisfaction, kept.excluded)
        else:
            found[key] = Rated(kept.valid, kept.total, kept.excluded + 1)
    return found


def city_mean(ratings: Iterable[Rating]) -> Fraction | None:
    """The mean of all valid ratings of the city; None while there are none."""
    marks = [each.grade.satisfaction for each in ratings if each.is_valid]
    return Fraction(sum(marks), len(marks)) if marks else None


def rating_score(rated: Rated, mean: Fraction | None, policy: WorkforcePolicy) -> Decimal | None:
    """0 to 100 with two decimals; None below the smallest sample."""
    if mean is None or rated.valid < max(policy.minimum, 1):
        return None
    drawn = (rated.total + mean * policy.prior) / (rated.valid + policy.prior)
    return _rounded((drawn - 1) / 4 * 100)


def whole_score(rating: Decimal | None, daily: Decimal, policy: WorkforcePolicy) -> Decimal:
    """A person's score: ratings and daily checks by their weights; without enough ratings daily checks alone."""
    if rating is None:
        return daily
    return _rounded((Fraction(rating) * policy.rating_weight + Fraction(daily) * policy.daily_weight) / 100)


def daily_mean(scores: Mapping[str, int]) -> Decimal:
    """The mean of the months of a period, each of a hundred; nothing noted is a hundred."""
    return _rounded(Fraction(sum(scores.values()), len(scores))) if scores else Decimal("100.00")


def _rounded(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(_HUNDREDTH, rounding=ROUND_HALF_EVEN)
