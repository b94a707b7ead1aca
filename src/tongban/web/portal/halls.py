"""Numbers and calls for everybody (我的号 P23, 叫号屏 C01): no names, no account, as of when it was read."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.queries.tickets import (
    announced,
    expected_at,
    place_of,
    roles_at_windows,
    ticket_with,
    waiting,
)
from tongban.handling.halls.queries.zones import lines_at, zones_of
from tongban.handling.halls.rules.states import TicketStatus
from tongban.handling.halls.rules.zoning import in_force
from tongban.registers.agencies.models import Venue
from tongban.web.portal.pages import page
from tongban.web.ui.audience import everybody


@everybody
@require_safe
def number(request: HttpRequest, code: UUID) -> HttpResponse:
    """Where a number stands, for whoever holds its paper (four statements)."""
    found, at = ticket_with(code), now()
    line, is_today = BOUND.policy.line(found.line), found.day == local_day(at)
    is_waiting = found.state is TicketStatus.WAITING and is_today
    context = {
        "found": found,
        "at": at,
        "is_today": is_today,
        "line_name": BOUND.policy.name_of(found.line),
        "place": place_of(found, roles=line.roles) if is_waiting and line is not None else None,
        "is_live": is_today and found.state in (TicketStatus.WAITING, TicketStatus.CALLED),
        "head_start": BOUND.policy.head_start,
    }
    return page(request, "my_number", context)


@everybody
@require_safe
def screen(request: HttpRequest, venue: str) -> HttpResponse:
    """What hangs in the hall: the call, the ones before, who waits for what (five statements and one a line)."""
    found, at = Venue.objects.filter(key=venue, is_active=True).first(), now()
    if found is None:
        raise NotFound("没有这个大厅。")
    calls = announced(found.pk, day=local_day(at))
    there = waiting(found.pk, at=at)
    called = BOUND.policy.lines_for(roles_at_windows(found.pk, day=local_day(at)))
    rows = []
    zones = zones_of(found.pk, at=at)
    for each in lines_at(zones, at=at):
        many = there.by_line.get(each.code, 0)
        told = expected_at(found.pk, each.code, many, day=local_day(at)) if many and each in called else None
        rows.append((each.name, many, told))
    context: dict[str, Any] = {"venue": found, "at": at, "now_called": calls[:1], "before": calls[1:], "rows": rows}
    context |= {"head_start": BOUND.policy.head_start, "zones": in_force(zones, at), "line_name": BOUND.policy.name_of}
    return page(request, "hall_screen", context)
