"""A result by post (结果寄送): where it is to go, and where the parcel is. R-205."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.posting.commands.wishing import cancel, want, why_not
from tongban.handling.posting.models import Shipment
from tongban.handling.posting.queries.shipments import shipment_for, shipments_of
from tongban.handling.posting.rules.states import ShipmentStatus
from tongban.registers.catalog.queries import guide_of
from tongban.web.portal import inputs
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.ui.audience import applicants
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

_TYPED = ("name", "phone", "address")


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def of_case(request: HttpRequest, number: str) -> HttpResponse:
    """Where it is to go, and each parcel with what happened to it; a POST says where to, or changes it."""
    actor = actor_of(request)
    case = case_for(actor, number)
    if request.method != "POST":
        return _page(request, case)
    typed = {name: inputs.text(request.POST, name)[:200] for name in _TYPED}
    try:
        want(case, **typed, by=actor, at=now())
    except Declined as refusal:
        return _page(request, case, told(refusal), typed=typed, status=int(refusal.status))
    return redirect("case-post", number=number)


@applicants
@require_POST
@done_once
def stop(request: HttpRequest, number: str, code: UUID) -> HttpResponse:
    """It is fetched at the window instead."""
    actor = actor_of(request)
    found = shipment_for(actor, code)
    try:
        cancel(found, by=actor, at=now())
    except Declined as refusal:
        return _page(request, case_for(actor, number), told(refusal), status=int(refusal.status))
    return redirect("case-post", number=number)


def _page(
    request: HttpRequest,
    case: Case,
    problems: list[Problem] | None = None,
    *,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    shipments = shipments_of(case)
    waiting = next((each for each in shipments if each.state is ShipmentStatus.WANTED), None)
    context = {
        "case": case,
        "guide": guide_of(case.option_version_id),
        "shipments": [(each, _way(each)) for each in shipments if each.state is not ShipmentStatus.CANCELLED],
        "waiting": waiting,
        "why_not": None if waiting is not None else why_not(case),
        "typed": typed or {"name": case.applicant.name, "phone": "", "address": ""},
        "problems": problems or [],
        "wrong": errors_by_anchor(problems or []),
    }
    return page(request, "case_post", context, status=status)


def _way(found: Shipment) -> list[dict[str, object]]:
    """What happened, the newest first, as the timeline shows it."""
    events = sorted(found.events.all(), key=lambda each: each.at, reverse=True)
    return [
        {
            "title": each.get_kind_display(),
            "at": each.at,
            "words": "",
            "text": "　".join(filter(None, (each.place, each.words))),
            "state": "now" if nth == 0 else "done",
        }
        for nth, each in enumerate(events)
    ]
