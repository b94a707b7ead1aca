"""Figures of the house (办件指标) for everybody to read: counts only, nothing of anybody's case."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.cases.models import Channel
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.registers.agencies.rules import VenueLevel

# Decided since, and by the end of the promised clock; papers spared; notices, and cases told again after all;
# results handed over, and how many of them electronically; special procedures, ended, and by the day expected; alerts
# of limits that come near, and those that somebody has seen; cases lodged: all, over the net, at counters, at the
# places of towns and villages, under a promise, with something to follow.
_FIGURES = """
    SELECT (SELECT count(*) FROM cases_case WHERE decided_at >= %(since)s),
        (SELECT count(*) FROM cases_case c WHERE c.decided_at >= %(since)s AND NOT EXISTS (SELECT FROM cases_clock k
            WHERE k.case_id = c.id AND k.kind = %(promised)s AND c.decided_at > k.due_at)),
        (SELECT count(*) FROM cases_material m JOIN cases_case c ON c.id = m.case_id
            WHERE m.state = 'spared' AND m.replaced_at IS NULL AND c.received_at >= %(since)s),
        (SELECT count(*) FROM cases_correctionnotice WHERE given_at >= %(since)s),
        (SELECT count(DISTINCT case_id) FROM cases_tellingoverride WHERE given_at >= %(since)s),
        (SELECT count(*) FROM cases_delivery WHERE served_at >= %(since)s),
        (SELECT count(*) FROM cases_delivery WHERE served_at >= %(since)s AND way = 'electronic'),
        runs.ended, runs.in_time, alerts.raised, alerts.seen,
        lodged.total, lodged.online, lodged.offline, lodged.nearby, lodged.promised, lodged.deferred
    FROM (SELECT count(finished_on) AS ended, count(*) FILTER (WHERE finished_on <= expected_on) AS in_time
            FROM cases_specialrun WHERE started_at >= %(since)s) AS runs,
        (SELECT count(*) AS raised, count(seen_at) AS seen FROM cases_alert WHERE at >= %(since)s) AS alerts,
        (SELECT count(*) AS total, count(*) FILTER (WHERE channel = ANY(%(online)s)) AS online,
            count(*) FILTER (WHERE channel = ANY(%(offline)s)) AS offline,
            count(*) FILTER (WHERE level = ANY(%(nearby)s)) AS nearby,
            count(*) FILTER (WHERE accepts_commitment) AS promised, count(*) FILTER (WHERE wants_deferral) AS deferred
            FROM cases_case LEFT JOIN agencies_venue ON agencies_venue.id = venue_id
            WHERE received_at >= %(since)s) AS lodged
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts from the first of January on (今年): what each counts is told where it is shown."""

    decided: int
    decided_in_time: int
    papers_spared: int
    notices: int
    cases_with_two_notices: int
    served: int
    served_electronically: int
    specials_ended: int = 0
    specials_in_time: int = 0
    alerts: int = 0
    alerts_seen: int = 0
    lodged: int = 0
    lodged_online: int = 0
    lodged_offline: int = 0
    lodged_nearby: int = 0
    lodged_with_promise: int = 0
    lodged_with_deferral: int = 0


def figures(*, on: date) -> Figures:
    """The figures of the year of that day (one statement over whole tables: not for every request)."""
    since = datetime(on.year, 1, 1, tzinfo=LOCAL)
    asked: dict[str, Any] = {
        "since": since,
        "promised": ClockKind.PROMISED.value,
        "online": [Channel.WEB, Channel.MOBILE, Channel.API],
        "offline": [Channel.WINDOW, Channel.STATION],
        "nearby": [VenueLevel.TOWN, VenueLevel.VILLAGE],
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, asked)
        return Figures(*cursor.fetchone())
