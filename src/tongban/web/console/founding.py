"""The joint review of the founding catalogue (首次建库联合审核): what waits for this body, and saying yes to it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined
from tongban.registers.compiling.bound import BOUND
from tongban.registers.compiling.commands import review_founding
from tongban.registers.compiling.queries.joint import founding_unreviewed_by, in_force_without_review
from tongban.registers.compiling.rules.states import Verdict
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .choosing import word
from .frame import READERS, show
from .stepping import NOT_SENT, Refused, refused

PAGE = 50
_LONGEST = 2000


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*READERS)
@done_once
def founding(request: HttpRequest) -> HttpResponse:
    """Lists of the founding catalogue that wait for this body; its reviewer agrees to those of one body, or to all."""
    sent = NOT_SENT
    if request.method == "POST":
        asked = {name: word(request.POST, name, _LONGEST) for name in ("opinion", "agency")}
        only = {asked["agency"]} if asked["agency"] else set()
        try:
            review_founding(opinion=asked["opinion"], only=only, by=actor_of(request), at=now())
        except Declined as refusal:
            sent = refused("review", refusal, asked)
        else:
            return redirect("console-founding")
    return show(request, "console/founding.html", _context(request, sent), current="items", status=sent.status)


def _context(request: HttpRequest, sent: Refused) -> dict[str, Any]:
    actor = actor_of(request)
    reviews = Role.CATALOG_REVIEWER in actor.roles and actor.agency_id is not None
    rows = founding_unreviewed_by(actor.agency_id or 0) if reviews else None
    named = () if rows is None else rows.order_by().values_list("list__agency__key", "list__agency__short_name")
    lacking = in_force_without_review(BOUND.rules.bodies)
    return {
        "reviews": reviews,
        "rows": [] if rows is None else rows.select_related("list__agency", "list__basic")[:PAGE],
        "total": 0 if rows is None else rows.count(),
        "agencies": [("", "全部"), *sorted(set(named))],
        "lacking": lacking[:PAGE],
        "lacking_total": len(lacking),
        "bodies": BOUND.rules.bodies,
        "agree": Verdict.AGREE.label,
        "once": once_input(),
        "sent": sent,
        "problems": sent.problems,
    }
