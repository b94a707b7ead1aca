"""Taking a number (取号 K05): what for, whether one waits less, then the number; without account, name or telephone."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.worktime.queries import calendar
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.commands.drawing import draw
from tongban.handling.halls.models import Ticket
from tongban.handling.halls.queries.foreseeing import expected_at, hall_now, place_of
from tongban.handling.halls.queries.guiding import guidance_of
from tongban.handling.halls.queries.tickets import roles_at_windows, ticket_with, waiting
from tongban.handling.halls.queries.zones import lines_at, zones_of
from tongban.handling.halls.rules.states import Priority, TicketStatus
from tongban.handling.halls.rules.zoning import in_force
from tongban.registers.catalog.queries import guide_in_force
from tongban.registers.servicemap.rules.opening import opening
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem

from .frame import page, receipt, text, told
from .terminals import actor_of, kiosk_of, terminals

LONGEST_CODE = 33


@require_http_methods(["GET", "HEAD", "POST"])
@terminals
@done_once
def take(request: HttpRequest) -> HttpResponse:
    """Two touches: what for, and whether one waits less; the second draws the number."""
    data = request.POST if request.method == "POST" else request.GET
    matter = guide_in_force(text(data, "item", LONGEST_CODE)) if data.get("item") else None
    line = BOUND.policy.matters if matter is not None else text(data, "line", 1)
    problems: list[Problem] = []
    status = 200
    if request.method == "POST":
        try:
            made = _drawn(request, line, matter.option_code if matter is not None else "")
        except Declined as refusal:
            problems, status = told(refusal), int(refusal.status)
        else:
            return redirect("kiosk-ticket", code=made.code)
    found, at = BOUND.policy.line(line), now()
    hours = opening(kiosk_of(request).venue.week, at, calendar())
    context: dict[str, Any] = {
        "line": found,
        "matter": matter,
        "lines": _lines(request) if found is None else [],
        "priorities": [(each.value, each.label) for each in Priority if each is not Priority.NONE],
        "opening": hours,
        "opens_today": hours.opens_at is not None and local_day(hours.opens_at) == local_day(at),
        "head_start": BOUND.policy.head_start,
        "problems": problems,
    }
    return page(request, "take", context, status=status)


@require_safe
@terminals
def ticket(request: HttpRequest, code: UUID) -> HttpResponse:
    """The number as it is printed on 80 mm: how many wait before it, and the way to see that on a telephone."""
    found, at = ticket_with(code), now()
    if found.venue_id != kiosk_of(request).venue_id:
        raise NotFound("这张号票不是这个大厅的。")
    is_waiting = found.state is TicketStatus.WAITING and found.day == local_day(at)
    context = {
        "found": found,
        "at": at,
        "line_name": BOUND.policy.name_of(found.line),
        "place": place_of(found, at=at) if is_waiting else None,
        "address": settings.PUBLIC_URL.rstrip("/") + reverse("my-number", args=[found.code]),
        "head_start": BOUND.policy.head_start,
        "guidance": guidance_of(found) if found.priority and is_waiting else None,
        "is_own": True,
    }
    return receipt(page(request, "ticket", context))


def _drawn(request: HttpRequest, line: str, option_code: str) -> Ticket:
    priority = text(request.POST, "priority", 10)
    return draw(line, priority=priority, option_code=option_code, by=actor_of(request), at=now())


def _lines(request: HttpRequest) -> list[dict[str, Any]]:
    """What one can wait for here now, in which zone, with how many who do and how long; no figure that is a guess."""
    venue_id, at = kiosk_of(request).venue_id, now()
    there, day, zones = waiting(venue_id, at=at), local_day(at), zones_of(venue_id, at=at)
    called, hall = BOUND.policy.lines_for(roles_at_windows(venue_id, day=day)), hall_now(venue_id, at=at)
    return [
        {
            "code": each.code,
            "name": each.name,
            "zones": [zone for zone in in_force(zones, at) if zone.line == each.code],
            "many": there.by_line.get(each.code, 0),
            "expected": expected_at(hall, each.code) if each in called else None,
        }
        for each in lines_at(zones, at=at)
    ]
