"""A joint application as its applicant sees it (P24 一件事进度): branches with their states, and whose turn it is."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.bundles.commands import correcting, delivering, withdrawing
from tongban.handling.bundles.models import BundleCase
from tongban.handling.bundles.queries.control import control, of_applicant, rows_of
from tongban.handling.bundles.queries.correcting import wanted_of
from tongban.handling.bundles.queries.family import family_of
from tongban.handling.bundles.queries.visible import bundle_for
from tongban.handling.bundles.rules.flow import FLOW
from tongban.handling.reimbursements.queries import scheme_of, settlements_of
from tongban.handling.reimbursements.rules.reckoning import yuan
from tongban.web.portal import inputs
from tongban.web.portal.pages import page, told
from tongban.web.ui.audience import applicants
from tongban.web.ui.brought import brought
from tongban.web.ui.bundles import place_of
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of


@applicants
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """One's own joint applications, the newest first (two statements)."""
    rows = rows_of(list(of_applicant(actor_of(request))), today=local_day(now()))
    return page(request, "bundles_own", {"rows": rows})


@applicants
@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """One of them: every branch with its state, its day, what it waits for, and what to bring."""
    return _page(request, bundle_for(actor_of(request), number))


@applicants
@require_POST
@done_once
def take(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Bring what the notices name, each paper once; have results one by one; or withdraw the whole."""
    actor, at = actor_of(request), now()
    found = bundle_for(actor, number)
    try:
        if verb == "correct":
            wanted = wanted_of(family_of(found))
            places = {each.key: place_of(each.key) for each in wanted}
            papers = brought(request, places.values(), by=actor, at=at)
            files = {key: papers[place].ids for key, place in places.items()}
            correcting.correct(found, files=files, by=actor, at=at)
        elif verb == "withdraw":
            withdrawing.withdraw(found, reason=inputs.text(request.POST, "reason"), by=actor, at=at)
        elif verb == "send_singly":
            delivering.send_singly(found, by=actor, at=at)
        else:
            raise NotFound("没有这一步。")
    except NotFound:
        raise
    except Declined as refusal:
        problems = [Problem("", each.text) for each in told(refusal)]
        return _page(request, bundle_for(actor, number), problems, status=int(refusal.status))
    return redirect("own-bundle", number=number)


def _page(
    request: HttpRequest, found: BundleCase, problems: Sequence[Problem] = (), *, status: int = 200
) -> HttpResponse:
    seen = control(found, at=now())
    steps = {each.verb for each in FLOW.open_to(found, by=actor_of(request))}
    wanted = wanted_of(seen.family) if "correct" in steps else []
    is_undecided = any(not each.branch.is_decided for each in seen.lines)
    paid = settlements_of([each.child.case_id for each in seen.lines if scheme_of(each.child.case)])
    context = {
        "found": found,
        "seen": seen,
        "paid": {key: (yuan(each.amount), each.working) for key, each in paid.items()},
        "wanted": [(place_of(each.key), each) for each in wanted],
        "may_send_singly": "send_singly" in steps and delivering.may_send_singly(seen.family),
        "may_withdraw": "withdraw" in steps and is_undecided,
        "problems": list(problems),
    }
    return page(request, "bundle_own", context, status=status)
