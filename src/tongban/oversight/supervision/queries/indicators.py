"""What the city's service came to (网办能力指标): ended cases and visits, from the ledger, by body, matter and month.

`COUNTING` counts one month: it reads the cases that ended in it and, for each, its own entries by the index of the
ledger and the numbers of halls that were served for it. A timer runs it; a page reads what was counted, so that no
request grows with the cases. What a visit is, `rules.visits` says. R-004, R-094.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Max, Sum

from tongban.oversight.supervision.models import CountedMonth, MonthCount
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
    SELECT c.id, c.agency_id, c.option_code, c.channel = ANY(%(online)s) AS is_online, ({VISITS_OF}) AS visits,
        EXISTS (SELECT FROM ledger_entry e WHERE e.chain = 'case:' || c.number AND e.verb = 'ask_correction') AS again,
        c.decided_at > k.due_at AS is_late
    FROM cases_case c
    LEFT JOIN LATERAL (SELECT due_at FROM cases_clock
        WHERE case_id = c.id AND kind = 'promised' ORDER BY id DESC LIMIT 1) k ON true
    WHERE c.ended_at >= %(since)s AND c.ended_at < least(%(until)s, %(at)s)"""  # noqa: S608 - constant text
COUNTING = f"""
INSERT INTO supervision_monthcount (month_id, agency_id, option_code,
    received, ended, zero, visits, online, whole, once, timed, late)
WITH counted AS ({COUNTED}),
came AS (SELECT agency_id, option_code, count(*) AS received FROM cases_case
    WHERE received_at >= %(since)s AND received_at < least(%(until)s, %(at)s) GROUP BY 1, 2),
went AS (SELECT agency_id, option_code, count(*) AS ended, count(*) FILTER (WHERE visits = 0) AS zero,
    coalesce(sum(visits), 0) AS visits, count(*) FILTER (WHERE is_online) AS online,
    count(*) FILTER (WHERE is_online AND visits = 0) AS whole,
    count(*) FILTER (WHERE visits <= 1 AND NOT again) AS once,
    count(is_late) AS timed, count(*) FILTER (WHERE is_late) AS late
    FROM counted GROUP BY 1, 2)
SELECT %(month)s, agency_id, option_code, coalesce(received, 0), coalesce(ended, 0), coalesce(zero, 0),
    coalesce(visits, 0), coalesce(online, 0), coalesce(whole, 0), coalesce(once, 0), coalesce(timed, 0),
    coalesce(late, 0)
FROM came FULL JOIN went USING (agency_id, option_code)"""  # noqa: S608 - constant text
SQL = """
SELECT agency_id, month_id, option_code, sum(ended), sum(zero), sum(visits), sum(online), sum(whole), sum(once),
    sum(timed), sum(late), sum(received)
FROM supervision_monthcount WHERE month_id = ANY(%(months)s)
GROUP BY GROUPING SETS ((), (agency_id), (month_id), (option_code), (agency_id, month_id), (agency_id, option_code))"""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of ended cases (办结件数) and of what they were, and of cases that came in (`received`).

    Without a visit (`zero`), all visits, over the net (`online`), both (`whole` 全程网办), with one visit at most and
    nothing asked for again (`once` 一次办成), decided under a promised limit (`timed`), and after it (`late`).
    """

    ended: int = 0
    zero: int = 0
    visits: int = 0
    online: int = 0
    whole: int = 0
    once: int = 0
    timed: int = 0
    late: int = 0
    received: int = 0

    @property
    def zero_share(self) -> float | None:
        return self._share(self.zero)

    @property
    def mean_visits(self) -> float | None:
        return self._share(self.visits)

    @property
    def online_share(self) -> float | None:
        return self._share(self.online)

    @property
    def whole_share(self) -> float | None:
        return self._share(self.whole)

    @property
    def once_share(self) -> float | None:
        return self._share(self.once)

    def _share(self, count: int) -> float | None:
        return count / self.ended if self.ended else None


MEASURES = tuple(each.name for each in fields(Tally))


@dataclass(frozen=True, slots=True)
class Indicators:
    """The same counts, cut five ways; what has no case is in none of them. `counted_at` is None before any count."""

    total: Tally
    by_agency: Mapping[int, Tally]
    by_month: Mapping[date, Tally]
    by_option: Mapping[str, Tally]
    by_agency_and_month: Mapping[tuple[int, date], Tally]
    by_agency_and_option: Mapping[tuple[int, str], Tally]
    counted_at: datetime | None

    def reachable(self, agency: int = 0) -> tuple[int, int]:
        """Of the matters that had a case, how many were really applied for over the net, and all (网上可办)."""
        rows = (
            self.by_option.values()
            if not agency
            else [each for (body, _), each in self.by_agency_and_option.items() if body == agency]
        )
        had = [each for each in rows if each.ended]
        return sum(each.online > 0 for each in had), len(had)


def indicators(period: Period) -> Indicators:
    """The figures of a period, as they were counted (two statements)."""
    total = Tally()
    agencies: dict[int, Tally] = {}
    months: dict[date, Tally] = {}
    options: dict[str, Tally] = {}
    monthly: dict[tuple[int, date], Tally] = {}
    matters: dict[tuple[int, str], Tally] = {}
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"months": list(period.months)})
        for agency, month, option, *counts in cursor.fetchall():
            found = Tally(*(int(each or 0) for each in counts))
            if agency is not None and option is not None:
                matters[agency, option] = found
            elif option is not None:
                options[option] = found
            elif agency is not None and month is not None:
                monthly[agency, month] = found
            elif agency is not None:
                agencies[agency] = found
            elif month is not None:
                months[month] = found
            else:
                total = found
    return Indicators(total, agencies, months, options, monthly, matters, counted_at(period))


def counted_at(period: Period) -> datetime | None:
    """As of when the latest month of a period was counted (one statement)."""
    rows = CountedMonth.objects.filter(month__in=period.months)
    found: datetime | None = rows.aggregate(latest=Max("counted_at"))["latest"]
    return found


def volumes(period: Period) -> dict[str, int]:
    """How many cases of each matter came in (业务量), by option (one statement)."""
    rows = MonthCount.objects.filter(month__in=period.months).values_list("option_code")
    return dict(rows.annotate(times=Sum("received")).filter(times__gt=0))


def values(period: Period) -> dict[str, Any]:
    """What the counting statement is given of a month."""
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
