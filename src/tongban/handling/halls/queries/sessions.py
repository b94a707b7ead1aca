"""Sessions outside office hours (延时错时服务): the public calendar, what a day has, who may still be served. R-166."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Sum

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.worktime.queries import calendar
from tongban.handling.contacts.models import Shift
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.models import AppointmentSlot, ExtendedSession, Overtime, Ticket
from tongban.handling.halls.rules.sessions import closes_at, is_last_stretch, office_hours
from tongban.handling.halls.rules.slots import Span
from tongban.handling.halls.rules.states import SessionStatus, TicketStatus
from tongban.registers.agencies.closings import closing_at
from tongban.registers.agencies.models import Venue

from .skills import left_to_others
from .tickets import open_windows

MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Spent:
    """What one person served outside office hours in a stretch of days (延时统计)."""

    name: str
    number: str
    times: int
    in_session: int
    beyond: int
    served: int


def to_come(*, at: datetime, venue_id: int = 0, most: int = MOST_SHOWN) -> list[ExtendedSession]:
    """What is announced and not over, the next one first; of one place, or of all (one statement)."""
    rows = ExtendedSession.objects.filter(status=SessionStatus.PLANNED, ends_at__gt=at).select_related("venue")
    return list((rows.filter(venue_id=venue_id) if venue_id else rows).order_by("starts_at", "pk")[:most])


def session_with(code: UUID) -> ExtendedSession:
    """One by its code, or `NotFound`; who is there is named with it (two statements)."""
    rows = ExtendedSession.objects.select_related("venue").prefetch_related("duties__staff")
    found = rows.filter(code=code).first()
    if found is None:
        raise NotFound("没有这一场延时服务。")
    return found


def on_days(venue_id: int, days: Collection[date]) -> list[ExtendedSession]:
    """The announced sessions of a place on these days (one statement)."""
    if not days:
        return []
    rows = ExtendedSession.objects.filter(venue_id=venue_id, status=SessionStatus.PLANNED)
    near = rows.filter(starts_at__date__gte=min(days), starts_at__date__lte=max(days))
    found = near.annotate(on_duty=Count("duties")).order_by("starts_at", "pk")
    return [each for each in found if local_day(each.starts_at) in days]


def booked_in(session: ExtendedSession) -> int:
    """How many have a time in it (one statement)."""
    rows = AppointmentSlot.objects.filter(venue_id=session.venue_id, ends_at__lte=session.ends_at)
    return rows.filter(starts_at__gte=session.starts_at).aggregate(many=Sum("booked"))["many"] or 0


def spans_of(sessions: Collection[ExtendedSession]) -> list[Span]:
    return [Span(each.starts_at, each.ends_at) for each in sessions]


def closing_of(venue: Venue, day: date) -> datetime | None:
    """When a place closes on a day, its sessions counted; None when it does not open (one statement)."""
    office = office_hours(venue.weekly_hours, day, calendar=calendar())
    return closes_at(office, spans_of(on_days(venue.pk, [day])))


def is_open_at(venue: Venue, at: datetime) -> bool:
    """In its office hours or in a session, and not closed out of turn (one statement)."""
    if closing_at(venue.week, at) is not None:
        return False
    day = local_day(at)
    office = office_hours(venue.weekly_hours, day, calendar=calendar())
    return any(each.starts_at <= at < each.ends_at for each in (*office, *spans_of(on_days(venue.pk, [day]))))


def still_to_serve(staff_id: int, at: datetime) -> list[str]:
    """What keeps the last window of a day from signing off: people who took a number before the place closed.

    Bound by `config/wiring.py`. Nothing keeps whoever is not the last that calls these numbers, and nothing at noon:
    the place opens again.
    """
    shift = Shift.objects.select_related("venue", "staff").filter(staff_id=staff_id, signed_off_at=None).first()
    if shift is None or shift.venue is None or local_day(shift.signed_on_at) != local_day(at):
        return []
    day = local_day(at)
    lines = [each.code for each in BOUND.policy.lines_for(shift.staff.roles)]
    waits = Ticket.objects.filter(venue_id=shift.venue.pk, day=day, status=TicketStatus.WAITING, line__in=lines)
    if not waits.exists():
        return []
    office = office_hours(shift.venue.weekly_hours, day, calendar=calendar())
    sessions = spans_of(on_days(shift.venue.pk, [day]))
    closing = closes_at(office, sessions)
    if closing is None or not is_last_stretch(office, sessions, at=at):
        return []
    with connection.cursor() as cursor:  # of two that close at once one stays
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('halls'), %s)", [shift.venue.pk])
    rest = open_windows(shift.venue.pk, roles=shift.staff.roles, day=day).exclude(staff_id=staff_id)
    if rest.exists():
        return []
    waits = waits.exclude(domain__in=left_to_others(staff_id, shift.venue.pk, day=day)).filter(drawn_at__lt=closing)
    numbers = list(waits.order_by("turn_at", "pk").values_list("number", flat=True)[:20])
    said = f"{'、'.join(numbers)}在关门前取了号，还在等。您是最后一个窗口，请办完再签退。"
    return [said] if numbers else []


def spent(venue_ids: Collection[int], *, first: date, last: date) -> list[Spent]:
    """Overtime by person, the most first (one statement)."""
    rows = Overtime.objects.filter(shift__venue__in=venue_ids, day__gte=first, day__lte=last).order_by()
    by_person = rows.values_list("shift__staff__name", "shift__staff__number")
    sums = by_person.annotate(
        times=Count("pk"), inside=Sum("in_session"), after=Sum("beyond"), people=Sum("served")
    ).order_by("-inside", "-after", "shift__staff__number")
    return [Spent(*each) for each in sums]
