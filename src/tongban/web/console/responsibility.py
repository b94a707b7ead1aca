"""The map of responsibility (审批监管责任): its edition, who is missing on it, boundaries decided since, figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.oversight.regulation.commands.mapping import take_rulings_in
from tongban.oversight.regulation.queries import pushes as queries
from tongban.registers.lists import queries as lists
from tongban.registers.lists.queries.responsibility import CANCELLED, MAP
from tongban.registers.lists.rules.kinds import SUPERVISION_MODES
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import INTERPLAY, READERS, show
from .narrowing import narrowed

PAGE = 50


@require_safe
@staff(*{*READERS, *INTERPLAY})
def responsibility(request: HttpRequest) -> HttpResponse:
    """Who approves, who supervises; coverage, rulings, cancelled approvals, how bodies sign (seven statements)."""
    actor, today = actor_of(request), local_day(now())
    asked = narrowed(request, "console-responsibility", "mode", "q")
    rows = [each for each in lists.responsibilities(today) if asked["mode"] in ("", each.mode)]
    words = asked["q"]
    rows = [each for each in rows if words in each.name or words in each.agency or words in each.supervisor]
    start = asked.after_key
    context = {
        "asked": asked,
        "rows": rows[start : start + PAGE],
        "first_href": asked.href() if start else "",
        "next_href": asked.href(after=str(start + PAGE)) if len(rows) > start + PAGE else "",
        "total": len(rows),
        "filters": [("审管关系", asked.chips("mode", [(each, each) for each in SUPERVISION_MODES]))],
        "head": lists.current(MAP, on=today),
        "cancelled_head": lists.current(CANCELLED, on=today),
        "coverage": queries.coverage(today),
        "rulings": queries.ruled_since_map(today),
        "cancelled": lists.cancelled_rows(today),
        "signings": queries.signings(on=today),
        "may_draft": Role.CATALOG_EDITOR in actor.roles,
        "once": once_input(),
    }
    return show(request, "console/responsibility.html", context, current="responsibility")


@require_POST
@staff(Role.CATALOG_EDITOR)
@done_once
def take_in(request: HttpRequest) -> HttpResponse:
    """The rulings since the edition in force are written into the next one's draft."""
    draft = take_rulings_in(by=actor_of(request), at=now())
    return redirect("console-list-draft", pk=draft.pk)
