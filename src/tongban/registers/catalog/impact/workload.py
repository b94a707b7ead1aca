"""How much work is to be expected (预计办件量): from the months before, with the range in which a month falls; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt

MONTHS = 12
FEWEST = 3
_NINETEEN_OF_TWENTY = 1.96


@dataclass(frozen=True, slots=True)
class Expected:
    """What the next month will bring (预计): in the mean, and from … to in nineteen of twenty months."""

    mean: float
    low: int
    high: int
    months: int

    @property
    def sentence(self) -> str:
        return f"按前{self.months}个月推算，每月约{self.mean:.0f}件，多数月份在{self.low}件到{self.high}件之间"


def expected(monthly: Sequence[int]) -> Expected | None:
    """The forecast of a month by the months before; None from fewer than three months, or when nothing came in.

    Applications scatter at least as much as chance makes them (their mean), and mostly more: the larger of the two
    is taken, and the uncertainty of the mean itself is added.
    """
    count = len(monthly)
    if count < FEWEST or not any(monthly):
        return None
    mean = sum(monthly) / count
    scatter = max(mean, sum((each - mean) ** 2 for each in monthly) / (count - 1))
    reach = _NINETEEN_OF_TWENTY * sqrt(scatter * (1 + 1 / count))
    return Expected(mean=mean, low=max(0, floor(mean - reach)), high=ceil(mean + reach), months=count)
