"""The consult desk (综合咨询窗口, W21): find the matter, ask, let nobody leave with nothing. R-071."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.handling.cases.queries.filling import expected
from tongban.handling.halls.commands.consulting import Consulted, consult
from tongban.handling.halls.queries.consulting import consulted
from tongban.handling.halls.rules.flow import CLERKS
from tongban.handling.halls.rules.states import ConsultOutcome, Priority
from tongban.registers.catalog.queries import guide
from tongban.registers.catalog.search import search
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.jinja import fragment
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .arriving import Arrival
from .contacts import plain
from .filling import Intake, questions_of, read_intake
from .forms import shown_answers
from .frame import frame_of, show

FIRST = 8
_PRIORITIES = [(each.value, each.label) for each in Priority]


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*sorted(CLERKS))
@done_once
def desk(request: HttpRequest) -> HttpResponse:
    """The whole screen stands in the address while one talks; a POST is what the visitor leaves with."""
    data = request.POST if request.method == "POST" else request.GET
    item, words = plain(data.get("item", ""))[:33], plain(data.get("q", ""))[:60]
    standing = read_intake(guide(item), Arrival(), data) if item else None
    if request.method != "POST":
        return _page(request, standing, words, [])
    outcome, said = plain(data.get("outcome", ""))[:12], plain(data.get("question", ""))[:600]
    asked = _asked(standing, words, said)
    try:
        made = consult(
            asked, outcome=outcome, priority=plain(data.get("priority", ""))[:10], by=actor_of(request), at=now()
        )
    except Declined as refusal:
        return _page(request, standing, words, _told(refusal), status=int(refusal.status))
    if made.ticket is not None:
        return redirect("desk-ticket", code=made.ticket.code)
    return redirect("desk-contact", code=made.contact.code)


@require_safe
@staff(*sorted(CLERKS), Role.SUPERVISOR)
def unanswered(request: HttpRequest) -> HttpResponse:
    """What the desk could not answer this month, and with what all visitors left (three statements)."""
    today = local_day(now())
    first = today.replace(day=1)
    found = consulted(actor_of(request), first=first, last=today)
    context = {"found": found, "first": first, "is_desk": bool(actor_of(request).roles & CLERKS)}
    return show(request, "workbench/consult_unanswered.html", context, current="window")


def _asked(standing: Intake | None, words: str, said: str) -> Consulted:
    if standing is None:
        return Consulted(question=said or words, words=words)
    told, option = standing.told, standing.guide.option
    return Consulted(
        question=said or standing.guide.name,
        words=words,
        option_code=standing.guide.option_code,
        situation=dict(told.answers),
        said=tuple((each.label, each.value) for each in shown_answers(option, told.answers)),
        to_bring=tuple(each.material.name for each in told.needed),
        is_complete=told.is_complete,
    )


def _page(
    request: HttpRequest, standing: Intake | None, words: str, problems: list[Problem], *, status: int = 200
) -> HttpResponse:
    data = request.POST if request.method == "POST" else request.GET
    told = standing.told if standing is not None else None
    context: dict[str, Any] = {
        **frame_of(request, "window"),
        "words": words,
        "question": plain(data.get("question", ""))[:600],
        "cards": [hit.card for hit in search(words, size=FIRST).hits] if words and standing is None else [],
        "guide": standing.guide if standing is not None else None,
        "questions": questions_of(standing) if standing is not None else [],
        "told": told,
        "ahead": expected(standing.guide.option, at=now()) if standing is not None else None,
        "priorities": _PRIORITIES,
        "outcomes": {each.name: each.value for each in ConsultOutcome},
        "here": reverse("desk-consult"),
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    if request.headers.get("HX-Request") == "true" and request.method == "GET":
        return fragment(request, "workbench/consult.html", "screen", context)
    return show(request, "workbench/consult.html", context, current="window", status=status)


def _told(refusal: Declined) -> list[Problem]:
    if not refusal.faults:
        return [Problem("", typeset(refusal.message))]
    return [Problem(each.anchor.replace("answers-", "q-"), typeset(each.text)) for each in problems_of(refusal)]
