"""Requests for leave (请假): what is asked, what falls into it, granted or refused. R-187."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.models import Entry
from tongban.oversight.workforce.commands.leave import grant_leave, refuse_leave
from tongban.oversight.workforce.models import Leave
from tongban.oversight.workforce.queries.rostering import PAGE, leave_for, touched_by
from tongban.oversight.workforce.queries.rostering import leaves as leaves_seen
from tongban.oversight.workforce.rules.leave import LEAVES, LeaveStatus
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import narrowed
from .people import day_name, tabs
from .tasks import Verb, Work

KINDS = {"asked": "warn", "granted": "done", "refused": "bad", "withdrawn": "off"}
_STATES = [(each.value, each.label) for each in LeaveStatus if each is not LeaveStatus.NEW]


@require_safe
@staff(Role.SUPERVISOR)
def leaves(request: HttpRequest) -> HttpResponse:
    """All requests, the newest first (one statement)."""
    asked = narrowed(request, "console-leaves", "show")
    rows = leaves_seen(actor_of(request), status=asked["show"], before=asked.after_key, most=PAGE + 1)
    context = {
        "tabs": tabs("console-leaves"),
        "page": asked.page(rows, PAGE),
        "kinds": KINDS,
        "filters": [("状态", asked.chips("show", _STATES))],
    }
    return show(request, "console/leaves.html", context, current="workforce")


@require_safe
@staff(Role.SUPERVISOR)
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """One request, and the sessions that would have nobody."""
    return _WORK.page(request, pk)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Grant or refuse it."""
    return _WORK.take(request, pk, verb)


def _shown(found: Leave, _: Actor) -> dict[str, Any]:
    return {
        "leave": found,
        "kind": KINDS.get(found.status, "plain"),
        "gaps": [(each, day_name(each.day)) for each in touched_by(found)],
        "history": [
            (each.at, typeset(LEAVES.steps[each.verb].label), each.by_name)
            for each in Entry.objects.filter(chain=found.chain).order_by("-seq")
        ],
    }


def _open_steps(found: Leave, actor: Actor) -> list[Step]:
    return [each for each in LEAVES.open_to(found, by=actor) if found.staff_id != actor.staff_id]


_WORK = Work(
    name="console-leave",
    template="console/leave.html",
    current="workforce",
    flow=LEAVES,
    verbs={"grant_leave": Verb(grant_leave, "S"), "refuse_leave": Verb(refuse_leave, "B")},
    find=leave_for,
    shown=_shown,
    open_steps=_open_steps,
)
