"""One's own window (叫号条, W03): whose turn it is, who is here, with what it ended."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound, NotNow
from tongban.handling.contacts.queries.shifts import open_shift
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.commands import calling, serving
from tongban.handling.halls.models import Ticket
from tongban.handling.halls.queries.tickets import (
    at_hand,
    done_today,
    held_at,
    next_in_line,
    pause_of,
    received_since,
    waiting,
)
from tongban.handling.halls.queries.zones import lines_at, zones_of
from tongban.handling.halls.rules.flow import CLERKS
from tongban.handling.halls.rules.states import CHOSEN, TicketStatus
from tongban.handling.halls.rules.zoning import in_force
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .contacts import plain
from .frame import show

_TYPED = ("result", "case_number", "words", "line", "reason", "ticket")
_RESULTS = [(each.value, each.label) for each in CHOSEN]


@require_safe
@staff(*sorted(CLERKS))
def window(request: HttpRequest) -> HttpResponse:
    """Who is in hand, who is set aside, who waits (eight statements)."""
    return _page(request, ())


@require_POST
@staff(*sorted(CLERKS))
@done_once
def act(request: HttpRequest, verb: str) -> HttpResponse:
    """One step; a refusal keeps what was typed."""
    actor = actor_of(request)
    typed = {name: plain(request.POST.get(name, ""))[:600] for name in _TYPED}
    try:
        _take(actor, verb, typed)
    except Declined as refusal:
        problems = [Problem("", typeset(refusal.message))] if not refusal.faults else []
        problems += [Problem(each.anchor, typeset(each.text)) for each in problems_of(refusal) if refusal.faults]
        return _page(request, problems, typed, status=int(refusal.status))
    return redirect("desk-window")


def _take(actor: Actor, verb: str, typed: dict[str, str]) -> None:
    given: dict[str, Any] = {"by": actor, "at": now()}
    match verb:
        case "call":
            calling.call_next(lines=[typed["line"]] if typed["line"] else (), **given)
        case "pause":
            calling.pause(reason=typed["reason"], **given)
        case "resume":
            calling.resume(**given)
        case "recall":
            calling.recall(_mine(actor, typed), **given)
        case "miss":
            calling.miss(_mine(actor, typed), **given)
        case "begin":
            serving.begin_serving(_mine(actor, typed), **given)
        case "leave":
            serving.leave(_mine(actor, typed), **given)
        case "hold":
            calling.hold(_mine(actor, typed), **given)
        case "take_up":
            calling.take_up(_held(actor, typed), **given)
        case "pass_on":
            calling.pass_on(_mine(actor, typed), line=typed["line"][:1], **given)
        case "finish":
            given |= {name: typed[name] for name in ("result", "case_number", "words")}
            serving.finish(_mine(actor, typed), **given)
        case _:
            raise NotFound("没有这一步。")


def _mine(actor: Actor, typed: dict[str, str]) -> Ticket:
    """The number in hand; `NotNow` when the page that was pressed on showed another."""
    found = at_hand(actor.staff_id or 0)
    if found is None:
        raise NotNow("您手上没有号。请先叫下一位。")
    if typed["ticket"] not in ("", str(found.code)):
        raise NotNow(f"您手上已经是{found.number}号了，刚才那一步没有办。请看清楚再办。")
    return found


def _held(actor: Actor, typed: dict[str, str]) -> Ticket:
    """One of those that were set aside; `NotNow` when it is not any more."""
    rows = held_at(actor.venue_id or 0, day=local_day(now()))
    found = next((each for each in rows if str(each.code) == typed["ticket"]), None)
    if found is None:
        raise NotNow("这个号已经不在挂起里了。")
    return found


def _page(
    request: HttpRequest, problems: Sequence[Problem], typed: dict[str, str] | None = None, *, status: int = 200
) -> HttpResponse:
    actor, at = actor_of(request), now()
    staff_id, policy = actor.staff_id or 0, BOUND.policy
    shift, found = open_shift(staff_id), at_hand(staff_id)
    zones = zones_of(actor.venue_id, at=at) if actor.venue_id is not None else ()
    current = {each.code for each in lines_at(zones, at=at)}
    there = waiting(actor.venue_id, at=at) if actor.venue_id is not None else None
    counts = there.by_line if there else {}
    lines = [each for each in policy.lines_for(actor.roles) if each.code in current or counts.get(each.code)]
    own = received_since(found) if typed is None else ""
    context = {
        "at": at,
        "shift": shift,
        "pause": pause_of(shift),
        "found": found,
        "is_serving": found is not None and found.state is TicketStatus.SERVING,
        "line_name": policy.name_of,
        "lines": [(each, counts.get(each.code, 0)) for each in lines],
        "zone": next((each for each in in_force(zones, at) if shift and shift.window in each.windows), None),
        "held": held_at(actor.venue_id or 0, day=local_day(at)),
        "staff_id": staff_id,
        "is_own": bool(own),
        "others": [
            (each.code, each.name) for each in lines_at(zones, at=at) if found is None or each.code != found.line
        ],
        "upcoming": next_in_line(actor.venue_id or 0, [each.code for each in lines], day=local_day(at)),
        "done": done_today(staff_id, day=local_day(at)),
        "results": _RESULTS,
        "typed": typed or dict.fromkeys(_TYPED, "") | ({"result": "case", "case_number": own} if own else {}),
        "problems": list(problems),
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "workbench/window.html", context, current="window", status=status)
