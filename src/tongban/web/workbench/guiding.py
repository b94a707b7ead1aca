"""Guiding at the desk (全程导引): whom one guides and what is left to do, who waits for a guide, how fast. R-165."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.contacts.queries.shifts import open_shift
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.commands import guiding as commands
from tongban.handling.halls.queries.guiding import (
    colleagues,
    day_of_guiding,
    days_with_guidances,
    guidance_for,
    tasks_of,
    under_way,
    unguided,
)
from tongban.handling.halls.queries.tickets import ticket_for
from tongban.handling.halls.rules.flow import CLERKS
from tongban.handling.halls.rules.guiding import BROKEN_OFF, GuidanceEnd, GuidanceStatus
from tongban.registers.agencies.models import Venue
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .contacts import plain
from .frame import show
from .halls import day_chips, hall_of, hall_page

_ENDINGS = [(each.value, each.label) for each in BROKEN_OFF]


@require_safe
@staff(*sorted(CLERKS))
def guiding(request: HttpRequest) -> HttpResponse:
    """Whom one guides, who was just given to one, who waits, how today went (eleven statements)."""
    return _page(request, ())


@require_POST
@staff(*sorted(CLERKS))
@done_once
def act(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """One step of one guidance, or of the number that nobody guides yet; a refusal says what to do."""
    actor, sent = actor_of(request), request.POST
    given: dict[str, Any] = {"by": actor, "at": now()}
    try:
        match verb:
            case "take_on":
                commands.take_on(ticket_for(actor, code), **given)
            case "meet":
                commands.meet(guidance_for(actor, code), **given)
            case "tick":
                commands.tick(guidance_for(actor, code), task=plain(sent.get("task", ""))[:10], **given)
            case "hand_over":
                to = plain(sent.get("colleague", ""))[:9]
                key = int(to) if to.isascii() and to.isdigit() else None
                commands.hand_over(guidance_for(actor, code), to=key, **given)
            case "finish":
                commands.finish(guidance_for(actor, code), **given)
            case "break_off":
                commands.break_off(guidance_for(actor, code), ending=plain(sent.get("ending", ""))[:10], **given)
            case _:
                raise NotFound("没有这一步。")
    except Declined as refusal:
        return _refused(request, refusal)
    return redirect("desk-guiding")


@require_POST
@staff(*sorted(CLERKS))
@done_once
def rest(request: HttpRequest) -> HttpResponse:
    """都交给同事: before a break or the end of the shift."""
    try:
        commands.hand_over_all(by=actor_of(request), at=now())
    except Declined as refusal:
        return _refused(request, refusal)
    return redirect("desk-guiding")


@require_safe
@staff(Role.SUPERVISOR)
def guided(request: HttpRequest) -> HttpResponse:
    """How guiding went on a day at a hall, against the target (eight statements)."""
    hall, at = hall_of(request), now()
    days = days_with_guidances(hall.pk)
    day = next((each for each in days if each.isoformat() == request.GET.get("day")), days[0] if days else None)
    context = {
        "day": day,
        "chips": day_chips("desk-guided", hall, days, day),
        "found": day_of_guiding(hall.pk, day=day, at=at) if day is not None else None,
        "current": under_way(hall.pk, day=local_day(at)),
        "ending_of": lambda value: GuidanceEnd(value).label,
        "target": BOUND.policy.guides.meet_minutes,
    }
    return hall_page(request, "desk-guided", hall, context, [])


def _refused(request: HttpRequest, refusal: Declined) -> HttpResponse:
    problems = [Problem("", typeset(refusal.message))] if not refusal.faults else []
    problems += [Problem(each.anchor, typeset(each.text)) for each in problems_of(refusal) if refusal.faults]
    return _page(request, problems, status=int(refusal.status))


def _page(request: HttpRequest, problems: Sequence[Problem], *, status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), now()
    context = _context(actor, at) if actor.venue_id is not None else {"venue": None}
    context |= {"problems": list(problems), "at": at, "target": BOUND.policy.guides.meet_minutes}
    return show(request, "workbench/guiding.html", context, current="guiding", status=status)


def _context(actor: Actor, at: datetime) -> dict[str, Any]:
    venue_id, staff_id, day = actor.venue_id or 0, actor.staff_id or 0, local_day(at)
    rows = under_way(venue_id, day=day)
    mine = [each for each in rows if each.guide_id == staff_id]
    return {
        "venue": Venue.objects.get(pk=venue_id),
        "shift": open_shift(staff_id),
        "called_to_me": [each for each in mine if each.state is GuidanceStatus.NAMED],
        "mine": [(each, tasks_of(each)) for each in mine if each.state is GuidanceStatus.GUIDING],
        "of_others": [each for each in rows if each.guide_id != staff_id],
        "alone": unguided(venue_id, day=day),
        "colleagues": [
            ("", "由系统派给手上最少的"),
            *(
                (str(each.pk), f"{each.name}（{each.number}）")
                for each in colleagues(venue_id, besides=staff_id, day=day)
            ),
        ],
        "endings": _ENDINGS,
        "line_name": BOUND.policy.name_of,
        "today": day_of_guiding(venue_id, day=day, at=at),
    }
