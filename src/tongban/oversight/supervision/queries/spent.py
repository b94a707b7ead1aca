"""How the time was spent (时限与暂停): promised and used, pauses, second notices, batches, spot decisions.

One statement marks every case that was decided in a period; the figures and the lists behind them read the same marks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection

from .period import Period

ZONE = "Asia/Shanghai"
PAGE = 50
BATCH_OF: Final = 3
"""So many decisions of one person within one minute are a batch: nobody reads three files in sixty seconds."""
SPOT_MINUTES: Final = 30
FEWEST: Final = 10
"""Below this many cases a matter is no candidate: too few to tell."""

MARKED = f"""
    SELECT c.id, c.number, c.agency_id, c.option_code, c.option_version_id, c.status, c.decided_at,
        (k.due_on - (k.started_at AT TIME ZONE '{ZONE}')::date)::float8 AS promised_days,
        extract(epoch FROM c.decided_at - k.started_at)::float8 / 86400 AS used_days,
        coalesce(c.decided_at > k.due_at, false) AS is_late,
        extract(epoch FROM c.decided_at - c.received_at)::float8 AS elapsed,
        coalesce(p.seconds, 0)::float8 AS paused,
        (SELECT count(*) FROM ledger_entry e
            WHERE e.chain = 'case:' || c.number AND e.verb = 'ask_correction') > 1 AS is_second,
        coalesce(count(*) OVER (PARTITION BY c.decider_id, date_trunc('minute', c.decided_at)) >= {BATCH_OF}
            AND c.decider_id IS NOT NULL, false) AS is_batch,
        coalesce(c.accepted_at = c.decided_at, false) AS is_spot
    FROM cases_case c
    LEFT JOIN LATERAL (SELECT due_on, due_at, started_at FROM cases_clock
        WHERE case_id = c.id AND kind = 'promised' ORDER BY id DESC LIMIT 1) k ON true
    LEFT JOIN LATERAL (SELECT sum(extract(epoch FROM least(coalesce(r.finished_at, c.decided_at), c.decided_at)
        - least(r.started_at, c.decided_at))) AS seconds FROM cases_specialrun r WHERE r.case_id = c.id) p ON true
    WHERE c.decided_at >= %(since)s AND c.decided_at < %(until)s"""  # noqa: S608 - constant text
_FIGURES = f"""
WITH marked AS ({MARKED})
SELECT agency_id, count(*), avg(promised_days), avg(used_days), count(*) FILTER (WHERE is_late),
    sum(paused), sum(elapsed), count(*) FILTER (WHERE paused > 0), count(*) FILTER (WHERE is_second),
    count(*) FILTER (WHERE is_batch), count(*) FILTER (WHERE is_spot)
FROM marked GROUP BY GROUPING SETS ((), (agency_id))"""  # noqa: S608 - constant text
WHICH: Mapping[str, tuple[str, str]] = {
    "decided": ("作出决定", "true"),
    "late": ("超过承诺时限", "is_late"),
    "paused": ("有特别程序", "paused > 0"),
    "second": ("两次以上要求补正", "is_second"),
    "batch": ("同一分钟批量决定", "is_batch"),
    "spot": ("当场办结", "is_spot"),
}
_LIST = f"""
WITH marked AS ({MARKED})
SELECT m.id, m.number, m.option_version_id, a.short_name, m.status, m.decided_at, m.promised_days, m.used_days, m.paused
FROM marked m JOIN agencies_agency a ON a.id = m.agency_id
WHERE ({{chosen}}) AND (%(agency)s = 0 OR m.agency_id = %(agency)s) AND (%(option)s = '' OR m.option_code = %(option)s)
    AND (%(at)s::timestamptz IS NULL OR (m.decided_at, m.id) < (%(at)s::timestamptz, %(key)s))
ORDER BY m.decided_at DESC, m.id DESC LIMIT {PAGE + 1}"""  # noqa: S608 - constant text, the choice from a table
_CANDIDATES = f"""
SELECT option_code, agency_id, max(option_version_id), count(*),
    percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - accepted_at)) / 60 AS slow
FROM cases_case
WHERE decided_at >= %(since)s AND decided_at < %(until)s AND accepted_at < decided_at
GROUP BY option_code, agency_id HAVING count(*) >= {FEWEST}
    AND percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - accepted_at)) < {SPOT_MINUTES * 60}
ORDER BY slow LIMIT 50"""  # noqa: S608 - constant text


@dataclass(frozen=True, slots=True)
class Spent:
    """What one department's decided cases took; days are days of the calendar, averaged."""

    decided: int = 0
    promised_days: float | None = None
    used_days: float | None = None
    late: int = 0
    paused_seconds: float = 0
    elapsed_seconds: float = 0
    paused: int = 0
    second: int = 0
    batch: int = 0
    spot: int = 0

    @property
    def pause_share(self) -> float | None:
        return self.paused_seconds / self.elapsed_seconds if self.elapsed_seconds else None

    @property
    def spot_share(self) -> float | None:
        return self.spot / self.decided if self.decided else None


@dataclass(frozen=True, slots=True)
class SpentCase:
    """One case behind a number."""

    number: str
    option_version_id: int
    agency: str
    status: str
    decided_at: datetime
    promised_days: float | None
    used_days: float | None
    paused: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A matter that is nearly always decided at once (即办件候选): nine in ten within so many minutes."""

    option_code: str
    agency_id: int
    option_version_id: int
    cases: int
    minutes: float


def spent(period: Period) -> Mapping[int, Spent]:
    """The figures by department; the city's under 0 (one statement)."""
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, {"since": period.since, "until": period.until})
        return {agency or 0: _spent(row) for agency, *row in cursor.fetchall()}


def cases_spent(
    period: Period, which: str, *, agency: int = 0, option: str = "", after: str = ""
) -> tuple[Sequence[SpentCase], str]:
    """A page of the cases behind a number, newest decision first, and after which the next begins (one statement)."""
    at, key = _key(after)
    asked: dict[str, Any] = {"since": period.since, "until": period.until, "agency": agency, "option": option}
    with connection.cursor() as cursor:
        cursor.execute(_LIST.format(chosen=WHICH[which][1]), asked | {"at": at, "key": key})
        rows = cursor.fetchall()
    following = f"{rows[PAGE - 1][5].isoformat()}~{rows[PAGE - 1][0]}" if len(rows) > PAGE else ""
    return [SpentCase(*row[1:]) for row in rows[:PAGE]], following


def candidates(period: Period) -> Sequence[Candidate]:
    """Matters of which nine in ten are decided within half an hour of acceptance (one statement)."""
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, {"since": period.since, "until": period.until})
        rows = cursor.fetchall()
    return [Candidate(option, agency, version, cases, float(slow)) for option, agency, version, cases, slow in rows]


def _spent(row: Sequence[Any]) -> Spent:
    decided, promised, used, late, paused, elapsed, *counts = row
    days = [None if each is None else float(each) for each in (promised, used)]
    return Spent(decided, days[0], days[1], late, float(paused or 0), float(elapsed or 0), *counts)


def _key(after: str) -> tuple[datetime | None, int]:
    when, _, key = after.partition("~")
    try:
        return (datetime.fromisoformat(when), int(key)) if key.isascii() and key.isdigit() else (None, 0)
    except ValueError:
        return None, 0
