"""Requests for sharing (共享申请): the list, asking, one request with its steps, agreement and uses; coverage."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.exchange.sharing.commands import answering, asking, granting
from tongban.exchange.sharing.models import SharingRequest, UseRecord
from tongban.exchange.sharing.queries import requests as seen
from tongban.exchange.sharing.queries.requests import PAGE
from tongban.exchange.sharing.rules.flow import SHARING
from tongban.exchange.sharing.rules.states import Ground, SharingStatus
from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.rules import ReadResult
from tongban.registers.resources.queries import catalogue
from tongban.registers.resources.queries.officers import speaks_for
from tongban.registers.resources.rules.flow import DEPARTMENT
from tongban.registers.resources.rules.kinds import ShareType
from tongban.web.console.narrowing import narrowed, text
from tongban.web.console.stepping import NOT_SENT, Refused, asked_by, basis_of, day, labelled, refused, typed
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .framing import DATA_ROLES, data_page

ASKERS = tuple(sorted(DEPARTMENT, key=list(Role).index))
HALF_A_YEAR = timedelta(days=180)
TAGS = {
    SharingStatus.ASKED: "warn",
    SharingStatus.REFUSED: "bad",
    SharingStatus.DISPUTED: "warn",
    SharingStatus.APPROVED: "info",
    SharingStatus.AGREED: "info",
    SharingStatus.ACTIVE: "done",
}
_SHOWN = [
    ("ours", "我们申请的"),
    ("asked", "等我们答复"),
    ("over", "超期没有答复"),
    ("disputed", "协调"),
    ("unused", "闲置"),
]
_STATES = [(each.value, each.label) for each in SharingStatus]
_FIELDS = ("purpose", "duty", "from_on", "until_on")
_VERBS: Mapping[str, Callable[..., SharingRequest]] = {
    "approve": answering.approve,
    "refuse": answering.refuse,
    "dispute": answering.dispute,
    "state": answering.state,
    "rule_for": answering.rule_for,
    "rule_against": answering.rule_against,
    "agree": granting.agree,
    "activate": granting.activate,
    "keep": granting.keep,
    "revoke": granting.revoke,
    "give_up": granting.give_up,
}
_KEYS = {"approve": "D", "refuse": "X", "dispute": "H", "agree": "S", "activate": "J"}
_OF_OWNER = frozenset({"approve", "refuse", "state", "activate", "revoke"})
_OF_ASKER = frozenset({"dispute", "agree", "keep", "give_up"})


@require_safe
@staff(*DATA_ROLES)
def requests(request: HttpRequest) -> HttpResponse:
    """Those of one's body and those for its data, what waits on top (three statements)."""
    actor, today = actor_of(request), local_day(now())
    asked = narrowed(request, "console-sharing", "show", "status")
    rows = seen.requests(actor, on=today, show=asked["show"], status=asked["status"], before=asked.after_key)
    told = seen.counts(actor, on=today)
    context = {
        "page": asked.page([_row(each, today) for each in rows], PAGE),
        "waiting": [
            ("等答复", told["asked"], asked.href(show="", status="asked")),
            ("超期没有答复", told["over"], asked.href(show="over", status="")),
            ("协调中", told["disputed"], asked.href(show="", status="disputed")),
            ("在用的授权", told["active"], asked.href(show="", status="active")),
            ("闲置的授权", told["unused"], asked.href(show="unused", status="")),
        ],
        "filters": [("看哪些", asked.chips("show", _SHOWN)), ("状态", asked.chips("status", _STATES, whole="不限"))],
    }
    return data_page(request, "console/data/requests.html", context, tab="console-sharing")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*ASKERS)
@done_once
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """申请共享: fields, purpose, duty, from when until when; what was typed stays."""
    actor, today = actor_of(request), local_day(now())
    found = catalogue.resource_for(actor, code)
    sent, chosen = NOT_SENT, [each[:40] for each in request.POST.getlist("fields")[:100]]
    if request.method == "POST":
        said = typed(request.POST, *_FIELDS, most=500)
        try:
            number = text(request.GET, "demand", 20)
            made = asking.ask(
                found,
                fields=chosen,
                purpose=said["purpose"],
                duty=said["duty"],
                from_on=day(said["from_on"], "from_on", label="开始的日期"),
                until_on=day(said["until_on"], "until_on", label="结束的日期"),
                demand=seen.demand_for(actor, number) if number else None,
                by=actor,
                at=now(),
            )
        except Declined as refusal:
            sent = refused("ask", refusal, said | {"fields": ""})
        else:
            return redirect("console-sharing-request", number=made.number)
    fields = [each for each in catalogue.fields_of(found) if each.share_type != ShareType.WITHHELD]
    context = {
        "resource": found,
        "share": ShareType(found.share_type).label,
        "choices": [(each.code, each.name, ShareType(each.share_type).label) for each in fields],
        "chosen": chosen,
        "from_on": today,
        "until_on": today + HALF_A_YEAR,
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
        "action": request.get_full_path(),
    }
    return data_page(request, "console/data/ask.html", context, tab="", status=sent.status)


