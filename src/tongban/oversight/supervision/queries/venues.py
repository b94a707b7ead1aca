"""The cases of every place as they are compared (各场所办件), for a timer; and what the last run found. R-006."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Case, Count, Value, When

from tongban.oversight.supervision.models import VenueFinding, VenueRun
from tongban.oversight.supervision.rules.venues import Compared, Counts, Ranks, What, share
from tongban.registers.catalog.queries import guide_of

MOST = 200
RANKED = (What.DAYS, What.PAPERS, What.STEPS)


def _rank(name: str) -> str:
    return f"""
        CASE WHEN {name} IS NOT NULL THEN rank() OVER (PARTITION BY option_code, {name} IS NULL ORDER BY {name})
            + (count(*) OVER (PARTITION BY option_code, {name}) - 1) / 2.0 END AS {name}_rank,
        CASE WHEN {name} IS NOT NULL THEN count(*) OVER (PARTITION BY option_code, {name}) END AS {name}_same"""


def _sums(name: str) -> str:
    return f"""
    count({name}), coalesce(sum({name}_rank), 0)::float8,
    coalesce(sum({name}_same::numeric * {name}_same - 1), 0)::float8,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY {name}::float8)"""


COUNTED = f"""
WITH counted AS (
    SELECT c.option_code, c.venue_id,
        CASE WHEN c.accepted_at IS NOT NULL THEN 1 WHEN c.status IN ('rejected', 'returned') THEN 0 END AS accepted,
        CASE c.outcome WHEN 'granted' THEN 1 WHEN 'refused' THEN 0 END AS granted,
        extract(epoch FROM c.decided_at - c.received_at) / 86400 AS days, c.version AS steps,
        (SELECT count(*) FROM cases_material m WHERE m.case_id = c.id AND m.replaced_at IS NULL) AS papers
    FROM cases_case c WHERE c.ended_at >= %(since)s AND c.ended_at < %(until)s AND c.venue_id IS NOT NULL
        AND c.option_code = ANY(%(options)s)),
ranked AS (SELECT counted.*, {_rank("days")}, {_rank("papers")}, {_rank("steps")} FROM counted)
SELECT option_code, coalesce(venue_id, 0), count(*), coalesce(sum(accepted), 0), count(accepted),
    coalesce(sum(granted), 0), count(granted), {_sums("days")}, {_sums("papers")}, {_sums("steps")}
FROM ranked GROUP BY GROUPING SETS ((option_code), (option_code, venue_id))"""  # noqa: S608 - constant text
MATERIALS = """
WITH taken AS (SELECT c.id, c.option_code, c.venue_id FROM cases_case c
    WHERE c.ended_at >= %(since)s AND c.ended_at < %(until)s AND c.venue_id IS NOT NULL
        AND c.option_code = ANY(%(options)s))
SELECT t.option_code, t.venue_id, m.requirement_code, max(m.name), count(DISTINCT t.id)
FROM taken t JOIN cases_material m ON m.case_id = t.id AND m.replaced_at IS NULL GROUP BY 1, 2, 3"""
ASKED = """
WITH asked AS (
    SELECT c.option_version_id, c.option_code, c.venue_id, c.receiver_id AS clerk, m.requirement_code AS code,
        m.name, c.number
    FROM cases_case c JOIN cases_material m ON m.case_id = c.id
    WHERE c.received_at >= %(since)s AND c.received_at < %(until)s AND c.venue_id IS NOT NULL
    UNION ALL
    SELECT c.option_version_id, c.option_code, c.venue_id, n.given_by_id, item ->> 'code', item ->> 'name', c.number
    FROM cases_correctionnotice n JOIN cases_case c ON c.id = n.case_id, jsonb_array_elements(n.items) AS item
    WHERE n.given_at >= %(since)s AND n.given_at < %(until)s AND c.venue_id IS NOT NULL)
SELECT option_version_id, option_code, venue_id, clerk, code, max(name), count(DISTINCT number), max(number)
FROM asked GROUP BY 1, 2, 3, 4, 5"""


def counted_places(options: Sequence[str], *, since: datetime, until: datetime) -> list[Counts]:
    """The frequent matters at every place and everywhere (one statement)."""
    rows = _rows(COUNTED, options=list(options), since=since, until=until)
    return [_counts(row) for row in rows]


def compared_materials(places: Sequence[Counts], *, since: datetime, until: datetime) -> Iterator[Compared]:
    """How often each place takes each material, against all others (one statement)."""
    cases = {(each.option_code, each.venue_id): each.cases for each in places}
    options = sorted({each.option_code for each in places})
    rows = _rows(MATERIALS, options=options, since=since, until=until)
    whole: dict[tuple[str, str], int] = {}
    for option, _, code, _, times in rows:
        whole[option, code] = whole.get((option, code), 0) + times
    at = {(option, venue, code): (name, times) for option, venue, code, name, times in rows}
    names = {(option, code): name for option, _, code, name, _ in rows}
    for (option, code), total in sorted(whole.items()):
        for place in places:
            if place.option_code != option or not place.venue_id:
                continue
            _, times = at.get((option, place.venue_id, code), ("", 0))
            own, everywhere = (times, place.cases), (total, cases[option, 0])
            if (made := share(option, place.venue_id, What.MATERIAL, own, everywhere)) is not None:
                yield replace(made, code=code, name=names[option, code])


def unlisted_materials(*, since: datetime, until: datetime) -> Iterator[Compared]:
    """What was taken or asked for that the case's own edition does not list: place, clerk, material (one statement)."""
    for version, option, venue, clerk, code, name, times, number in _rows(ASKED, since=since, until=until):
        if code and guide_of(version).option.material(code) is None:
            yield Compared(
                *(option, venue, What.UNLISTED, times, 0, (times, 0), 0.0),
                code=code,
                name=name,
                clerk_id=clerk,
                case_number=number,
            )


def latest_run() -> VenueRun | None:
    """The last night's comparison, if there was one (one statement)."""
    return VenueRun.objects.order_by("-day").first()


def findings(run: VenueRun, *, option_code: str = "", what: str = "") -> list[VenueFinding]:
    """The differences of a run, at most `MOST`: outside the list first, then what is least likely by chance."""
    rows = run.findings.filter(is_difference=True).select_related("venue", "clerk")
    if option_code:
        rows = rows.filter(option_code=option_code)
    if what in set(What):
        rows = rows.filter(what=what)
    first = Case(When(what=What.UNLISTED.value, then=Value(0)), default=Value(1))
    return list(rows.order_by(first, "p", "option_code", "pk")[:MOST])


def difference_counts(run: VenueRun) -> dict[str, int]:
    """How many differences each matter has (one statement)."""
    rows = run.findings.filter(is_difference=True).values_list("option_code")
    return dict(rows.annotate(count=Count("pk")))


def _counts(row: tuple[Any, ...]) -> Counts:
    option, venue, cases, accepted, judged, granted, decided = row[:7]
    ranks = {what: Ranks(*row[7 + 4 * place : 11 + 4 * place]) for place, what in enumerate(RANKED)}
    shares = {What.ACCEPTED: (int(accepted), judged), What.GRANTED: (int(granted), decided)}
    return Counts(option, venue, cases, shares, ranks)


def _rows(sql: str, **given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())
