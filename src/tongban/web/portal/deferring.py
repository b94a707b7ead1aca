"""容缺受理选项: two equal options with what follows from either; the applicant chooses and signs (R-150)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotNow
from tongban.handling.cases.commands import deferring, drafting
from tongban.handling.cases.credit import standing
from tongban.handling.cases.models import Draft
from tongban.handling.cases.queries.filling import expected, filling
from tongban.handling.cases.queries.limiting import whole_for
from tongban.handling.cases.queries.views import actions
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.rules.deferral import Choice, is_open_to
from tongban.registers.catalog.deferral import lapse_words, listed_materials, when_words
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide_of
from tongban.web.portal import inputs
from tongban.web.portal.drafting import lacking_in, of_draft, revision_in
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.ui.audience import applicants
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of


@of_draft
@require_http_methods(["GET", "HEAD", "POST"])
def in_draft(request: HttpRequest, draft: Draft) -> HttpResponse:
    """While filling in; not choosing is 不容缺."""
    actor, at = actor_of(request), now()
    found = filling(draft, by=actor, on=local_day(at))
    problems: list[Problem] = []
    if request.method == "POST":
        choice = Choice.DEFERRED if request.POST.get("wants_deferral") == "yes" else Choice.COMPLETE
        try:
            consent = deferring.signed(inputs.text(request.POST, "signature"), by=actor, at=at, choice=choice)
            drafting.choose_deferral(draft, consent, revision=revision_in(request), at=at)
        except Declined as refusal:
            problems = told(refusal)
        else:
            return redirect("draft", number=draft.number)
    is_open = is_open_to(found.option, lacking_in(found)) or draft.wants_deferral
    context = _context(request, found.guide, lacking_in(found), actor, problems)
    context |= {"draft": draft, "is_open": is_open, "wants": draft.wants_deferral}
    context |= {"ahead": expected(found.option, at=at)}
    return page(request, "draft_deferral", context, status=422 if problems else 200)


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def of_case(request: HttpRequest, number: str) -> HttpResponse:
    """After it was handed in and before it is accepted: the same choice, for what is missing."""
    actor, at = actor_of(request), now()
    case = case_for(actor, number)
    guide, found = guide_of(case.option_version_id), whole_for(case, actor)
    missing = [each.requirement_code for each in found.attached.materials if each.state == "missing"]
    may = {each.verb for each in actions(case, by=actor)}
    if "choose_deferral" not in may or not is_open_to(guide.option, missing):
        raise NotNow("这个办件现在不能选择容缺受理：材料已经齐了，或者还缺主要材料，或者已经受理。")
    problems: list[Problem] = []
    if request.method == "POST":
        if request.POST.get("wants_deferral") != "yes":
            return redirect("case", number=number)
        try:
            given = {"signature": inputs.text(request.POST, "signature")}
            deferring.choose_deferral(case, given=given, by=actor, at=at)
        except Declined as refusal:
            problems = told(refusal)
        else:
            return redirect("case", number=number)
    context = _context(request, guide, missing, actor, problems)
    context |= {"case": case, "is_open": True, "wants": False, "ahead": expected(guide.option, at=at)}
    return page(request, "draft_deferral", context, status=422 if problems else 200)


def _context(
    request: HttpRequest, guide: Guide, missing: list[str], actor: Actor, problems: list[Problem]
) -> dict[str, Any]:
    """What both pages say: which materials, by when, what then, and whether something bars the person."""
    rule, owner = guide.option.deferral, actor.acting_for or actor.party_id
    return {
        "guide": guide,
        "rule": rule,
        "when": when_words(rule),
        "lapse": lapse_words(rule),
        "deferrable": [each for each in listed_materials(guide.option) if each.code in missing],
        "barred": standing(owner, on=local_day(now())) if owner is not None else None,
        "typed": inputs.text(request.POST, "signature"),
        "chosen": request.POST.get("wants_deferral", ""),
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
