"""Who watches (催办、督办、质检): urging, lateness told to the supervisor, samples."""

from datetime import datetime, timedelta

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.oversight.hotline.models import WorkOrder
from tongban.oversight.hotline.queries.orders import light
from tongban.oversight.hotline.rules.flow import FLOW
from tongban.oversight.hotline.rules.lights import RED
from tongban.oversight.hotline.rules.policy import BOUND
from tongban.oversight.hotline.rules.states import CheckState, Flaw

from .handling import refuse_strangers
from .routing import written


@transaction.atomic
def urge(order: WorkOrder, *, by: Actor, at: datetime) -> Entry:
    """催办: seen by the body at the top of its list; a person may urge again after the city's hours."""
    taken = FLOW.take("urge", order, by=by)
    refuse_strangers(order, by)
    wait = timedelta(hours=BOUND.policy.urge_hours)
    if order.urged_at is not None and at - order.urged_at < wait:
        raise NotNow(f"{BOUND.policy.urge_hours}小时内已经催过一次，承办单位已经看到。")
    times = order.times_urged + 1
    return advance(order, taken, by=by, at=at, facts={"times": times}, changes={"times_urged": times, "urged_at": at})


@transaction.atomic
def escalate(order: WorkOrder, *, at: datetime) -> Entry | None:
    """超期报监督岗: once for each limit."""
    if order.escalated_at is not None or light(order, at=at) != RED:
        return None
    taken = FLOW.take("escalate", order, by=SYSTEM)
    facts = {"status": order.status, "agency": order.agency_id}
    return advance(order, taken, by=SYSTEM, at=at, facts=facts, changes={"escalated_at": at})


@transaction.atomic
def check(order: WorkOrder, *, flaw: str, reason: str, by: Actor, at: datetime) -> Entry:
    """登记质检: a sample that was drawn is read against what was asked; a flaw fails it, and it may be sent again."""
    taken = FLOW.take("check", order, by=by)
    if order.check_state != CheckState.DRAWN:
        raise NotNow("这件没有抽到质检，或者已经检过了。")
    if flaw and flaw not in set(Flaw):
        raise Invalid(faults=[Fault("/flaw", "choice", "请选发现的问题；没有问题选“没有问题”。")])
    why = written("/reason", reason, "请写质检意见，承办单位会看到。")
    state = CheckState.FAILED if flaw else CheckState.PASSED
    changes = {"check_state": state, "flaws": [flaw] if flaw else [], "checked_at": at}
    return advance(order, taken, by=by, at=at, facts={"flaw": flaw, "reason": why}, changes=changes)
