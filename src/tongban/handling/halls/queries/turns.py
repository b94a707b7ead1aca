"""Whose turn it is among those who wait (轮到谁): by the order, within what it may cost others. R-163."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest

from tongban.foundation.kernel.clock import local_day
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.models import Ticket
from tongban.handling.halls.rules.fairness import MOST_SERVICES, called, may_pass, service_length
from tongban.handling.halls.rules.states import TicketStatus

from .tickets import open_windows


def whose_turn(venue_id: int, lines: Collection[str], *, without: Collection[str], at: datetime) -> Ticket | None:
    """The number to be called, its row held until the act is done; None when nobody waits.

    Two statements where the first by the order came first, as nearly always. Where somebody would be passed, places
    call one after the other: how often was passed is counted with nobody else calling at that moment.
    """
    rows = _waiting(venue_id, lines, without, at=at)
    held = rows.select_for_update(skip_locked=True, no_key=True)
    first, oldest = held.order_by("turn_at", "pk").first(), _longest(rows)
    if first is None or oldest is None or first.pk == oldest.pk:
        return first
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('halls'), %s)", [venue_id])
    oldest = _longest(held)
    if oldest is None or oldest.pk == first.pk:
        return first
    allowed = may_pass(
        timedelta(minutes=BOUND.policy.head_start.most_extra),
        _service(venue_id, lines, at=at),
        open_windows(venue_id, roles=_callers(lines), day=local_day(at)).count(),
    )
    turn = called(first.turn, oldest.turn, passed=_passed(oldest, lines), allowed=allowed)
    return first if turn == first.turn else oldest


def _waiting(venue_id: int, lines: Collection[str], without: Collection[str], *, at: datetime) -> QuerySet[Ticket]:
    rows = Ticket.objects.filter(
        venue_id=venue_id, day=local_day(at), status=TicketStatus.WAITING, line__in=sorted(lines)
    )
    return rows.exclude(domain__in=sorted(without)) if without else rows


def _longest(rows: QuerySet[Ticket]) -> Ticket | None:
    """Who waits longest; a number that was missed stands from when it came back."""
    return rows.annotate(stands=Greatest("drawn_at", "turn_at")).order_by("stands", "pk").first()


def _callers(lines: Collection[str]) -> set[str]:
    found = (BOUND.policy.line(each) for each in lines)
    return {role for line in found if line is not None for role in line.roles}


def _passed(oldest: Ticket, lines: Collection[str]) -> int:
    """How many who came later were called before, by their head start (one statement)."""
    rows = Ticket.objects.filter(venue_id=oldest.venue_id, day=oldest.day, line__in=sorted(lines))
    later = rows.filter(drawn_at__gt=max(oldest.drawn_at, oldest.turn_at), called_at__isnull=False)
    return later.filter(turn_at__lt=F("drawn_at")).count()


def _service(venue_id: int, lines: Collection[str], *, at: datetime) -> timedelta:
    """How long a service takes here today, from call to end (one statement)."""
    ended = Ticket.objects.filter(venue_id=venue_id, day=local_day(at), line__in=sorted(lines))
    seen = ended.filter(began_at__isnull=False, ended_at__isnull=False, called_at__isnull=False).order_by("-ended_at")
    rows = [
        later - earlier
        for earlier, later in seen.values_list("called_at", "ended_at")[:MOST_SERVICES]
        if earlier is not None and later is not None
    ]
    return service_length(rows, timedelta(minutes=BOUND.policy.service_minutes))
