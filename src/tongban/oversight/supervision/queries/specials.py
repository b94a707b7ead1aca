"""Special procedures of a period (特殊环节): how long each kind takes, how many ran over, which are over now. R-049.

Days are those of the calendar from start to end, both included; over is what ended, or still goes on, after the day
that was told in writing. A procedure that a case's own end cut short is not counted.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from .period import Period

MOST = 100
SQL: Final = """
SELECT name, count(*), count(finished_on),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY finished_on - started_on + 1) FILTER (WHERE finished_on IS NOT NULL),
    percentile_cont(0.9) WITHIN GROUP (ORDER BY finished_on - started_on + 1) FILTER (WHERE finished_on IS NOT NULL),
    count(*) FILTER (WHERE coalesce(finished_on, %(today)s) > expected_on),
    count(*) FILTER (WHERE EXISTS (SELECT FROM cases_slot t WHERE t.run_id = r.id AND t.status = 'booked'))
FROM cases_specialrun r
WHERE started_at >= %(since)s AND started_at < %(until)s AND result <> '随办件结束'
GROUP BY name ORDER BY count(*) DESC, name"""
OVER: Final = """
SELECT c.number, r.name, a.short_name, r.started_on, r.expected_on
FROM cases_specialrun r JOIN cases_case c ON c.id = r.case_id JOIN agencies_agency a ON a.id = c.agency_id
WHERE r.finished_at IS NULL AND r.expected_on < %(today)s
ORDER BY r.expected_on, r.id LIMIT %(most)s"""


@dataclass(frozen=True, slots=True)
class StepType:
    """One kind of special procedure: started, ended, middle and slow ones in days, ran over, with a booked time."""

    name: str
    started: int
    ended: int
    p50: float | None
    p90: float | None
    over: int
    booked: int


@dataclass(frozen=True, slots=True)
class RunningOver:
    """A procedure that should have ended and goes on (超期的特殊环节)."""

    number: str
    name: str
    agency: str
    started_on: date
    expected_on: date


def step_types(period: Period, *, today: date) -> list[StepType]:
    """Every kind that was started in the period (one statement)."""
    return [StepType(*row) for row in _rows(SQL, {"since": period.since, "until": period.until, "today": today})]


def running_over(*, today: date) -> list[RunningOver]:
    """What is over today, the longest first (one statement)."""
    return [RunningOver(*row) for row in _rows(OVER, {"today": today, "most": MOST})]


def _rows(statement: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return list(cursor.fetchall())
