"""Is it the same by every channel (无差别受理、同标准办理)? Matters compared online and at counters. R-097.

Of the cases that ended in a period: how many were accepted, days from receipt to decision, materials. Whether a
difference is more than chance says Fisher's test for shares and the rank test for days and materials; ranks are given
by the database, so that a matter is one row however many cases it has. Over all tests of the page the rate of false
alarms is held.
"""

from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from tongban.oversight.supervision.rules.comparing import FEWEST, Ranked, discoveries, fisher
from tongban.oversight.supervision.rules.visits import ONLINE_CHANNELS

from .period import Period


def _rank(name: str) -> str:
    """The middle rank of a value among all cases of its matter, and how many share it."""
    return f"""
        CASE WHEN {name} IS NOT NULL THEN rank() OVER (PARTITION BY option_code, {name} IS NULL ORDER BY {name})
            + (count(*) OVER (PARTITION BY option_code, {name}) - 1) / 2.0 END AS {name}_rank,
        CASE WHEN {name} IS NOT NULL THEN count(*) OVER (PARTITION BY option_code, {name}) END AS {name}_same"""


def _sums(name: str) -> str:
    return f"""
    count({name}) FILTER (WHERE is_online), count({name}) FILTER (WHERE NOT is_online),
    coalesce(sum({name}_rank) FILTER (WHERE is_online), 0),
    coalesce(sum({name}_same::numeric * {name}_same - 1), 0)::float8,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY {name}::float8) FILTER (WHERE is_online),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY {name}::float8) FILTER (WHERE NOT is_online)"""


SQL: Final = f"""
WITH counted AS (
    SELECT c.option_code, c.channel = ANY(%(online)s) AS is_online,
        CASE WHEN c.accepted_at IS NOT NULL THEN 1 WHEN c.status IN ('rejected', 'returned') THEN 0 END AS accepted,
        extract(epoch FROM c.decided_at - c.received_at) / 86400 AS days,
        (SELECT count(*) FROM cases_material m WHERE m.case_id = c.id AND m.replaced_at IS NULL) AS materials
    FROM cases_case c WHERE c.ended_at >= %(since)s AND c.ended_at < %(until)s),
ranked AS (SELECT counted.*, {_rank("days")}, {_rank("materials")} FROM counted)
SELECT option_code, count(*) FILTER (WHERE is_online), count(*) FILTER (WHERE NOT is_online),
    count(accepted) FILTER (WHERE is_online), coalesce(sum(accepted) FILTER (WHERE is_online), 0),
    count(accepted) FILTER (WHERE NOT is_online), coalesce(sum(accepted) FILTER (WHERE NOT is_online), 0),
    {_sums("days")}, {_sums("materials")}
FROM ranked GROUP BY option_code ORDER BY option_code"""  # noqa: S608 - constant text


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of a matter on both sides: how many cases, the value, p, and what may be said of it."""

    name: str
    online: float | None
    offline: float | None
    counts: tuple[int, int]
    p: float
    is_different: bool = False

    @property
    def is_small(self) -> bool:
        """Too few cases on one side to say anything (件数太少)."""
        return min(self.counts) < FEWEST

    @property
    def verdict(self) -> str:
        if self.is_small:
            return "件数太少，不下结论"
        return "有差别，要查" if self.is_different else "没有看出差别"


@dataclass(frozen=True, slots=True)
class Compared:
    """A matter online and at counters (线上线下对照)."""

    option_code: str
    online: int
    offline: int
    measures: tuple[Measure, Measure, Measure]

    @property
    def is_different(self) -> bool:
        return any(each.is_different for each in self.measures)


def compared_channels(period: Period) -> list[Compared]:
    """Every matter with a case that ended in this period (one statement); differences first, then by cases."""
    asked: dict[str, Any] = {"online": list(ONLINE_CHANNELS), "since": period.since, "until": period.until}
    with connection.cursor() as cursor:
        cursor.execute(SQL, asked)
        found = [_compared(row) for row in cursor.fetchall()]
    return sorted(_judged(found), key=lambda each: (not each.is_different, -(each.online + each.offline)))


def _compared(row: tuple[Any, ...]) -> Compared:
    option, online, offline, judged, accepted, judged_off, accepted_off = row[:7]
    shares = Measure(
        "受理率",
        accepted / judged if judged else None,
        accepted_off / judged_off if judged_off else None,
        (judged, judged_off),
        fisher((accepted, judged), (accepted_off, judged_off)),
    )
    return Compared(option, online, offline, (shares, _ranked("办理天数", row[7:13]), _ranked("材料份数", row[13:19])))


def _ranked(name: str, row: tuple[Any, ...]) -> Measure:
    online, offline, rank_sum, ties, middle, middle_off = row
    return Measure(name, middle, middle_off, (online, offline), Ranked(online, offline, float(rank_sum), ties).p)


def _judged(found: list[Compared]) -> list[Compared]:
    """The tests that may be made at all, judged together."""
    made = [measure for each in found for measure in each.measures if not measure.is_small]
    told = {id(measure): is_one for measure, is_one in zip(made, discoveries([m.p for m in made]), strict=True)}
    return [Compared(each.option_code, each.online, each.offline, _marked(each.measures, told)) for each in found]


def _marked(measures: tuple[Measure, Measure, Measure], told: dict[int, bool]) -> tuple[Measure, Measure, Measure]:
    share, days, materials = (
        Measure(each.name, each.online, each.offline, each.counts, each.p, told.get(id(each), False))
        for each in measures
    )
    return share, days, materials
