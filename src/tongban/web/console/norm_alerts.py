"""Alerts of changed files (法规变动提醒): by when a list is changed, or kept and why; a reviewer closes them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.registers.norms import queries
from tongban.registers.norms.commands import answering
from tongban.registers.norms.models import NormAlert
from tongban.registers.norms.queries import PAGE
from tongban.registers.norms.rules.flow import FLOW
from tongban.registers.norms.rules.states import Status
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import CATALOG_ROLES, READERS, show
from .narrowing import narrowed
from .stepping import NOT_SENT, Refused, asked_by, basis_of, labelled, refused

_STATES = [(each.value, each.label) for each in Status]
_VERBS: Mapping[str, Callable[..., NormAlert]] = {
    "change": answering.change,
    "keep": answering.keep,
    "reopen": answering.reopen,
    "close": answering.close,
}
_KEYS = {"change": "G", "keep": "B", "reopen": "T", "close": "H"}


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
    return _page(request, pk, NOT_SENT)


@require_POST
@staff(*CATALOG_ROLES)
@done_once
def answer(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the alert."""
    found = _found(request, pk)
    if verb not in _VERBS:
        raise NotFound("没有这一步。")
    sent = asked_by(FLOW.steps[verb], request.POST)
    try:
        _VERBS[verb](found, **sent, by=actor_of(request), at=now())
    except Declined as refusal:
        return _page(request, pk, refused(verb, refusal, sent))
    return redirect("console-norm-alert", pk=pk)


def _found(request: HttpRequest, pk: int) -> NormAlert:
    found = queries.visible_to(actor_of(request)).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这条提醒，或者它不由您的部门处理。")
    return found


def _page(request: HttpRequest, pk: int, sent: Refused) -> HttpResponse:
    found = _found(request, pk)
    context: dict[str, Any] = {
        "alert": queries.alert_row(found, local_day(now())),
        "change": found.change,
        "clauses": found.clauses,
        "steps": labelled(FLOW.open_to(found, by=actor_of(request))),
        "keys": _KEYS,
        "basis": basis_of(FLOW),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/norm_alert.html", context, current="norms", status=sent.status)
