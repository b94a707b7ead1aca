"""Appointments (预约): one's own, those that come today, and what of a day is still free."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.worktime.queries import calendar
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.models import Appointment, AppointmentSlot, ExtendedSession
from tongban.handling.halls.rules.flow import CLERKS
from tongban.handling.halls.rules.slots import LEAD, MISSED_WITHIN, Span, bookable_days, slots_on
from tongban.handling.halls.rules.states import AppointmentStatus
from tongban.handling.halls.rules.zoning import ZoneHours, line_at, windows_for
from tongban.registers.agencies.models import Venue

from .sessions import on_days, spans_of, to_come
from .zones import zones_of

LEAST = 2
"""So many a slot serves at least: one who booked, one who just comes."""


@dataclass(frozen=True, slots=True)
class Free:
    """A slot and how many may still book in it; `kept` of its `capacity` are for whoever just comes."""

    starts_at: datetime
    ends_at: datetime
    left: int
    kept: int
    line: str
    capacity: int


def visible_to(actor: Actor) -> QuerySet[Appointment]:
    """One's own, for whom one acts at the moment; clerks those of their place."""
    if actor.account_id is not None and Role.APPLICANT in actor.roles:
        return Appointment.objects.filter(account_id=actor.account_id, party_id=actor.acting_for or 0)
    if actor.roles & CLERKS and actor.venue_id is not None:
        return Appointment.objects.filter(slot__venue_id=actor.venue_id)
    return Appointment.objects.none()


def appointment_for(actor: Actor, code: UUID) -> Appointment:
    """One by its code, or `NotFound` (one statement)."""
    found = visible_to(actor).select_related("slot__venue", "ticket").filter(code=code).first()
    if found is None:
        raise NotFound("没有找到这个预约。")
    return found


def coming(venue_id: int, *, on: date) -> list[Appointment]:
    """Who booked for this day at this place and has not come yet, in the order of time (one statement)."""
    rows = Appointment.objects.filter(slot__venue_id=venue_id, status=AppointmentStatus.BOOKED)
    begin = rows.filter(slot__starts_at__date=on).select_related("slot")
    return list(begin.order_by("slot__starts_at", "pk"))


def days_of(venue: Venue, *, at: datetime) -> tuple[date, ...]:
    """On which days one may book there; those on which it serves outside its hours among them (one statement)."""
    extra = [local_day(each.starts_at) for each in to_come(at=at, venue_id=venue.pk) if each.may_book]
    ahead = BOUND.policy.slots.days_ahead
    return bookable_days(venue.week, at=at, ahead=ahead, calendar=calendar(), extra=extra)


def free_on(venue: Venue, domain: str, day: date, *, at: datetime) -> list[Free]:
    """The slots of a day that have not begun, with what is left, for matters of a domain (four statements).

    In the hours of its zone a matter is booked there, with as many as the windows of the zone serve, else with all
    matters; in a session as many as those on duty serve.
    """
    if day not in days_of(venue, at=at):
        return []
    policy = BOUND.policy
    sessions = [each for each in on_days(venue.pk, [day]) if each.may_book and policy.matters in each.lines]
    spans = slots_on(venue.week, day, minutes=policy.slots.minutes, calendar=calendar(), sessions=spans_of(sessions))
    zones = zones_of(venue.pk, at=at) if domain != policy.matters else ()
    rows = AppointmentSlot.objects.filter(venue=venue, line__in=(domain, policy.matters), starts_at__date=day)
    known = {(each.line, each.starts_at): each for each in rows}
    found = []
    for span in spans:
        if span.starts_at < at + LEAD:
            continue
        line = line_at(domain, policy.matters, zones, span.starts_at)
        whole = _capacity(venue, line, span, zones, sessions)
        row = known.get((line, span.starts_at))
        capacity, kept, booked = (
            (row.capacity, row.kept, row.booked) if row else (whole, policy.slots.kept_of(whole), 0)
        )
        found.append(Free(span.starts_at, span.ends_at, max(0, capacity - kept - booked), kept, line, capacity))
    return found


def _capacity(
    venue: Venue, line: str, span: Span, zones: Sequence[ZoneHours], sessions: Sequence[ExtendedSession]
) -> int:
    """How many are served in a slot: by the windows of its zone, by those on duty, or by what the place is."""
    each_serves = BOUND.policy.slots.per_window
    if line != BOUND.policy.matters:
        return max(LEAST, each_serves * len(windows_for(line, zones, span.starts_at)))
    session = next((each for each in sessions if each.starts_at <= span.starts_at < each.ends_at), None)
    if session is not None:
        return max(LEAST, each_serves * int(getattr(session, "on_duty", 0)))
    return capacity_of(venue)


def capacity_of(venue: Venue) -> int:
    """How many people a place of this level serves in a slot; the least of the table where it names none."""
    table = BOUND.policy.slots.capacity
    return table.get(venue.level, min(table.values()))


def booked_now(account_id: int, *, at: datetime) -> int:
    """How many appointments of this account are still to come (one statement)."""
    rows = Appointment.objects.filter(account_id=account_id, status=AppointmentStatus.BOOKED)
    return rows.filter(slot__ends_at__gt=at).count()


def missed_lately(account_id: int, *, at: datetime) -> int:
    """How many appointments this account let pass within thirty days (one statement)."""
    since = at - MISSED_WITHIN
    rows = Appointment.objects.filter(account_id=account_id, status=AppointmentStatus.MISSED)
    return rows.filter(slot__starts_at__gte=since).count()


def to_remind(*, at: datetime, within: timedelta) -> QuerySet[Appointment]:
    """Booked, not begun, not reminded of yet."""
    rows = Appointment.objects.filter(status=AppointmentStatus.BOOKED, reminded_at__isnull=True)
    near = rows.filter(slot__starts_at__gt=at, slot__starts_at__lt=at + within)
    return near.select_related("slot__venue").order_by("slot__starts_at", "pk")


def to_lapse(*, at: datetime) -> QuerySet[Appointment]:
    """Booked for a day that is over."""
    rows = Appointment.objects.filter(status=AppointmentStatus.BOOKED, slot__ends_at__lt=at)
    return rows.select_related("slot").annotate(ends=F("slot__ends_at")).order_by("pk")


def is_over(appointment: Appointment, *, at: datetime) -> bool:
    """Its day is over."""
    return local_day(appointment.slot.ends_at) < local_day(at)
