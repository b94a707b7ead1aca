"""Numbers at the desk (号票): given out to whoever comes, found again, printed on 80 mm. R-032, R-100."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.ledger.models import Entry
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.commands import calling, serving
from tongban.handling.halls.commands.drawing import check_in, draw
from tongban.handling.halls.models import Ticket
from tongban.handling.halls.queries import appointments
from tongban.handling.halls.queries.foreseeing import place_of
from tongban.handling.halls.queries.guiding import guidance_of
from tongban.handling.halls.queries.tickets import PAGE, Wanted, counted, ticket_for, waiting
from tongban.handling.halls.queries.tickets import tickets as tickets_of
from tongban.handling.halls.queries.zones import lines_at, zones_of
from tongban.handling.halls.rules.flow import CLERKS, TICKETS
from tongban.handling.halls.rules.policy import Line
from tongban.handling.halls.rules.states import Priority, TicketResult, TicketStatus
from tongban.registers.agencies.models import Venue
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .contacts import plain
from .frame import show

READERS = (*sorted(CLERKS), Role.SUPERVISOR)
_STANDS = (
    *((each.value, each.label) for each in TicketStatus if each not in (TicketStatus.NEW, TicketStatus.ENDED)),
    *((each.value, each.label) for each in TicketResult if each is not TicketResult.NO_SHOW),
)
_AT_DESK = ("rejoin", "leave", "pass_on")
_PRIORITIES = [(each.value, each.label) for each in Priority]


@require_safe
@staff(*READERS)
def tickets(request: HttpRequest) -> HttpResponse:
    """The numbers of a day, the newest first, by line, state and result (three statements)."""
    actor, today = actor_of(request), local_day(now())
    day = _day(request.GET.get("day", ""), today)
    line, stands = plain(request.GET.get("line", ""))[:1], plain(request.GET.get("stands", ""))[:12]
    line, stands = line if BOUND.policy.line(line) else "", stands if stands in dict(_STANDS) else ""
    words, after = plain(request.GET.get("q", ""))[:40], _key(request.GET.get("after", ""))
    rows = tickets_of(actor, Wanted(day, line, stands, words), after=after, size=PAGE + 1)
    many = counted(actor, day=day)
    kept = {"day": day.isoformat(), "line": line, "stands": stands, "q": words}
    lines = [("", "全部"), *((each.code, each.name) for each in BOUND.policy.lines)]
    context = {
        "rows": rows[:PAGE],
        "day": day,
        "is_today": day == today,
        "words": words,
        "kept": kept,
        "line_name": BOUND.policy.name_of,
        "line_links": [_link(kept, "line", value, label) for value, label in lines],
        "stand_links": [
            _link(kept, "stands", value, label) | ({"count": many.get(value, 0)} if value else {})
            for value, label in (("", "全部"), *_STANDS)
            if not value or many.get(value) or value == stands
        ],
        "is_first": not after,
        "next_href": _href(kept | {"after": str(rows[PAGE - 1].pk)}) if len(rows) > PAGE else "",
        "may_draw": bool(actor.roles & CLERKS) and actor.venue_id is not None,
    }
    return show(request, "workbench/tickets.html", context, current="window")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*sorted(CLERKS))
@done_once
def desk(request: HttpRequest) -> HttpResponse:
    """A number for whoever comes; those who booked for today; then the paper (three statements)."""
    actor, at = actor_of(request), now()
    typed = {name: plain(request.POST.get(name, ""))[:40] for name in ("line", "priority", "appointment")}
    problems: list[Problem] = []
    status = 200
    if request.method == "POST":
        try:
            made = _given(actor, typed)
        except Declined as refusal:
            problems, status = _told(refusal), int(refusal.status)
        else:
            return redirect("desk-ticket", code=made.code)
    context = {
        "lines": [(each.code, f"{each.code}　{each.name}") for each in _lines(actor, at)],
        "venue": Venue.objects.filter(pk=actor.venue_id).first() if actor.venue_id is not None else None,
        "priorities": _PRIORITIES,
        "waiting": waiting(actor.venue_id, at=at) if actor.venue_id is not None else None,
        "line_name": BOUND.policy.name_of,
        "coming": appointments.coming(actor.venue_id, on=local_day(at)) if actor.venue_id is not None else [],
        "typed": typed,
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "workbench/ticket_desk.html", context, current="window", status=status)


@require_safe
@staff(*READERS)
def ticket(request: HttpRequest, code: UUID) -> HttpResponse:
    """The paper of a number, and what became of it."""
    return _one(request, ticket_for(actor_of(request), code), ())


@require_POST
@staff(*sorted(CLERKS))
@done_once
def act(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """What the desk does with a number: it comes back, is given back, or goes to another line."""
    actor = actor_of(request)
    found = ticket_for(actor, code)
    given: dict[str, Any] = {"by": actor, "at": now()}
    try:
        match verb:
            case "rejoin":
                calling.rejoin(found, **given)
            case "leave":
                serving.leave(found, **given)
            case "pass_on":
                calling.pass_on(found, line=plain(request.POST.get("line", ""))[:1], **given)
            case _:
                raise NotFound("没有这一步。")
    except Declined as refusal:
        return _one(request, ticket_for(actor, code), _told(refusal), status=int(refusal.status))
    return redirect("desk-ticket", code=code)


def _lines(actor: Actor, at: datetime) -> tuple[Line, ...]:
    """What one can wait for at the desk's place now (one statement)."""
    return lines_at(zones_of(actor.venue_id or 0, at=at), at=at)


def _given(actor: Actor, typed: dict[str, str]) -> Ticket:
    if not typed["appointment"]:
        return draw(typed["line"], priority=typed["priority"], by=actor, at=now())
    try:
        code = UUID(typed["appointment"])
    except ValueError:
        raise NotFound("没有找到这个预约。") from None
    return check_in(appointments.appointment_for(actor, code), priority=typed["priority"], by=actor, at=now())


def _one(request: HttpRequest, found: Ticket, problems: Sequence[Problem], *, status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), now()
    is_waiting = found.state is TicketStatus.WAITING and found.day == local_day(at)
    may = {each.verb for each in TICKETS.open_to(found, by=actor)} & set(_AT_DESK)
    if found.clerk_id is not None and found.state is not TicketStatus.MISSED:
        may = set()
    context = {
        "found": found,
        "line_name": BOUND.policy.name_of,
        "place": place_of(found, at=at) if is_waiting else None,
        "address": settings.PUBLIC_URL + reverse("my-number", args=[found.code]),
        "guidance": guidance_of(found) if found.priority else None,
        "may": may if found.day == local_day(now()) else set(),
        "others": [(each.code, each.name) for each in _lines(actor, now()) if each.code != found.line],
        "history": [
            {"at": each.at, "label": TICKETS.steps[each.verb].label, "by": each.by_name}
            for each in Entry.objects.filter(chain=found.chain).order_by("-seq")
        ],
        "problems": list(problems),
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "workbench/ticket.html", context, current="window", status=status)


def _told(refusal: Declined) -> list[Problem]:
    if not refusal.faults:
        return [Problem("", typeset(refusal.message))]
    return [Problem(each.anchor, typeset(each.text)) for each in problems_of(refusal)]


def _link(kept: dict[str, str], name: str, value: str, label: str) -> dict[str, Any]:
    return {"label": label, "href": _href(kept | {name: value}), "is_current": kept[name] == value}


def _href(kept: dict[str, str]) -> str:
    return f"{reverse('desk-tickets')}?{urlencode({name: value for name, value in kept.items() if value})}"


def _day(typed: str, today: date) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return today


def _key(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
