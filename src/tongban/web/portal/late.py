"""Why it is late, for the applicant (超期说明与异议): what was said, whose time it was, and the word against it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Invalid
from tongban.handling.cases.commands.explaining import NothingToDispute, dispute_explanation
from tongban.handling.cases.queries.limiting import whole_for
from tongban.handling.cases.queries.one_case import WholeCase
from tongban.handling.cases.queries.views import actions, offered
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.rules.attribution import attribute, outside_codes
from tongban.handling.cases.rules.overdue import CAUSES
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.queries import guide_of
from tongban.web.portal import inputs
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.ui.audience import applicants
from tongban.web.ui.once import done_once
from tongban.web.ui.owners import owners_of
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of


def late_part(found: WholeCase, option: Option, at: Any) -> dict[str, Any]:
    """The explanations and the shares, from what the page has read already."""
    attached = found.attached
    parts = attribute(attached.timeline, outside=outside_codes(option), until=at)
    return {"explanations": attached.explanations, "causes": CAUSES, "owners": owners_of(parts)}


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def dispute(request: HttpRequest, number: str) -> HttpResponse:
    """The applicant does not agree with the latest explanation (提出异议)."""
    actor, at = actor_of(request), now()
    case = case_for(actor, number)
    words, problems, status = inputs.text(request.POST, "words")[:1000], list[Problem](), 200
    if request.method == "POST":
        try:
            dispute_explanation(case, words=words, by=actor, at=at)
        except Invalid as refusal:
            problems, status = told(refusal), int(refusal.status)
        else:
            return redirect("case", number=number)
    found = whole_for(case, actor)
    if "dispute_explanation" not in {
        each.verb for each in offered(actions(case, by=actor), found, by=actor, on=local_day(at))
    }:
        raise NothingToDispute()
    context = {
        "case": case,
        "guide": guide_of(case.option_version_id),
        "said": found.attached.explanations[-1],
        "causes": CAUSES,
        "words": words,
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, "dispute", context, status=status)
