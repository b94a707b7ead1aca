"""A checklist under a short code (清单码): kept without a login, opened by whoever has the code, on any device."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.queries.drafts import fitting_answers
from tongban.registers.catalog.changes import every_change
from tongban.registers.catalog.checklist import checklist
from tongban.registers.catalog.queries import guide
from tongban.registers.checklists.commands import keep_checklist
from tongban.registers.checklists.queries import opened
from tongban.registers.checklists.rules import grouped, squeezed
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import page
from tongban.web.portal.situations import list_context, typed_answers
from tongban.web.ui.audience import everybody
from tongban.web.ui.once import done_once
from tongban.web.ui.sessions import actor_of, client_ip

KEEPS = Pace(20, 3600)
OPENINGS = Pace(30, 60)


@everybody
@require_POST
@done_once
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """Keep these answers under a new code, and show the list there."""
    KEEPS.keep(client_ip(request))
    option = guide(code).option
    answers = fitting_answers(option, typed_answers(option, request.POST))
    kept = keep_checklist(code, answers, by=actor_of(request), at=now())
    return redirect("kept-checklist", code=kept.code)


@everybody
@require_safe
def open_kept(request: HttpRequest, code: str) -> HttpResponse:
    """The list that the code stands for, as the guide is now; what changed since it was kept is said first."""
    OPENINGS.keep(client_ip(request))
    found = opened(code, on=local_day(now()))
    option = found.guide.option
    listed = checklist(option, fitting_answers(option, found.answers))
    plain = squeezed(code)
    context: dict[str, Any] = {
        **list_context(found.guide, listed),
        "kept_code": grouped(plain),
        "expires_on": found.expires_on,
        "share": settings.PUBLIC_URL.rstrip("/") + reverse("kept-checklist", args=[plain]),
        "changes": every_change(found.made_with.option, option) if found.is_of_an_earlier_edition else (),
    }
    return page(request, "situation_list", context)
