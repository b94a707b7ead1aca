"""«It could not be done» (反映办不成事, P27): told about a case or a matter, answered by a named person, tracked."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.contacts.commands import settling
from tongban.handling.contacts.commands.opening import report_unresolved
from tongban.handling.contacts.queries.contacts import contact_for, policy, visible_to
from tongban.handling.contacts.rules.states import GRIEVANCES, ContactKind
from tongban.handling.contacts.rules.words import LONGEST
from tongban.registers.catalog.queries import guide, guide_of
from tongban.web.portal import inputs
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.ui.audience import applicants
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

REPORTS = Pace(6, 3600)
PAGE = 20


@applicants
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """One's own, the newest first (one statement)."""
    after = inputs.number(request.GET, "after")
    rows = visible_to(actor_of(request)).select_related("owner").order_by("-pk")
    found = list((rows.filter(pk__lt=after) if after else rows)[: PAGE + 1])
    following = f"{reverse('unresolved')}?after={found[PAGE - 1].pk}" if len(found) > PAGE else ""
    context = {"rows": found[:PAGE], "following": following, "today": local_day(now()), "promise": policy()}
    return page(request, "unresolved", context)


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def tell(request: HttpRequest) -> HttpResponse:
    """What it is about is known from where one comes; one box for what happened."""
    actor = actor_of(request)
    data = request.POST if request.method == "POST" else request.GET
    number, item = inputs.text(data, "case")[:17], inputs.text(data, "item")[:33]
    case = case_for(actor, number) if number else None
    found = guide_of(case.option_version_id) if case is not None else (guide(item) if item else None)
    kind = ContactKind.REFUSED_CASH if inputs.text(data, "kind") == "refused_cash" else ContactKind.UNRESOLVED
    words, problems = inputs.text(request.POST, "question"), list[Problem]()
    if request.method == "POST":
        code = found.option_code if found is not None and case is None else ""
        try:
            REPORTS.keep(actor.ref)
            made = report_unresolved(words, kind=kind, case_number=number, option_code=code, by=actor, at=now())
        except Declined as refusal:
            problems = told(refusal)
        else:
            return redirect("unresolved-one", code=made.code)
    context = {
        "case": case,
        "guide": found,
        "kind": kind.value,
        "kinds": [(each.value, each.label) for each in GRIEVANCES],
        "words": words[: LONGEST * 2],
        "longest": LONGEST,
        "promise": policy(),
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, "unresolved_tell", context, status=422 if problems else 200)


@applicants
@require_safe
def report(request: HttpRequest, code: UUID) -> HttpResponse:
    """Who looks into it, by when one is called, and what came of it (one statement)."""
    found = contact_for(actor_of(request), code)
    return page(request, "unresolved_one", {"found": found, "today": local_day(now()), "errors": {}})


@applicants
@require_POST
@done_once
def act(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """Solved, or not: its author says so; with a word it is open again."""
    actor = actor_of(request)
    found, reason = contact_for(actor, code), inputs.text(request.POST, "reason")[: LONGEST * 2]
    try:
        if verb == "confirm":
            settling.confirm(found, by=actor, at=now())
        elif verb == "object":
            settling.object_to(found, reason=reason, by=actor, at=now())
        else:
            raise NotFound("没有这一步。")
    except NotFound:
        raise
    except Declined as refusal:
        problems = told(refusal)
        context = {"found": contact_for(actor, code), "today": local_day(now()), "reason": reason}
        context |= {"problems": problems, "errors": errors_by_anchor(problems)}
        return page(request, "unresolved_one", context, status=int(refusal.status))
    return redirect("unresolved-one", code=code)
