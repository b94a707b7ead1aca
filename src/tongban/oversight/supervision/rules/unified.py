"""One measure for every place (一体化管理、统一考核): what is counted, and the formulas by number; pure. R-070.

City, centre and sub-centre are read by the same formula of the same number: there is no other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Final


@dataclass(frozen=True, slots=True)
class Counts:
    """What happened at a place on a day: people, queue, cases and ratings (人员、排队、办件、评价)."""

    rostered: int = 0
    signed_on: int = 0
    numbers: int = 0
    called: int = 0
    waited_seconds: int = 0
    received: int = 0
    ended: int = 0
    rated: int = 0
    bad: int = 0

    def plus(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


@dataclass(frozen=True, slots=True)
class Kpi:
    """A figure by its number (指标编号): its formula in words, upper and lower sum, and how it is read."""

    code: str
    name: str
    formula: str
    above: str
    below: str = ""
    scale: float = 1.0
    unit: str = ""

    def value(self, counts: Counts) -> float | None:
        """None where there is nothing to divide by."""
        upper = float(getattr(counts, self.above))
        if not self.below:
            return upper
        lower = getattr(counts, self.below)
        return self.scale * upper / lower if lower else None

    def words(self, counts: Counts) -> str:
        found = self.value(counts)
        if found is None:
            return "—"
        return f"{found:.0f}{self.unit}" if not self.below or self.unit == "%" else f"{found:.1f}{self.unit}"


KPIS: Final = (
    Kpi("YT-01", "在岗率", "当天签到人数 ÷ 当天排班人数", "signed_on", "rostered", 100, "%"),
    Kpi("YT-02", "号票", "当天取号数", "numbers", unit="个"),
    Kpi("YT-03", "平均等候", "从取号到叫到的时间之和 ÷ 叫到的号数", "waited_seconds", "called", 1 / 60, "分钟"),
    Kpi("YT-04", "收件", "当天收件数", "received", unit="件"),
    Kpi("YT-05", "办结", "当天办结数", "ended", unit="件"),
    Kpi("YT-06", "评价", "当天有效评价数", "rated", unit="条"),
    Kpi("YT-07", "差评率", "当天有效差评数 ÷ 当天有效评价数", "bad", "rated", 100, "%"),
)


def total(rows: Iterable[Counts]) -> Counts:
    """The city: the sum of its places, and nothing besides (全市)."""
    found = Counts()
    for each in rows:
        found = found.plus(each)
    return found
