"""Alerts of changed files (法规变动提醒): by when a list is changed, or kept and why; a reviewer closes them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.norms import queries
from tongban.registers.norms.commands import answering
from tongban.registers.norms.models import NormAlert
from tongban.registers.norms.queries import PAGE
from tongban.registers.norms.rules.flow import FLOW
from tongban.registers.norms.rules.states import Status
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.sessions import actor_of

from .frame import CATALOG_ROLES, READERS, show
from .narrowing import narrowed
from .tasks import Verb, Work

_STATES = [(each.value, each.label) for each in Status]


@require_safe
@staff(*READERS)
def alerts(request: HttpRequest) -> HttpResponse:
    """The alerts that this actor may see, oldest first (one statement)."""
    actor, today = actor_of(request), local_day(now())
    asked = narrowed(request, "console-norm-alerts", "status", "overdue")
    rows = queries.alerts(
        actor,
        on=today,
        status=asked["status"],
        only_overdue=asked["overdue"] == "1",
        after=asked.after_key,
        most=PAGE + 1,
    )
    context = {
        "asked": asked,
        "page": asked.page(rows, PAGE),
        "filters": [
            ("状态", asked.chips("status", _STATES)),
            ("期限", asked.chips("overdue", [("1", "已经超期")], whole="不限")),
        ],
    }
    return show(request, "console/norm_alerts.html", context, current="norms")


@require_safe
@staff(*READERS)
def alert(request: HttpRequest, pk: int) -> HttpResponse:
    """One alert: what changed, which clauses quote it, and the answers that are open to this actor."""
    return _WORK.page(request, pk)


@require_POST
@staff(*CATALOG_ROLES)
@done_once
def answer(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the alert."""
    return _WORK.take(request, pk, verb)


def _found(actor: Actor, pk: int) -> NormAlert:
    found = queries.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这条提醒，或者它不由您的部门处理。")
    return found


def _shown(found: NormAlert, actor: Actor) -> dict[str, Any]:
    return {"alert": queries.alert_row(found, local_day(now())), "change": found.change, "clauses": found.clauses}


_WORK = Work(
    name="console-norm-alert",
    template="console/norm_alert.html",
    current="norms",
    flow=FLOW,
    verbs={
        "change": Verb(answering.change, "G"),
        "keep": Verb(answering.keep, "B"),
        "reopen": Verb(answering.reopen, "T"),
        "close": Verb(answering.close, "H"),
    },
    find=_found,
    shown=_shown,
    open_steps=lambda found, actor: FLOW.open_to(found, by=actor),
)
