"""One's own enterprise as an intermediary agency (我的中介机构): listing, calls for entries, credit."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.fees.rules.money import fen_of, yuan
from tongban.handling.intermediaries.commands import crediting, listing
from tongban.handling.intermediaries.models import Qualification
from tongban.handling.intermediaries.queries import credit
from tongban.handling.intermediaries.queries.agencies import own_agency
from tongban.handling.intermediaries.queries.needs import open_to
from tongban.handling.intermediaries.rules.flow import AGENCY_FLOW, ITEM_FLOW
from tongban.handling.intermediaries.rules.offering import Guide, Paper
from tongban.handling.intermediaries.rules.policy import BOUND
from tongban.handling.intermediaries.rules.scoring import MARK_LABELS
from tongban.registers.agencies.models import Agency
from tongban.web.portal import inputs
from tongban.web.portal.pages import attempt, form
from tongban.web.ui.audience import applicants
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

_TYPED = (
    *("service", "conditions", "process", "limit_days", "price_standard", "price_from"),
    *("number", "issuer", "valid_until", "phone", "affiliated_to"),
)
_ON_CREDIT = {"appeal": crediting.appeal, "ask_repair": crediting.ask_repair}
MOST_ITEMS = 50


@applicants
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """How one's agency stands, what it may enter for, and what stands on its credit."""
    return _mine(request, [])


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def apply(request: HttpRequest) -> HttpResponse:
    """One service with its guide and its paper on one page; every fault at once."""
    actor = actor_of(request)
    typed = {name: inputs.text(request.POST, name)[:800] for name in _TYPED}
    problems: list[Problem] = []
    if request.method == "POST":
        given: dict[str, Any] = {"phone": typed["phone"][:40], "affiliated_to": typed["affiliated_to"][:60]}
        _, problems = attempt(lambda: listing.apply(_guide(typed), _paper(typed), **given, by=actor, at=now()))
        if not problems:
            return redirect("my-agency")
    departments = Agency.objects.filter(is_active=True).order_by("pk").values_list("key", "short_name")
    offered = BOUND.policy.services
    context = {
        "typed": typed,
        "services": [("", "请选择"), *((each.code, f"{each.name}（要有{each.qualification}）") for each in offered)],
        "departments": [("", "没有"), *departments],
    }
    return form(request, "my_agency_apply", context, problems)


@applicants
@require_POST
@done_once
def act(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """Appeal against an entry, or ask for its repair."""
    actor = actor_of(request)
    found = credit.item_for(actor, code)
    words = inputs.text(request.POST, "words")[:600]
    if verb not in _ON_CREDIT:
        raise NotFound("没有这一步。")
    _, problems = attempt(lambda: _ON_CREDIT[verb](found, words=words, by=actor, at=now()))
    if problems:
        return _mine(request, [Problem(f"{verb}-{code}", each.text) for each in problems])
    return redirect("my-agency")


def _mine(request: HttpRequest, problems: list[Problem]) -> HttpResponse:
    actor, at = actor_of(request), now()
    found, on = own_agency(actor), local_day(at)
    rows = credit.visible_to(actor).order_by("-pk")[:MOST_ITEMS] if found is not None else []
    context: dict[str, Any] = {
        "agency": found,
        "steps": {each.verb for each in AGENCY_FLOW.open_to(found, by=actor)} if found is not None else set(),
        "offerings": [(BOUND.policy.service(each.service), each) for each in found.offerings.order_by("pk")]
        if found
        else [],
        "papers": list(Qualification.objects.filter(agency=found).order_by("pk")) if found else [],
        "calls": [(each, BOUND.policy.service(each.service)) for each in open_to(found, at=at, on=on)] if found else [],
        "items": [(each, {one.verb for one in ITEM_FLOW.open_to(each, by=actor)}) for each in rows],
        "breach": BOUND.policy.formula.breach,
        "mark_labels": MARK_LABELS,
        "today": on,
        "yuan": yuan,
    }
    return form(request, "my_agency", context, problems)


def _guide(typed: dict[str, str]) -> Guide:
    days = typed["limit_days"].strip()
    return Guide(
        service=typed["service"][:40],
        conditions=typed["conditions"],
        process=typed["process"],
        limit_days=int(days) if days.isascii() and days.isdigit() and len(days) < 5 else 0,
        price_standard=typed["price_standard"],
        price_from=fen_of(typed["price_from"][:20]),
    )


def _paper(typed: dict[str, str]) -> Paper:
    service = BOUND.policy.service(typed["service"][:40])
    try:
        until = date.fromisoformat(typed["valid_until"].strip()[:10])
    except ValueError:
        until = None
    name = service.qualification if service is not None else ""
    return Paper(name, typed["number"][:60], typed["issuer"][:80], until)
