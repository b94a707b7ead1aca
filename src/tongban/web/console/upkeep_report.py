"""One error that somebody pointed out (指错): its words, its clock, the steps that are open, the phone on record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.ledger.models import Entry
from tongban.registers.documents.rendering.sheet import typeset
from tongban.registers.upkeep import commands
from tongban.registers.upkeep.models import Report
from tongban.registers.upkeep.queries import report_for
from tongban.registers.upkeep.rules.flow import FLOW
from tongban.registers.upkeep.rules.reports import LONGEST
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .addresses import plain
from .frame import show
from .upkeep import LOOKERS, clock_of, may_keep

VERBS = ("uphold", "dismiss", "fix", "answer")


@require_safe
@staff(*LOOKERS)
def report(request: HttpRequest, key: int) -> HttpResponse:
    """The report with what may be done now."""
    return _page(request, report_for(actor_of(request), key))


@require_POST
@staff(*LOOKERS)
@done_once
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """One step; a refusal is told on the same page with what was typed."""
    actor, found = actor_of(request), report_for(actor_of(request), key)
    if verb not in VERBS:
        raise NotFound("没有这一步。")
    typed = plain(request.POST.get("words", ""))[: LONGEST * 2]
    try:
        if verb == "uphold":
            commands.uphold(found, by=actor, at=now())
        elif verb == "dismiss":
            commands.dismiss(found, reason=typed, by=actor, at=now())
        elif verb == "fix":
            commands.fix(found, words=typed, by=actor, at=now())
        else:
            commands.answer(found, words=typed, by=actor, at=now())
    except Declined as refusal:
        problems = [Problem(f"{verb}-words", each.text) for each in problems_of(refusal)]
        return _page(request, report_for(actor, key), problems, {verb: typed}, int(refusal.status))
    return redirect("console-report", key=key)


@require_POST
@staff(*LOOKERS)
def phone(request: HttpRequest, key: int) -> HttpResponse:
    """The number that was left for a call back: on record, then shown once."""
    actor = actor_of(request)
    found = report_for(actor, key)
    return _page(request, found, phone=commands.open_phone(found, by=actor, at=now()))


def _page(
    request: HttpRequest,
    found: Report,
    problems: list[Problem] | None = None,
    typed: dict[str, str] | None = None,
    status: int = 200,
    phone: str = "",
) -> HttpResponse:
    actor = actor_of(request)
    steps = FLOW.open_to(found, by=actor) if may_keep(actor) else []
    context = {
        "report": found,
        "clock": clock_of(found, local_day(now())),
        "steps": [(each.verb, typeset(each.label), typeset(each.asks[0].label) if each.asks else "") for each in steps],
        "typed": typed or {},
        "problems": problems or [],
        "wrong": {each.anchor: each.text for each in problems or []},
        "phone": phone,
        "has_phone": found.phone_sealed is not None and may_keep(actor),
        "history": Entry.objects.filter(chain=found.chain).order_by("seq"),
        "labels": {each.verb: each.label for each in FLOW},
        "longest": LONGEST,
    }
    return show(request, "console/report.html", context, current="upkeep", status=status)
