"""Telling once, counted (一次告知的账): notices, tellings that a leader had to repeat, and what was asked for again.

`second_tellings` is the figure «二次告知数» of R-040, `asked_again` the rate of R-101; both by body and month.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from tongban.foundation.kernel.actors import Actor
from tongban.handling.cases.models import TellingOverride
from tongban.handling.cases.queries.visible import visible_to

from .period import Period

ZONE = "Asia/Shanghai"
MOST = 100
SQL = f"""
WITH told AS (
    SELECT c.agency_id, n.given_at, n.items, 'notice' AS kind
    FROM cases_correctionnotice n JOIN cases_case c ON c.id = n.case_id
    WHERE n.given_at >= %(since)s AND n.given_at < %(until)s
    UNION ALL
    SELECT c.agency_id, t.given_at, t.items, CASE WHEN t.notice_id IS NULL THEN 'precheck' ELSE 'second' END
    FROM cases_tellingoverride t JOIN cases_case c ON c.id = t.case_id
    WHERE t.given_at >= %(since)s AND t.given_at < %(until)s
)
SELECT agency_id, date_trunc('month', given_at AT TIME ZONE '{ZONE}')::date,
    count(*) FILTER (WHERE kind = 'notice'), count(*) FILTER (WHERE kind <> 'notice'),
    count(*) FILTER (WHERE kind = 'precheck'), coalesce(sum(jsonb_array_length(items)), 0),
    coalesce(sum((SELECT count(*) FROM jsonb_array_elements(items) line WHERE line ? 'ask_again_reason')), 0)
FROM told GROUP BY 1, 2"""  # noqa: S608 - constant text


@dataclass(frozen=True, slots=True)
class Tellings:
    """Of one body in one month: notices, second tellings (of them against a pre-check), lines, lines asked again."""

    agency_id: int
    month: date
    notices: int = 0
    second_tellings: int = 0
    against_precheck: int = 0
    asked: int = 0
    asked_again: int = 0


@dataclass(frozen=True, slots=True)
class Second:
    """One second telling (二次告知): of which case, by whom, why, and whether it was a pre-check that it broke."""

    number: str
    agency: str
    by: str
    reason: str
    given_at: datetime
    is_against_precheck: bool


def tellings(period: Period) -> list[Tellings]:
    """The counts of these months, by body and month (one statement)."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"since": period.since, "until": period.until})
        return [Tellings(agency, month, *map(int, counts)) for agency, month, *counts in cursor.fetchall()]


def second_tellings(actor: Actor, period: Period) -> Sequence[Second]:
    """The second tellings of these months that this actor may see, the newest first (one statement)."""
    rows: Any = (
        TellingOverride.objects.filter(given_at__gte=period.since, given_at__lt=period.until)
        .filter(case__in=visible_to(actor))
        .select_related("case__agency", "given_by")
        .order_by("-given_at")
    )
    return [
        Second(
            each.case.number,
            each.case.agency.short_name,
            each.given_by.name if each.given_by else "",
            each.reason,
            each.given_at,
            each.notice_id is None,
        )
        for each in rows[:MOST]
    ]
