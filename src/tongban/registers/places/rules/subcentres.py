"""Sub-centres (政务服务分中心): merged into the city's hall, or run with it as one; the steps on a line of time; pure.

The plan says six and names five. The sixth is kept as one that is to be confirmed, and nobody fills it in by guessing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongban.foundation.kernel.errors import Fault

BASIS = "实施方案 三(二)3 原则上于2025年底前整合并入市政务服务中心，不具备条件的探索一体化管理"
LONGEST_NUMBER, LONGEST_WORDS = 60, 200
LONGEST_ADDRESS, LONGEST_PHONE = 120, 40


class Way(StrEnum):
    """What was decided for a sub-centre (整合方式)."""

    UNDECIDED = "undecided"
    MERGE = "merge"
    INTEGRATE = "integrate"

    @property
    def label(self) -> str:
        return {"undecided": "还没有决定", "merge": "整合并入市中心", "integrate": "纳入市中心一体化管理"}[self]


@dataclass(frozen=True, slots=True)
class Bar:
    """One step on the line of time: in which quarters it runs, and whether it is done or late (甘特图的一行)."""

    name: str
    starts_on: date
    ends_on: date
    done_on: date | None
    evidence: str
    quarters: tuple[bool, ...]
    is_late: bool


def quarters_of(spans: Iterable[tuple[date, date]]) -> tuple[tuple[int, int], ...]:
    """Every quarter (year, 1 to 4) from the first day of all spans to the last one."""
    days = [day for span in spans for day in span]
    if not days:
        return ()
    first, last = _index(min(days)), _index(max(days))
    return tuple((each // 4, each % 4 + 1) for each in range(first, last + 1))


def bar(
    name: str,
    starts_on: date,
    ends_on: date,
    done_on: date | None,
    evidence: str,
    *,
    quarters: Iterable[tuple[int, int]],
    today: date,
) -> Bar:
    """A step over these quarters; late when its last day passed and it is not done, or when it was done later."""
    first, last = _index(starts_on), _index(ends_on)
    runs = tuple(first <= year * 4 + quarter - 1 <= last for year, quarter in quarters)
    return Bar(name, starts_on, ends_on, done_on, evidence, runs, (done_on or today) > ends_on)


def decision_faults(way: str, reason: str, number: str) -> list[Fault]:
    """What is wrong with a decision: which way, on which document, and why it cannot be merged where it is not."""
    found = []
    if way not in (Way.MERGE, Way.INTEGRATE):
        found.append(Fault("/way", "choice", "请选整合并入，还是一体化管理。"))
    if way == Way.INTEGRATE and not 1 <= len(reason) <= LONGEST_WORDS:
        found.append(Fault("/reason", "required", "一体化管理要写为什么不具备整合条件。"))
    if not 1 <= len(number) <= LONGEST_NUMBER:
        found.append(Fault("/number", "required", f"请写决定的文号，不超过{LONGEST_NUMBER}个字。"))
    return found


def step_faults(name: str, starts_on: date | None, ends_on: date | None) -> list[Fault]:
    """What is wrong with a step of the plan of a sub-centre."""
    found = []
    if not 1 <= len(name) <= LONGEST_NUMBER:
        found.append(Fault("/name", "required", f"请写要做什么，不超过{LONGEST_NUMBER}个字。"))
    for pointer, day in (("/starts_on", starts_on), ("/ends_on", ends_on)):
        if day is None:
            found.append(Fault(pointer, "date", "请写日期，例如：2026-12-31。"))
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        found.append(Fault("/ends_on", "order", "结束不能早于开始。"))
    return found


def _index(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3
