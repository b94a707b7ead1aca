"""One agency gets too much (集中度预警): raised by the system, looked into by supervision; R-061."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.commands import advance, begin
from tongban.foundation.ledger.models import Entry
from tongban.handling.intermediaries.models import Concentration
from tongban.handling.intermediaries.queries.credit import shares_on
from tongban.handling.intermediaries.rules.flow import ALERT_FLOW
from tongban.handling.intermediaries.rules.policy import BOUND
from tongban.handling.intermediaries.rules.states import AlertStatus

from .listing import need as must_say


@transaction.atomic
def raise_alerts(*, department_id: int | None = None, at: datetime) -> int:
    """预警: every share above the limit that nobody is looking into yet; how many are new."""
    known = set(Concentration.objects.filter(status=AlertStatus.OPEN).values_list("department_id", "agency_id"))
    above = [each for each in shares_on(local_day(at), department_id=department_id) if each.is_above(BOUND.policy)]
    fresh = [each for each in above if (each.department, each.agency) not in known]
    for each in fresh:
        made = Concentration(
            department_id=each.department,
            agency_id=each.agency,
            status=AlertStatus.OPEN,
            count=each.count,
            total=each.total,
            raised_at=at,
        )
        facts = {"department": each.department, "agency": each.agency, "count": each.count, "total": each.total}
        begin(made, ALERT_FLOW.take("raise", made, by=SYSTEM), by=SYSTEM, at=at, facts=facts)
    return len(fresh)


@transaction.atomic
def settle(alert: Concentration, *, words: str, by: Actor, at: datetime) -> Entry:
    """核查完毕: what supervision found: did the clients choose freely, or did somebody point the way?"""
    step = ALERT_FLOW.take("settle", alert, by=by)
    said = must_say(words, "请写核查的情况：委托人是不是自己选的，有没有人指定。", "/words")
    return advance(alert, step, by=by, at=at, facts={"words": said}, changes={"words": said, "settled_at": at})
