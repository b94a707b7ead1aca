"""The demand list (数据需求清单): what bodies look for, the supply that fits, the answer."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.exchange.sharing.commands import asking
from tongban.exchange.sharing.models import DataDemand
from tongban.exchange.sharing.queries import requests as seen
from tongban.exchange.sharing.queries.requests import PAGE
from tongban.exchange.sharing.rules.flow import DEMANDS
from tongban.exchange.sharing.rules.states import DemandStatus
from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound
from tongban.foundation.kernel.flow import Step
from tongban.registers.resources.queries import catalogue
from tongban.registers.resources.rules.flow import DEPARTMENT
from tongban.web.console.narrowing import narrowed
from tongban.web.console.stepping import NOT_SENT, Refused, asked_by, labelled, refused, typed
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .framing import DATA_ROLES, data_page

TAGS = {DemandStatus.OPEN: "warn", DemandStatus.MATCHED: "done"}
_STATES = [(each.value, each.label) for each in DemandStatus]
_VERBS = ("match", "tell_none", "withdraw")
_KEYS = {"match": "D", "tell_none": "X"}


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*DATA_ROLES)
@done_once
def demands(request: HttpRequest) -> HttpResponse:
    """Every demand of the city, and a form for another (one statement)."""
    actor, today, sent = actor_of(request), local_day(now()), NOT_SENT
    if request.method == "POST":
        said = typed(request.POST, "title", "purpose", most=500)
        try:
            made = asking.post_demand(said["title"], purpose=said["purpose"], by=actor, at=now())
        except Declined as refusal:
            sent = refused("post", refusal, said)
        else:
            return redirect("console-demand", number=made.number)
    asked = narrowed(request, "console-demands", "status")
    rows = seen.demands(actor, status=asked["status"], before=asked.after_key)
    context = {
        "page": asked.page([_row(each, today) for each in rows], PAGE),
        "filters": [("状态", asked.chips("status", _STATES))],
        "may_post": bool(actor.roles & DEPARTMENT),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return data_page(request, "console/data/demands.html", context, tab="console-demands", status=sent.status)


@require_safe
@staff(*DATA_ROLES)
def demand(request: HttpRequest, number: str) -> HttpResponse:
    """One demand, the supply that fits, the steps."""
    return _page(request, number, NOT_SENT)


@require_POST
@staff(*DATA_ROLES)
@done_once
def take(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Lead it to a resource, answer that there is none, or withdraw it."""
    actor, at = actor_of(request), now()
    found = seen.demand_for(actor, number)
    if verb not in _VERBS:
        raise NotFound("没有这一步。")
    sent = asked_by(DEMANDS.steps[verb], request.POST)
    try:
        if verb == "match":
            asking.match(found, resource=_resource(actor, sent["code"]), answer=sent["answer"], by=actor, at=at)
        elif verb == "tell_none":
            asking.tell_none(found, answer=sent["answer"], by=actor, at=at)
        else:
            asking.withdraw(found, by=actor, at=at)
    except Declined as refusal:
        return _page(request, number, refused(verb, refusal, sent))
    return redirect("console-demand", number=number)


def _resource(actor: Actor, code: str) -> Any:
    try:
        return catalogue.resource_for(actor, code)
    except NotFound as refusal:
        raise Invalid(faults=[Fault("/code", "unknown", refusal.message)]) from refusal


def _page(request: HttpRequest, number: str, sent: Refused) -> HttpResponse:
    actor, today = actor_of(request), local_day(now())
    found = seen.demand_for(actor, number)
    is_open = found.status == DemandStatus.OPEN
    context = {
        "demand": found,
        "row": _row(found, today),
        "supply": catalogue.matching(f"{found.title} {found.purpose}") if is_open else [],
        "may_ask": found.resource is not None and found.agency_id == actor.agency_id and actor.roles & DEPARTMENT,
        "steps": labelled(_steps(found, actor)),
        "keys": _KEYS,
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return data_page(request, "console/data/demand.html", context, tab="", status=sent.status)


def _steps(found: DataDemand, actor: Actor) -> list[Step]:
    steps = [each for each in DEMANDS.open_to(found, by=actor) if each.verb in _VERBS]
    is_own = actor.agency_id == found.agency_id and Role.SUPERVISOR not in actor.roles
    return [each for each in steps if (each.verb == "withdraw") is is_own]


def _row(found: DataDemand, today: date) -> dict[str, Any]:
    status = DemandStatus(found.status)
    is_late = status is DemandStatus.OPEN and found.due_on < today
    return {
        "pk": found.pk,
        "number": found.number,
        "title": found.title,
        "agency": found.agency.short_name,
        "due_on": found.due_on,
        "resource": found.resource.name if found.resource else "",
        "status": "超期没有答复" if is_late else status.label,
        "tag": "bad" if is_late else TAGS.get(status, "off"),
    }
