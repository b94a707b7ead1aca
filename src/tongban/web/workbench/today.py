"""Today (W02): what is over, what is due, and my own cases."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.queries.worklists import Wanted, counts, pressing, queue_of, worklist
from tongban.handling.cases.rules.states import Status
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.sessions import actor_of

from .frame import CASE_ROLES, show
from .rows import rows_of

_SHOWN = 8


@require_safe
@staff(*CASE_ROLES)
def today(request: HttpRequest) -> HttpResponse:
    """The first page after signing in (five statements)."""
    actor, at = actor_of(request), now()
    day = local_day(at)
    queue = queue_of(actor)
    found = counts(actor)
    mine = worklist(actor, Wanted(is_mine=True, is_open=True), today=day, size=_SHOWN)
    urgent = worklist(actor, Wanted(status=tuple(queue), is_open=True), today=day, size=_SHOWN)
    context = {
        "at": at,
        "pressing": pressing(actor, today=day),
        "total": sum(found.values()),
        "states": [(Status(state), typeset(state.label), found[state]) for state in Status if found.get(state)],
        "urgent": rows_of(urgent.cases, today=day),
        "mine": rows_of(mine.cases, today=day),
        "has_mine": bool(actor.roles - {"supervisor", "issuer", "reviewer", "decider"}),
        "list_href": reverse("desk-cases"),
    }
    return show(request, "workbench/today.html", context, current="today")
