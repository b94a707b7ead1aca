"""Numbers and calls for everybody (我的号 P23, 叫号屏 C01): no names, no account, as of when it was read."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.commands.drawing_online import draw_online
from tongban.handling.halls.commands.serving import leave
from tongban.handling.halls.queries.foreseeing import expected_at, hall_now, place_of
from tongban.handling.halls.queries.guiding import guidance_of
from tongban.handling.halls.queries.sessions import is_open_at
from tongban.handling.halls.queries.tickets import (
    announced,
    own_number,
    roles_at_windows,
    ticket_with,
    waiting,
)
from tongban.handling.halls.queries.zones import lines_at, zones_of
from tongban.handling.halls.rules.states import Priority, TicketStatus
from tongban.handling.halls.rules.zoning import in_force
from tongban.registers.agencies.closings import closing_at
from tongban.registers.agencies.models import Venue
from tongban.registers.catalog.queries import guide
from tongban.web.portal import inputs
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.ui.audience import applicants, everybody
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

NUMBERS = Pace(12, 3600)


@everybody
@require_safe
def number(request: HttpRequest, code: UUID) -> HttpResponse:
    """Where a number stands, for whoever holds its paper (six statements, one more with priority)."""
    found, at = ticket_with(code), now()
    is_today = found.day == local_day(at)
    is_waiting = found.state is TicketStatus.WAITING and is_today
    context = {
        "found": found,
        "at": at,
        "is_today": is_today,
        "line_name": BOUND.policy.name_of(found.line),
        "place": place_of(found, at=at) if is_waiting else None,
        "guidance": guidance_of(found) if found.priority and is_today else None,
        "is_own": found.account_id is not None and found.account_id == actor_of(request).account_id,
        "is_live": is_today and found.state in (TicketStatus.WAITING, TicketStatus.CALLED),
        "head_start": BOUND.policy.head_start,
    }
    return page(request, "my_number", context)


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def draw(request: HttpRequest) -> HttpResponse:
    """网上取号: a number for today at a place that is open, and how many wait there (four statements)."""
    data, actor, at = request.POST if request.method == "POST" else request.GET, actor_of(request), now()
    item, key = inputs.text(data, "item")[:33], inputs.text(data, "venue")[:60]
    if not item:
        return redirect("appointment-new")
    priority = inputs.text(data, "priority")[:10]
    problems: list[Problem] = []
    status = 200
    if request.method == "POST":
        try:
            NUMBERS.keep(actor.ref)
            made = draw_online(item, venue=key, priority=priority, by=actor, at=at)
        except Declined as refusal:
            problems, status = told(refusal) or [Problem("", refusal.message)], int(refusal.status)
        else:
            return redirect("my-number", code=made.code)
    found = guide(item)
    venue = Venue.objects.filter(key=key, is_active=True).first()
    context = {
        "guide": found,
        "places": [("", "请选择"), *((each.key, each.name) for each in found.places)],
        "venue": venue,
        "is_open": venue is not None and is_open_at(venue, at),
        "waiting": waiting(venue.pk, at=at) if venue is not None else None,
        "priorities": [(each.value, each.label) for each in Priority],
        "priority": priority,
        "mine": own_number(actor, at=at),
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, "number_new", context, status=status)


@applicants
@require_POST
@done_once
def give_back(request: HttpRequest, code: UUID) -> HttpResponse:
    """One does not go after all: others wait less."""
    actor = actor_of(request)
    found = ticket_with(code)
    if found.account_id != actor.account_id:
        raise NotFound("没有找到您在网上取的这个号。")
    leave(found, by=actor, at=now())
    return redirect("my-number", code=code)


@everybody
@require_safe
def screen(request: HttpRequest, venue: str) -> HttpResponse:
    """What hangs in the hall: the call, the ones before, who waits for what (ten statements)."""
    found, at = Venue.objects.filter(key=venue, is_active=True).first(), now()
    if found is None:
        raise NotFound("没有这个大厅。")
    calls = announced(found.pk, day=local_day(at))
    there = waiting(found.pk, at=at)
    called = BOUND.policy.lines_for(roles_at_windows(found.pk, day=local_day(at)))
    rows, hall = [], hall_now(found.pk, at=at)
    zones = zones_of(found.pk, at=at)
    for each in lines_at(zones, at=at):
        many = there.by_line.get(each.code, 0)
        told = expected_at(hall, each.code) if many and each in called else None
        rows.append((each.name, many, told))
    context: dict[str, Any] = {"venue": found, "at": at, "now_called": calls[:1], "before": calls[1:], "rows": rows}
    context |= {"head_start": BOUND.policy.head_start, "zones": in_force(zones, at), "line_name": BOUND.policy.name_of}
    context["closed"] = closing_at(found.week, at)
    return page(request, "hall_screen", context)
