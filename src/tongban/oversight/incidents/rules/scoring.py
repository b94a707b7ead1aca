"""The score of a drill (演练评分): a step in its minutes counts whole, a late one half; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .plan import Playbook

WHOLE, HALF = 2, 1


class Met(StrEnum):
    """How a step was met (完成情况)."""

    IN_TIME = "in_time"
    LATE = "late"
    NOT_DONE = "not_done"

    @property
    def label(self) -> str:
        return {"in_time": "按时完成", "late": "超时完成", "not_done": "没有做"}[self.value]


@dataclass(frozen=True, slots=True)
class Scored:
    """One step with what came of it; `minutes` from the assessment, None where it was not done."""

    key: str
    met: Met
    minutes: int | None


def judge(book: Playbook, done: Mapping[str, datetime], *, began_at: datetime) -> tuple[Scored, ...]:
    """Every step of the playbook, as it was done."""
    found = []
    for each in book.steps:
        minutes = int((done[each.key] - began_at).total_seconds() // 60) if each.key in done else None
        met = Met.NOT_DONE if minutes is None else Met.IN_TIME if minutes <= each.minutes else Met.LATE
        found.append(Scored(each.key, met, minutes))
    return tuple(found)


def score(book: Playbook, scored: tuple[Scored, ...]) -> int:
    """Of a hundred, by the weights of the steps."""
    weights = {each.key: each.weight for each in book.steps}
    points = {Met.IN_TIME: WHOLE, Met.LATE: HALF, Met.NOT_DONE: 0}
    whole = sum(weights.values()) * WHOLE
    return round(100 * sum(points[each.met] * weights[each.key] for each in scored) / whole)


def half_of(on: date) -> str:
    """The half-year of a day (半年), such as 2026-2."""
    return f"{on.year}-{1 if on.month <= 6 else 2}"


def ends_on(half: str) -> date:
    """The last day of a half-year."""
    year, turn = half.split("-")
    return date(int(year), 6, 30) if turn == "1" else date(int(year), 12, 31)


def named(half: str) -> str:
    """A half-year in words."""
    year, turn = half.split("-")
    return f"{year}年{'上' if turn == '1' else '下'}半年"
