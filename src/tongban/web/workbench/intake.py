"""Intake at the window (W05–W07): find the matter, settle the situation, one page of form and materials, receive."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.handling.cases.commands.drafting import refuse_open_questions
from tongban.handling.cases.commands.lodging import Lodged, lodge
from tongban.handling.cases.promises import as_offered, is_offered, suspended
from tongban.handling.cases.queries.drafts import draft_for_counter
from tongban.handling.cases.queries.filling import expected
from tongban.handling.cases.queries.promise import signed_online
from tongban.handling.offline.commands.entering import enter
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import cards, guide, guide_of
from tongban.registers.catalog.search import search
from tongban.registers.catalog.standing import suspension
from tongban.registers.checklists.queries import opened
from tongban.registers.checklists.rules import is_code
from tongban.registers.documents.rendering.sheet import typeset
from tongban.registers.parties.queries import masked_name
from tongban.registers.parties.rules import IdKind
from tongban.web.ui.audience import staff
from tongban.web.ui.jinja import fragment
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .again import at_hand
from .arriving import Arrival, arrival_of
from .codes import with_code
from .filling import (
    PROMISE_PAPER,
    Intake,
    application_of,
    begun,
    groups_of,
    id_shown,
    materials_of,
    promise_scans,
    questions_of,
    read_intake,
    refuse_strange_name,
)
from .frame import frame_of, show
from .offline import PAPER, paper_of, read_moment

FIRST = 12
ID_KINDS = [(each.value, each.label) for each in IdKind]


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.COUNTER)
def matters(request: HttpRequest) -> HttpResponse:
    """Find the matter: words, everyday names, pinyin or its initials; for whom, if somebody was brought along."""
    actor = actor_of(request)
    words = request.GET.get("q", "").replace("\x00", "")[:60].strip()
    arrival = arrival_of(request.POST.get("token", ""), actor)
    context = {
        "words": words,
        "cards": [hit.card for hit in search(words, size=FIRST).hits] if words else list(cards()[:FIRST]),
        "token": arrival.sealed(actor),
        "has_token": bool(arrival.party) or request.GET.get("with") == "1",
        "for_whom": masked_name(arrival.party) if arrival.party else "",
    }
    if request.headers.get("HX-Request") == "true":
        return fragment(request, "workbench/matters.html", "found", context)
    return show(request, "workbench/matters.html", context, current="intake")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.COUNTER)
@done_once
def intake(request: HttpRequest, code: str) -> HttpResponse:
    """The intake page; every POST but «receive» only shows it again with what follows from the answers."""
    actor, found = actor_of(request), as_offered(guide(code), on=local_day(now()))
    arrival = arrival_of(request.POST.get("token", ""), actor)
    if request.method != "POST" or request.POST.get("do") == "begin":
        return _page(request, begun(found, arrival, _said_at_home(request, found)))
    standing = read_intake(found, arrival, request.POST)
    if request.POST.get("do") != "receive" or "remove" in request.POST:
        if request.headers.get("HX-Request") == "true":
            return fragment(request, "workbench/intake.html", "paper", _context(request, standing, []))
        return _page(request, standing)
    try:
        refuse_open_questions(found.option, standing.answers)
        refuse_strange_name(standing)
        lodged = _lodge(request, standing, actor)
    except Declined as refusal:
        return _page(request, standing, _anchored(refusal), status=int(refusal.status))
    return with_code(request, lodged.opening.number, lodged.opening.query_code)


@require_POST
@staff(Role.COUNTER)
def draft(request: HttpRequest) -> HttpResponse:
    """The applicant's draft, for which their paper was typed."""
    return continue_draft(request, request.POST.get("number", "")[:40], request.POST.get("id_number", "")[:40])


def continue_draft(request: HttpRequest, number: str, paper: str) -> HttpResponse:
    """The applicant's draft, opened with their paper: everything that they filled in stands on the page (R-008)."""
    try:
        found = draft_for_counter(actor_of(request), number, paper, at=now())
    except Declined as refusal:
        context = {"number": number, "problems": [Problem("id_number", typeset(refusal.message))]}
        return show(request, "workbench/draft.html", context, current="intake", status=int(refusal.status))
    newest = guide(guide_of(found.option_version_id).option_code)
    return _page(request, begun(newest, Arrival(found.owner, found)))


def _said_at_home(request: HttpRequest, found: Guide) -> Mapping[str, Any]:
    """The answers of the checklist whose code was scanned, if it is for this matter."""
    code = request.GET.get("list", "")[:40]
    if not is_code(code):
        return {}
    kept = opened(code, on=local_day(now()))
    return kept.answers if kept.guide.option_code == found.option_code else {}


def _page(
    request: HttpRequest, standing: Intake, problems: list[Problem] | None = None, *, status: int = 200
) -> HttpResponse:
    context = _context(request, standing, problems or [])
    return show(request, "workbench/intake.html", context, current="intake", status=status)


def _context(request: HttpRequest, standing: Intake, problems: list[Problem]) -> dict[str, object]:
    actor, at = actor_of(request), now()
    told = standing.told
    party = standing.arrival.party
    stopped = suspended(standing.guide, on=local_day(at))
    return {
        **frame_of(request, "intake"),
        "intake": standing,
        "guide": standing.guide,
        "option": standing.guide.option,
        "told": told,
        "token": standing.arrival.sealed(actor),
        "questions": questions_of(standing),
        "groups": groups_of(standing),
        "materials": materials_of(standing, by=actor),
        "held": at_hand(standing, at=at),
        "party": party,
        "party_number": id_shown(standing),
        "id_kinds": ID_KINDS,
        "expected": expected(standing.guide.option, at=at),
        "may_promise": is_offered(standing.guide, on=local_day(at)) and stopped is None,
        "promises_stopped": stopped,
        "promise_scans": promise_scans(standing, by=actor),
        "signed_online": signed_online(standing.arrival.draft) if standing.arrival.draft is not None else None,
        "paper": paper_of(request),
        "closed": suspension(standing.guide),
        "may_finish": _may_finish(actor, standing.guide),
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }


def _lodge(request: HttpRequest, standing: Intake, actor: Actor) -> Lodged:
    """As it stands; under its paper's number and from its real time, if it came while the line was down."""
    application, paper = application_of(standing, by=actor), paper_of(request)
    if not paper["paper_number"]:
        return lodge(application, by=actor, at=now())
    received_at = read_moment(paper["paper_received"])
    number = paper["paper_number"]
    return enter(application, paper_number=number, received_at=received_at, by=actor, at=now())


def _may_finish(actor: Actor, guide: Guide) -> bool:
    """Was this person authorised to decide this matter at the counter (首席事务代表)?"""
    scopes = (f"agency:{guide.agency_id}", f"option:{guide.option_code}")
    return any(f"finish_on_the_spot@{scope}" in actor.powers for scope in scopes)


def _anchored(refusal: Declined) -> list[Problem]:
    """Each fault at its field: answers, form, applicant and materials have ids of their own on this page."""
    found = []
    for fault in refusal.faults:
        part, _, rest = fault.pointer.strip("/").partition("/")
        prefix = {"answers": "q-", "form": "f-", "materials": "m-", "applicant": ""}.get(part)
        anchor = f"{prefix}{rest.partition('/')[0]}" if prefix is not None and rest else ""
        anchor = part if part in PAPER else f"m-{part}" if part == PROMISE_PAPER else anchor
        found.append(Problem(anchor, typeset(fault.message)))
    return found or problems_of(refusal)
