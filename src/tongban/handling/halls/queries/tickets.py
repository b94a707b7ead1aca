"""Numbers (号票): whose they are to see, who waits, what is in hand, and what a screen may show."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.cases.models import Case
from tongban.handling.contacts.models import Shift
from tongban.handling.halls.models import Ticket, WindowPause
from tongban.handling.halls.rules.flow import CLERKS
from tongban.handling.halls.rules.states import AT_HAND, TicketStatus

PAGE = 30
_WAITING = Q(status=TicketStatus.WAITING)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait at a place (等候人数), and as of when that was read."""

    count: int
    by_line: dict[str, int]
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader of the numbers looks for; `stands` is a status, a result, or empty."""

    day: date
    line: str = ""
    stands: str = ""
    text: str = ""


def visible_to(actor: Actor) -> QuerySet[Ticket]:
    """Clerks see those of their place, the supervisor all of them."""
    if actor.roles & {Role.SUPERVISOR, Role.SYSTEM}:
        return Ticket.objects.all()
    if not actor.roles & CLERKS or actor.venue_id is None:
        return Ticket.objects.none()
    return Ticket.objects.filter(venue_id=actor.venue_id)


def ticket_for(actor: Actor, code: UUID) -> Ticket:
    """One number by its code, or `NotFound` (one statement)."""
    found = visible_to(actor).select_related("venue", "clerk").filter(code=code).first()
    if found is None:
        raise NotFound("没有找到这张号票，或者它不是您这个大厅的。")
    return found


def ticket_with(code: UUID) -> Ticket:
    """A number by the code that stands on its paper: whoever holds it may see where it stands; it names nobody."""
    found = Ticket.objects.select_related("venue").filter(code=code).first()
    if found is None:
        raise NotFound("没有找到这张号票。请看一下号票上的二维码，或者问大厅工作人员。")
    return found


def tickets(actor: Actor, wanted: Wanted, *, after: int = 0, size: int = PAGE) -> list[Ticket]:
    """A page of a day, the newest first (one statement)."""
    rows = visible_to(actor).filter(day=wanted.day).select_related("venue", "clerk")
    if wanted.line:
        rows = rows.filter(line=wanted.line)
    if wanted.stands:
        rows = rows.filter(Q(status=wanted.stands) | Q(result=wanted.stands))
    if wanted.text:
        rows = rows.filter(Q(number=wanted.text.upper()) | Q(result_case=wanted.text) | Q(window=wanted.text))
    return list((rows.filter(pk__lt=after) if after else rows).order_by("-pk")[:size])


def counted(actor: Actor, *, day: date) -> dict[str, int]:
    """How many numbers of the day stand where and ended how (one statement)."""
    rows = visible_to(actor).filter(day=day).values_list("status", "result").annotate(many=Count("pk")).order_by()
    found: dict[str, int] = {}
    for status, result, many in rows:
        for each in {status, result} - {""}:
            found[each] = found.get(each, 0) + many
    return found


def at_hand(staff_id: int) -> Ticket | None:
    """What this clerk has called or serves."""
    return Ticket.objects.select_related("venue").filter(clerk_id=staff_id, status__in=sorted(AT_HAND)).first()


def own_number(actor: Actor, *, at: datetime) -> Ticket | None:
    """The number of today that one drew on the web and that is not over; a missed one may come back (one statement)."""
    rows = Ticket.objects.filter(account=actor.account_id or 0, day=local_day(at)).exclude(status=TicketStatus.ENDED)
    return rows.select_related("venue").order_by("-pk").first()


def held_by(staff_id: int) -> list[Ticket]:
    """What this clerk has set aside (挂起的号), the first one first (one statement)."""
    return list(Ticket.objects.filter(clerk_id=staff_id, status=TicketStatus.HELD).order_by("called_at", "pk"))


def held_at(venue_id: int, *, day: date) -> list[Ticket]:
    """What is set aside at a place: another window goes on when the one that holds it is closed (one statement)."""
    rows = Ticket.objects.filter(venue_id=venue_id, day=day, status=TicketStatus.HELD).select_related("clerk")
    return list(rows.order_by("called_at", "pk"))


def received_since(ticket: Ticket | None) -> str:
    """The case that the clerk received while serving this number, the newest first; empty when none (one statement)."""
    if ticket is None or ticket.began_at is None:
        return ""
    near = Q(ended_at__isnull=True) | Q(ended_at__gte=ticket.began_at)
    rows = Case.objects.filter(near, receiver_id=ticket.clerk_id, received_at__gte=ticket.began_at)
    return rows.order_by("-received_at").values_list("number", flat=True).first() or ""


def next_in_line(venue_id: int, lines: Collection[str], *, day: date, most: int = 8) -> list[Ticket]:
    """Who is called next, in that order (one statement)."""
    rows = Ticket.objects.filter(_WAITING, venue_id=venue_id, day=day, line__in=lines)
    return list(rows.order_by("turn_at", "pk")[:most])


def without_result(staff_id: int) -> list[str]:
    """What keeps a clerk from signing off: numbers in hand or set aside (R-032); bound by `config/wiring.py`."""
    rows = Ticket.objects.filter(clerk_id=staff_id, status__in=sorted({*AT_HAND, TicketStatus.HELD}))
    open_ones = rows.order_by("pk").values_list("number", flat=True)
    return [f"{number}号还没有登记结果。请到“叫号”登记结果，或者过号、转走。" for number in open_ones]


def waiting(venue_id: int, *, at: datetime) -> Waiting:
    """How many wait at a place now (one statement)."""
    return waiting_at([venue_id], at=at)[venue_id]


def waiting_at(venue_ids: Collection[int], *, at: datetime) -> dict[int, Waiting]:
    """The same for several places (one statement)."""
    rows = Ticket.objects.filter(_WAITING, venue_id__in=venue_ids, day=local_day(at)).order_by()
    found: dict[int, dict[str, int]] = {each: {} for each in venue_ids}
    for venue_id, line, many in rows.values_list("venue_id", "line").annotate(many=Count("pk")):
        found[venue_id][line] = many
    return {venue: Waiting(sum(lines.values()), lines, at) for venue, lines in found.items()}


def open_windows(venue_id: int, *, roles: Collection[str], day: date) -> QuerySet[Shift]:
    """Who sits there and calls these lines: signed on today, not paused."""
    return calling(roles, day).filter(venue_id=venue_id)


def roles_at_windows(venue_id: int, *, day: date) -> set[str]:
    """The posts that sit at windows of a place and call (one statement): what none of them calls stands still."""
    rows = calling(CLERKS, day).filter(venue_id=venue_id).values_list("staff__roles", flat=True)
    return {role for roles in rows for role in roles}


def windows_at(keys: Collection[str], *, roles: Collection[str], day: date) -> list[tuple[str, int]]:
    """How many do at the places with these keys (one statement); those with none are left out."""
    rows = calling(roles, day).filter(venue__key__in=keys).order_by()
    return list(rows.values_list("venue__key").annotate(many=Count("pk")))


def calling(roles: Collection[str], day: date) -> QuerySet[Shift]:
    """Whoever is signed on today, not paused, and has one of these posts, wherever."""
    may = Q(pk__in=())
    for role in roles:
        may |= Q(staff__roles__contains=[role])
    pausing = WindowPause.objects.filter(ended_at__isnull=True).values("shift")
    rows = Shift.objects.filter(may, signed_off_at__isnull=True, signed_on_at__date=day)
    return rows.exclude(pk__in=pausing)


def pause_of(shift: Shift | None) -> WindowPause | None:
    """Is this window paused (one statement)?"""
    return WindowPause.objects.filter(shift=shift, ended_at__isnull=True).first() if shift is not None else None


def announced(venue_id: int, *, day: date, most: int = 6) -> list[Ticket]:
    """The last calls, the newest first (one statement): numbers and windows, no names."""
    rows = Ticket.objects.filter(venue_id=venue_id, day=day, announced_at__isnull=False).exclude(status="waiting")
    return list(rows.order_by("-announced_at")[:most])


def done_today(staff_id: int, *, day: date) -> dict[str, Any]:
    """What a clerk did so far today: how many were served, and the last end (one statement)."""
    rows = Ticket.objects.filter(clerk_id=staff_id, day=day, began_at__isnull=False, ended_at__isnull=False)
    return rows.aggregate(served=Count("pk"), last=Max("ended_at"))
