"""What was really asked (实际要求) against the list, by department and window: notices, stopped texts, steps; N04.

Every ask is counted once for each case (or, where there is no case, each text). Notices can only name what the list
has; what stands out among them is asked for far more often than elsewhere. A text that was stopped was never sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection

from tongban.foundation.kernel.actors import Actor
from tongban.handling.cases.models import BlockedAsk
from tongban.handling.cases.queries.visible import visible_to
from tongban.oversight.supervision.rules.beyond import Count, Deviation, deviations

from .period import Period

STOPPED, NOTICE, STEP = "stopped", "notice", "step"
SOURCES: Final = {STOPPED: "拦下的文字", NOTICE: "一次性告知", STEP: "清单外环节"}
MOST: Final = 200
PAGE: Final = 50

# Of departments: stopped texts and added steps, of all their cases. Of windows: stopped texts, and each material that
# notices named, of the cases of that matter at that window; departments do not share matters, so they do not compare.
_STOPPED: Final = """
SELECT b.{body} AS body, '' AS scope, 'stopped' AS source, term->>'words' AS term,
    coalesce(b.case_id::text, 'text' || b.id) AS once
FROM cases_blockedask b, jsonb_array_elements(b.terms) AS term WHERE b.at >= %(since)s AND b.at < %(until)s"""
_STEPS: Final = """
SELECT u.agency_id, '', 'step', u.name, u.case_id::text
FROM cases_unlistedstep u WHERE u.started_at >= %(since)s AND u.started_at < %(until)s"""
_NOTICES: Final = """
SELECT c.venue_id, c.option_code, 'notice', item->>'name', c.id::text
FROM cases_correctionnotice n JOIN cases_case c ON c.id = n.case_id, jsonb_array_elements(n.items) AS item
WHERE n.given_at >= %(since)s AND n.given_at < %(until)s"""
_COUNTED: Final = f"""
WITH asks AS ({{asks}}),
bodies AS (SELECT {{body}} AS body, coalesce(option_code, '') AS scope, count(*) AS cases FROM cases_case
    WHERE received_at >= %(since)s AND received_at < %(until)s AND {{body}} IS NOT NULL
    GROUP BY GROUPING SETS (({{body}}), ({{body}}, option_code))),
terms AS (SELECT scope, source, term FROM asks WHERE body IS NOT NULL GROUP BY 1, 2, 3
    ORDER BY count(*) DESC, 1, 2, 3 LIMIT {MOST}),
seen AS (SELECT body, scope, source, term, count(DISTINCT once) AS asks FROM asks JOIN terms USING (scope, source, term)
    WHERE body IS NOT NULL GROUP BY 1, 2, 3, 4),
wanted AS (SELECT terms.*, bodies.body, bodies.cases FROM terms JOIN bodies USING (scope))
SELECT coalesce(wanted.body, seen.body), coalesce(wanted.scope, seen.scope), coalesce(wanted.source, seen.source),
    coalesce(wanted.term, seen.term), coalesce(seen.asks, 0),
    greatest(coalesce(wanted.cases, 0), coalesce(seen.asks, 0))
FROM wanted FULL JOIN seen ON seen.body = wanted.body AND seen.scope = wanted.scope AND seen.source = wanted.source
    AND seen.term = wanted.term
ORDER BY 3, 4, 2, 1"""  # noqa: S608 - constant text


@dataclass(frozen=True, slots=True)
class Finding:
    """One department or window and one term: by which way, of which matter (empty: all), and what may be said of it."""

    body: int
    option_code: str
    source: str
    term: str
    judged: Deviation


@dataclass(frozen=True, slots=True)
class Stopped:
    """One text that was stopped: when, on which case, by which act, for which terms; who, by post and not by name."""

    at: datetime
    number: str
    option_code: str
    agency: str
    post: str
    verb: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoppedPage:
    rows: Sequence[Stopped]
    next: str


@dataclass(frozen=True, slots=True)
class MonthOfSteps:
    """How many steps outside the list a department added in a month (R-046)."""

    agency_id: int
    month: str
    steps: int
    open: int


def findings(months: Period, *, by_venue: bool = False) -> list[Finding]:
    """Every department (or window) and term that was asked for, what stands out first (one statement)."""
    body, more = ("venue_id", _NOTICES) if by_venue else ("agency_id", _STEPS)
    asks = f"{_STOPPED} UNION ALL {more}"
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNTED.replace("{asks}", asks).replace("{body}", body), {"since": months.since, "until": months.until}
        )
        rows = cursor.fetchall()
    counts = [Count(who, "\n".join(named), asked, cases) for who, *named, asked, cases in rows]
    judged = [each for each in deviations(counts) if each.count.asks]
    return [_finding(each) for each in judged]


def _finding(judged: Deviation) -> Finding:
    option_code, source, term = judged.count.term.split("\n", 2)
    return Finding(judged.count.body, option_code, source, term, judged)


def steps_by_month(months: Period) -> list[MonthOfSteps]:
    """Steps outside the list, by department and month (one statement)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT agency_id, to_char(started_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM'), count(*), "
            "count(*) FILTER (WHERE finished_at IS NULL) FROM cases_unlistedstep "
            "WHERE started_at >= %(since)s AND started_at < %(until)s GROUP BY 1, 2 ORDER BY 2 DESC, 3 DESC, 1",
            {"since": months.since, "until": months.until},
        )
        return [MonthOfSteps(*row) for row in cursor.fetchall()]


def stopped(
    actor: Actor, months: Period, *, agency_id: int | None = None, term: str = "", after: str = ""
) -> StoppedPage:
    """The texts that were stopped, the newest first; of cases that this actor may see (one statement)."""
    rows = BlockedAsk.objects.filter(at__gte=months.since, at__lt=months.until)
    rows = rows.filter(case__in=visible_to(actor)) | rows.filter(case__isnull=True)
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    if term:
        rows = rows.filter(terms__contains=[{"words": term}])
    if after.isascii() and after.isdigit() and len(after) < 18:
        rows = rows.filter(pk__lt=int(after))
    found: list[dict[str, Any]] = list(
        rows.order_by("-id").values(
            *("id", "at", "option_code", "verb", "terms", "case__number", "agency__short_name", "staff__post")
        )[: PAGE + 1]
    )
    following = str(found[PAGE - 1]["id"]) if len(found) > PAGE else ""
    return StoppedPage([_stopped(each) for each in found[:PAGE]], following)


def _stopped(row: dict[str, Any]) -> Stopped:
    return Stopped(
        at=row["at"],
        number=row["case__number"] or "",
        option_code=row["option_code"],
        agency=row["agency__short_name"],
        post=row["staff__post"] or "",
        verb=row["verb"],
        terms=tuple(dict.fromkeys(each["words"] for each in row["terms"])),
    )
