"""How matters were decided (进驻运行): where deciders signed in, what day results bear, how fast; one statement."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from tongban.oversight.supervision.rules.outside import FAST_SECONDS, Handled

from .period import Period
from .spent import ZONE

_HANDLED = f"""
SELECT c.option_code, c.agency_id, max(c.option_version_id), count(*),
    count(*) FILTER (WHERE s.ip IS NOT NULL AND %(judged)s),
    count(*) FILTER (WHERE s.ip IS NOT NULL AND %(judged)s AND NOT s.ip <<= ANY(%(networks)s::inet[])),
    count(*) FILTER (WHERE d.dated_on IS NOT NULL),
    count(*) FILTER (WHERE d.dated_on < (c.received_at AT TIME ZONE '{ZONE}')::date),
    count(*) FILTER (WHERE c.accepted_at < c.decided_at
        AND c.decided_at - c.accepted_at < make_interval(secs => {FAST_SECONDS}))
FROM cases_case c
LEFT JOIN agencies_staff w ON w.id = c.decider_id
LEFT JOIN LATERAL (SELECT ip FROM parties_session WHERE account_id = w.account_id AND created_at <= c.decided_at
    AND coalesce(ended_at, expires_at) >= c.decided_at ORDER BY created_at DESC LIMIT 1) s ON true
LEFT JOIN LATERAL (SELECT nullif(e.facts ->> 'dated_on', '')::date AS dated_on FROM ledger_entry e
    WHERE e.chain = 'case:' || c.number AND e.verb = 'issue' ORDER BY e.seq DESC LIMIT 1) d ON true
WHERE c.decided_at >= %(since)s AND c.decided_at < %(until)s
GROUP BY c.option_code, c.agency_id"""  # noqa: S608 - constant text


def handled(period: Period, *, networks: Sequence[str]) -> list[Handled]:
    """The counts of each matter of each body; without networks nothing is said of places."""
    asked: dict[str, Any] = {"since": period.since, "until": period.until, "networks": list(networks)}
    with connection.cursor() as cursor:
        cursor.execute(_HANDLED, asked | {"judged": bool(networks)})
        return [Handled(*row) for row in cursor.fetchall()]
