"""The cases of every place as they are compared (各场所办件), for a timer; and what the last run found. R-006."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Case, Count, Value, When

from tongban.oversight.supervision.models import VenueFinding, VenueRun
from tongban.oversight.supervision.rules.venues import Compared, Counts, Ranks, What, share, worth_comparing
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


WINDOW = """(SELECT t.window FROM halls_ticket t WHERE t.result_case = c.number AND t.window <> ''
            ORDER BY t.id DESC LIMIT 1)"""
COUNTED = f"""
WITH counted AS (
    SELECT c.option_code, c.venue_id, {WINDOW} AS at_window,
        CASE WHEN c.accepted_at IS NOT NULL THEN 1 WHEN c.status IN ('rejected', 'returned') THEN 0 END AS accepted,
        CASE c.outcome WHEN 'granted' THEN 1 WHEN 'refused' THEN 0 END AS granted,
        extract(epoch FROM c.decided_at - c.received_at) / 86400 AS days, c.version AS steps,
        (SELECT count(*) FROM cases_material m WHERE m.case_id = c.id AND m.replaced_at IS NULL) AS papers
    FROM cases_case c WHERE c.ended_at >= %(since)s AND c.ended_at < %(until)s AND c.venue_id IS NOT NULL
        AND c.option_code = ANY(%(options)s)),
ranked AS (SELECT counted.*, {_rank("days")}, {_rank("papers")}, {_rank("steps")} FROM counted)
SELECT option_code, coalesce(venue_id, 0), count(*), coalesce(sum(accepted), 0), count(accepted),
    coalesce(sum(granted), 0), count(granted), {_sums("days")}, {_sums("papers")}, {_sums("steps")},
    coalesce(at_window, '')
FROM ranked GROUP BY GROUPING SETS ((option_code), (option_code, venue_id), (option_code, venue_id, at_window))
HAVING GROUPING(at_window) = 1 OR at_window IS NOT NULL"""  # noqa: S608 - constant text
MATERIALS = f"""
WITH taken AS (SELECT c.id, c.option_code, c.venue_id, coalesce({WINDOW}, '') AS at_window FROM cases_case c
    WHERE c.ended_at >= %(since)s AND c.ended_at < %(until)s AND c.venue_id IS NOT NULL
        AND c.option_code = ANY(%(options)s))
SELECT t.option_code, t.venue_id, t.at_window, m.requirement_code, max(m.name), count(DISTINCT t.id)
FROM taken t JOIN cases_material m ON m.case_id = t.id AND m.replaced_at IS NULL GROUP BY 1, 2, 3, 4"""  # noqa: S608
ASKED = f"""
WITH asked AS (
    SELECT c.option_version_id, c.option_code, c.venue_id, c.receiver_id AS clerk, m.requirement_code AS code,
        m.name, c.number, {WINDOW} AS at_window
    FROM cases_case c JOIN cases_material m ON m.case_id = c.id
    WHERE c.received_at >= %(since)s AND c.received_at < %(until)s AND c.venue_id IS NOT NULL
    UNION ALL
    SELECT c.option_version_id, c.option_code, c.venue_id, n.given_by_id, item ->> 'code', item ->> 'name', c.number,
        {WINDOW}
    FROM cases_correctionnotice n JOIN cases_case c ON c.id = n.case_id, jsonb_array_elements(n.items) AS item
    WHERE n.given_at >= %(since)s AND n.given_at < %(until)s AND c.venue_id IS NOT NULL)
SELECT option_version_id, option_code, venue_id, clerk, code, max(name), count(DISTINCT number), max(number),
    coalesce(max(at_window), '')
FROM asked GROUP BY 1, 2, 3, 4, 5"""  # noqa: S608 - constant text


def counted_places(options: Sequence[str], *, since: datetime, until: datetime) -> list[Counts]:
    """The frequent matters at every place, at every window that called them, and everywhere (one statement)."""
    rows = _rows(COUNTED, options=list(options), since=since, until=until)
    return [_counts(row) for row in rows]


def compared_materials(places: Sequence[Counts], *, since: datetime, until: datetime) -> Iterator[Compared]:
    """How often each place and each window takes each material, against all others (one statement)."""
    everywhere = {each.option_code: each.cases for each in places if not each.venue_id}
    rows = _rows(MATERIALS, options=sorted(everywhere), since=since, until=until)
    at: Counter[tuple[str, int, str, str]] = Counter()
    names: dict[tuple[str, str], str] = {}
    for option, venue, window, code, name, times in rows:
        names[option, code] = name
        for where in {(0, ""), (venue, ""), (venue, window)}:
            at[option, *where, code] += times
    compared = worth_comparing(places)
    for (option, code), name in sorted(names.items()):
        whole = at[option, 0, "", code], everywhere[option]
        for place in compared:
            if place.option_code != option:
                continue
            own = at[option, place.venue_id, place.window, code], place.cases
            if (made := share(option, place.venue_id, What.MATERIAL, own, whole)) is not None:
                yield replace(made, code=code, name=name, window=place.window)


def unlisted_materials(*, since: datetime, until: datetime) -> Iterator[Compared]:
    """What was taken or asked for that the case's own edition does not list: place, clerk, material (one statement)."""
    for version, option, venue, clerk, code, name, times, number, window in _rows(ASKED, since=since, until=until):
        if code and guide_of(version).option.material(code) is None:
            yield Compared(
                *(option, venue, What.UNLISTED, times, 0, (times, 0), 0.0),
                code=code,
                name=name,
                clerk_id=clerk,
                case_number=number,
                window=window,
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
    return Counts(option, venue, cases, shares, ranks, row[7 + 4 * len(RANKED)])


def _rows(sql: str, **given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())
