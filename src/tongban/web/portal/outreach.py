"""Help that comes to one (P06 帮办、上门): asked for on one page; who comes when; taken back with one press."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.outreach.commands import acting, papers
from tongban.handling.outreach.commands.asking import ask as ask_for
from tongban.handling.outreach.models import Outreach
from tongban.handling.outreach.queries.papers import papers_of
from tongban.handling.outreach.queries.requests import Wanted, request_for, requests
from tongban.handling.outreach.rules.policy import BOUND
from tongban.registers.catalog.queries import guide
from tongban.registers.parties.models import Party
from tongban.web.portal import inputs
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.ui.audience import applicants
from tongban.web.ui.once import done_once
from tongban.web.ui.outreach import asked_from, choices, day_of, told_steps, typed_in, when_words
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

ASKS = Pace(10, 3600)
PAGE = 20


@applicants
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """One's own requests, the newest first: who comes when (one statement)."""
    after = inputs.number(request.GET, "after")
    rows = requests(actor_of(request), Wanted(), after=after, size=PAGE + 1)
    following = f"{reverse('outreach')}?after={rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    shown = [{"each": each, "when": when_words(each.visit_on, each.slot)} for each in rows[:PAGE]]
    return page(request, "outreach", {"rows": shown, "following": following})


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def ask(request: HttpRequest) -> HttpResponse:
    """One page: which help, for whom, why, where, when it suits; every fault at once."""
    actor, at = actor_of(request), now()
    data = request.POST if request.method == "POST" else request.GET
    typed, problems = typed_in(data), list[Problem]()
    if request.method == "POST":
        try:
            ASKS.keep(actor.ref)
            made = ask_for(asked_from(typed, channel="web"), by=actor, at=at)
        except Declined as refusal:
            problems = told(refusal)
        else:
            return redirect("outreach-one", code=made.code)
    else:
        typed["name"] = typed["name"] or _name(actor)
    context = {
        "typed": typed,
        "guide": guide(typed["item"][:33]) if typed["item"] else None,
        "choices": choices(at),
        "policy": BOUND.policy,
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, "outreach_ask", context, status=422 if problems else 200)


@applicants
@require_safe
def one(request: HttpRequest, code: UUID) -> HttpResponse:
    """Who comes when, the mandate, the originals, what was done in one's name (three statements)."""
    return _one(request, request_for(actor_of(request), code), [])


@applicants
@require_POST
@done_once
def act(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """Cancel, let the helper act for one, take that back, or say that the originals are back."""
    actor = actor_of(request)
    found = request_for(actor, code)
    given: dict[str, Any] = {"by": actor, "at": now()}
    try:
        match verb:
            case "cancel":
                acting.cancel(found, reason=inputs.text(request.POST, "reason")[:200], **given)
            case "sign_mandate":
                acting.sign_mandate(found, until=day_of(inputs.text(request.POST, "until")), **given)
            case "end_mandate":
                acting.end_mandate(found, **given)
            case "acknowledge":
                papers.acknowledge(found, **given)
            case _:
                raise NotFound("没有这一步。")
    except NotFound:
        raise
    except Declined as refusal:
        return _one(request, request_for(actor, code), told(refusal))
    return redirect("outreach-one", code=found.code)


def _one(request: HttpRequest, found: Outreach, problems: list[Problem]) -> HttpResponse:
    today, held = local_day(now()), papers_of(found)
    context = {
        "found": found,
        "held": held,
        "waits": [each for each in held if each.given_at is not None and each.is_out],
        "history": told_steps(found),
        "when": when_words(found.visit_on, found.slot),
        "wanted": when_words(found.wanted_on, found.wanted_slot),
        "is_mandated": found.is_mandated(today),
        "today": today,
        "last": today + timedelta(days=BOUND.policy.mandate_days),
        "mandate_days": BOUND.policy.mandate_days,
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, "outreach_one", context, status=422 if problems else 200)


def _name(actor: Actor) -> str:
    """The name of who is signed in, or for whom they act: it need not be typed."""
    return Party.objects.values_list("name", flat=True).get(pk=actor.acting_for or actor.party_id or 0)
