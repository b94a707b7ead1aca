"""Construction projects (工程建设项目): how long all stages take, and one's own projects. R-080."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.projects.bound import BOUND
from tongban.handling.projects.commands.opening import close, open_project
from tongban.handling.projects.models import Project
from tongban.handling.projects.queries.pool import answers_of, papers_of
from tongban.handling.projects.queries.standing import programme_on, standing_of, standings_of
from tongban.handling.projects.queries.visible import project_for, visible_to
from tongban.handling.projects.rules.codes import EXAMPLE
from tongban.handling.projects.rules.flow import FLOW
from tongban.handling.projects.rules.programme import whole_of
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import PartyKind
from tongban.web.portal import inputs
from tongban.web.portal.pages import errors_by_anchor, page, public, told
from tongban.web.ui.audience import applicants, everybody
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

MOST = 50


@everybody
@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """The stages, what is handled side by side in each, and the total limit by its critical path (one statement)."""
    shapes = programme_on(local_day(now()))
    context = {"programme": BOUND.programme, "shapes": shapes, "whole": whole_of(shapes)}
    return public(page(request, "projects", context))


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def own(request: HttpRequest) -> HttpResponse:
    """One's own projects, the newest first, and the form that opens one: its code and its name."""
    actor, at = actor_of(request), now()
    problems: list[Problem] = []
    sent = {name: inputs.text(request.POST, name) for name in ("code", "name")}
    if request.method == "POST":
        try:
            made = open_project(sent["code"], sent["name"], by=actor, at=at)
            return redirect("own-project", number=made.number)
        except Declined as refusal:
            problems, status = told(refusal), int(refusal.status)
    rows = list(visible_to(actor).select_related("applicant").order_by("-pk")[:MOST])
    owner = Party.objects.filter(pk=actor.acting_for or actor.party_id or 0).first()
    context = {
        "rows": standings_of(rows, {each.pk: answers_of(each) for each in rows}, today=local_day(at)),
        "owner": owner,
        "may_open": owner is not None and owner.kind == PartyKind.ENTERPRISE,
        "sent": sent,
        "example": EXAMPLE,
        "problems": problems,
        "wrong": errors_by_anchor(problems),
    }
    return page(request, "projects_own", context, status=status if problems else 200)


@applicants
@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """One project: its stages, the length of the whole with what stands on it, and what was given once."""
    return _page(request, project_for(actor_of(request), number))


@applicants
@require_POST
@done_once
def give_up(request: HttpRequest, number: str) -> HttpResponse:
    """The project is not carried on."""
    actor = actor_of(request)
    found = project_for(actor, number)
    try:
        close(found, reason=inputs.text(request.POST, "reason"), by=actor, at=now())
    except NotFound:
        raise
    except Declined as refusal:
        return _page(request, project_for(actor, number), told(refusal), status=int(refusal.status))
    return redirect("own-project", number=number)


def _page(request: HttpRequest, found: Project, problems: Sequence[Problem] = (), *, status: int = 200) -> HttpResponse:
    papers = papers_of(found)
    context = {
        "found": found,
        "seen": standing_of(found, answers_of(found), today=local_day(now())),
        "papers": [(each[0].name, [row.file.name for row in each]) for each in papers.values()],
        "steps": {each.verb for each in FLOW.open_to(found, by=actor_of(request))},
        "problems": list(problems),
    }
    return page(request, "project", context, status=status)
