"""Volunteers of one's place at the desk (W18 志愿者登记): with a term, struck off at once."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.outreach.commands.volunteers import register, strike_off
from tongban.handling.outreach.queries.volunteers import PAGE, volunteer_for
from tongban.handling.outreach.queries.volunteers import volunteers as page_of
from tongban.handling.outreach.rules.policy import BOUND
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.outreach import day_of, plain
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import show

_TYPED = ("name", "id_number", "until")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.COUNTER, Role.SUPERVISOR)
@done_once
def volunteers(request: HttpRequest) -> HttpResponse:
    """Who is registered here, the newest first; a window writes down one more."""
    actor = actor_of(request)
    typed = {name: plain(request.POST.get(name, ""))[:60] for name in _TYPED}
    problems: list[Problem] = []
    status = 200
    if request.method == "POST":
        try:
            register(typed["name"], typed["id_number"], until=day_of(typed["until"]), by=actor, at=now())
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect("desk-volunteers")
    return _page(request, typed, problems, status)


@require_POST
@staff(Role.COUNTER)
@done_once
def end(request: HttpRequest, code: UUID) -> HttpResponse:
    """Struck off, with the reason; a refusal is told above the list."""
    found = volunteer_for(actor_of(request), code)
    try:
        strike_off(found, reason=plain(request.POST.get("reason", ""))[:300], by=actor_of(request), at=now())
    except NotFound:
        raise
    except Declined as refusal:
        told = [Problem(f"reason-{found.number}", each.text) for each in problems_of(refusal)]
        return _page(request, dict.fromkeys(_TYPED, ""), told, int(refusal.status))
    return redirect("desk-volunteers")


def _page(request: HttpRequest, typed: dict[str, str], problems: list[Problem], status: int) -> HttpResponse:
    actor, after = actor_of(request), request.GET.get("after", "")
    begin = int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0
    rows = page_of(actor, after=begin, size=PAGE + 1)
    context = {
        "rows": rows[:PAGE],
        "next_after": rows[PAGE - 1].pk if len(rows) > PAGE else 0,
        "today": local_day(now()),
        "most_days": BOUND.policy.volunteer_days,
        "may_register": Role.COUNTER in actor.roles and actor.venue_id is not None,
        "typed": typed,
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems},
    }
    return show(request, "workbench/volunteers.html", context, current="outreach", status=status)