@require_safe
@staff(*DATA_ROLES)
def one(request: HttpRequest, number: str) -> HttpResponse:
    """One request: what was asked, what became of it, the steps open to this actor, the uses."""
    return _page(request, number, NOT_SENT)


@require_POST
@staff(*DATA_ROLES)
@done_once
def take(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Take a step of the flow; a refusal keeps what was typed."""
    found = seen.request_for(actor_of(request), number)
    if verb not in _VERBS:
        raise NotFound("没有这一步。")
    sent = asked_by(SHARING.steps[verb], request.POST)
    try:
        _VERBS[verb](found, **sent, by=actor_of(request), at=now())
    except Declined as refusal:
        return _page(request, number, refused(verb, refusal, sent))
    return redirect("console-sharing-request", number=number)


@require_safe
@staff(*DATA_ROLES)
def coverage(request: HttpRequest) -> HttpResponse:
    """How far sharing has come, by body, and how often data is used, by month (three statements)."""
    today = local_day(now())
    context = {
        "bodies": catalogue.shares_of_bodies(),
        "requests": seen.coverage(on=today),
        "months": [
            {"month": f"{month.year}年{month.month}月", "name": name, "uses": uses}
            for month, name, uses in seen.uses_by_month(on=today)
        ],
    }
    return data_page(request, "console/data/coverage.html", context, tab="console-data-coverage")


def _page(request: HttpRequest, number: str, sent: Refused) -> HttpResponse:
    actor, today = actor_of(request), local_day(now())
    found = seen.request_for(actor, number)
    context: dict[str, Any] = {
        "request_row": found,
        "row": _row(found, today),
        "fields": catalogue.names_of(found.resource, found.fields),
        "ground": Ground(found.ground).label if found.ground else "",
        "agreement": found.agreement or (granting.agreement_of(found) if _waits_for_agreement(found) else ""),
        "uses": [_use(each) for each in seen.uses_of(found)],
        "steps": labelled(_steps(found, actor)),
        "keys": _KEYS,
        "basis": basis_of(SHARING),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return data_page(request, "console/data/request.html", context, tab="", status=sent.status)


def _waits_for_agreement(found: SharingRequest) -> bool:
    return found.status == SharingStatus.APPROVED


def _steps(found: SharingRequest, actor: Actor) -> list[Step]:
    """Those of the flow that this very person may take: by side, and as who speaks for a body."""
    is_owner = speaks_for(actor, found.resource.owner_id)
    is_leader = speaks_for(actor, found.agency_id)
    is_asker = is_leader or actor.staff_id == found.asked_by_id
    is_arbiter = Role.SUPERVISOR in actor.roles
    allowed: set[str] = set()
    if is_owner:
        allowed |= _OF_OWNER - ({"revoke"} if found.ruled_at else set())
    if is_asker:
        allowed |= _OF_ASKER - (set() if is_leader else {"agree"})
    if is_arbiter:
        allowed |= {"rule_for", "rule_against", "revoke"}
    return [each for each in SHARING.open_to(found, by=actor) if each.verb in allowed]


def _row(found: SharingRequest, today: date) -> dict[str, Any]:
    is_late = seen.is_overdue(found, on=today)
    return {
        "pk": found.pk,
        "number": found.number,
        "resource": found.resource.name,
        "owner": found.resource.owner.short_name if found.resource.owner else "",
        "agency": found.agency.short_name,
        "purpose": found.purpose,
        "due_on": found.due_on,
        "uses": found.uses,
        "status": "超期没有答复" if is_late else found.state.label,
        "tag": "bad" if is_late else TAGS.get(found.state, "off"),
    }


def _use(each: UseRecord) -> dict[str, Any]:
    return {
        "at": each.at,
        "matter": each.matter,
        "number": len(each.fields),
        "result": ReadResult(each.result).label,
        "entry": each.entry,
    }
