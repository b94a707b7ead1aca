"""What the city's service came to (网办能力指标): ended cases and visits, from the ledger, by department and month.

One statement reads the ended cases of a period and, for each, its own entries by the index of the ledger and the
numbers of halls that were served for it; nothing of the archive outside the period is touched. What a visit is,
`rules.visits` says. R-094.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from tongban.oversight.supervision.rules.visits import IS_VISIT, ONLINE_CHANNELS, VISIT_VALUES

from .period import Period

ZONE = "Asia/Shanghai"
VISITS_OF = f"""
    SELECT count(DISTINCT came.day) FROM (
        SELECT (e.at AT TIME ZONE '{ZONE}')::date AS day
        FROM ledger_entry e WHERE e.chain = 'case:' || c.number AND {IS_VISIT}
        UNION ALL SELECT t.day FROM halls_ticket t
        WHERE t.result_case = c.number AND t.result_case <> '' AND t.began_at IS NOT NULL) came"""  # noqa: S608
COUNTED = f"""
    SELECT c.id, c.agency_id, c.option_code, c.channel = ANY(%(online)s) AS is_online,
        date_trunc('month', c.ended_at AT TIME ZONE '{ZONE}')::date AS month, ({VISITS_OF}) AS visits
    FROM cases_case c WHERE c.ended_at >= %(since)s AND c.ended_at < %(until)s"""  # noqa: S608 - constant text
SQL = f"""
WITH counted AS ({COUNTED})
SELECT agency_id, month, option_code, count(*), count(*) FILTER (WHERE visits = 0), coalesce(sum(visits), 0),
    count(*) FILTER (WHERE is_online)
FROM counted GROUP BY GROUPING SETS ((), (agency_id), (month), (option_code), (agency_id, month))"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Tally:
    """Cases that ended (办结件数), how many without a visit, all their visits, and how many came over the net."""

    ended: int = 0
    zero: int = 0
    visits: int = 0
    online: int = 0

    @property
    def zero_share(self) -> float | None:
        return self.zero / self.ended if self.ended else None

    @property
    def mean_visits(self) -> float | None:
        return self.visits / self.ended if self.ended else None

    @property
    def online_share(self) -> float | None:
        return self.online / self.ended if self.ended else None


@dataclass(frozen=True, slots=True)
class Indicators:
    """The same counts, cut four ways; what has no case is in none of them."""

    total: Tally
    by_agency: Mapping[int, Tally]
    by_month: Mapping[date, Tally]
    by_option: Mapping[str, Tally]
    by_agency_and_month: Mapping[tuple[int, date], Tally]


def indicators(period: Period) -> Indicators:
    """The figures of a period (one statement)."""
    total = Tally()
    agencies: dict[int, Tally] = {}
    months: dict[date, Tally] = {}
    options: dict[str, Tally] = {}
    both: dict[tuple[int, date], Tally] = {}
    with connection.cursor() as cursor:
        cursor.execute(SQL, values(period))
        for agency, month, option, *counts in cursor.fetchall():
            found = Tally(*map(int, counts))
            if option is not None:
                options[option] = found
            elif agency is not None and month is not None:
                both[agency, month] = found
            elif agency is not None:
                agencies[agency] = found
            elif month is not None:
                months[month] = found
            else:
                total = found
    return Indicators(total, agencies, months, options, both)


def values(period: Period) -> dict[str, Any]:
    """What the statement is given."""
    return {
        **VISIT_VALUES,
        "online": list(ONLINE_CHANNELS),
        "since": period.since,
        "until": period.until,
    }


def count_visits(number: str) -> int:
    """The visits of one case so far (one statement)."""
    with connection.cursor() as cursor:
        cursor.execute(VISITS_OF.replace("c.number", "%(number)s"), {**VISIT_VALUES, "number": number})
        return int(cursor.fetchone()[0])
