"""Terminals (自助终端): which one asks, who it is in the ledger, and the list for those who keep them."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.halls.models import Appointment, Kiosk
from tongban.handling.halls.rules.flow import KEEPERS
from tongban.handling.halls.rules.states import AppointmentStatus, KioskStatus
from tongban.registers.parties.models import Party
from tongban.registers.parties.tokens import token_hash

SILENT_AFTER = timedelta(minutes=5)
_LONGEST_NODE = 50


def visible_to(actor: Actor) -> QuerySet[Kiosk]:
    """Those who keep them see all, others none."""
    rows = Kiosk.objects.select_related("venue")
    return rows if actor.roles & KEEPERS else rows.none()


def kiosk_for(actor: Actor, code: UUID) -> Kiosk:
    """One by its code, or `NotFound` (one statement)."""
    found = visible_to(actor).filter(code=code).first()
    if found is None:
        raise NotFound("没有这台自助终端。")
    return found


def kiosks(actor: Actor, *, show: str = "", q: str = "", before: int = 0, most: int = 50) -> list[Kiosk]:
    """Terminals by state, and by words of their name or place, the newest first, a page at a time (one statement)."""
    rows = visible_to(actor).order_by("-pk")
    if show in set(KioskStatus):
        rows = rows.filter(status=show)
    if q:
        rows = rows.filter(name__contains=q) | rows.filter(venue__name__contains=q)
    return list((rows.filter(pk__lt=before) if before else rows)[:most])


def kiosk_with(token: str) -> Kiosk | None:
    """The terminal that keeps this token, while it is in use (one statement)."""
    rows = Kiosk.objects.select_related("venue__agency").filter(status=KioskStatus.RUNNING)
    return rows.filter(token_hash=token_hash(token[:200])).first()


def terminals_of_city(*, most: int = 12) -> list[Kiosk]:
    """Terminals that are in use or wait for their code, without the tablets of windows, by place (one statement)."""
    rows = Kiosk.objects.filter(window="", status__in=[KioskStatus.AWAITED, KioskStatus.RUNNING])
    return list(rows.select_related("venue").order_by("venue_id", "name")[:most])


def actor_at(kiosk: Kiosk) -> Actor:
    """Who a terminal is in the ledger: itself, never the person in front of it; `venue__agency` is read with it."""
    venue = kiosk.venue
    return Actor(
        name=str(kiosk),
        roles=frozenset({Role.KIOSK}),
        agency_id=venue.agency_id,
        agency=venue.agency.short_name,
        venue_id=venue.pk,
        kiosk_id=kiosk.pk,
        channel="kiosk",
    )


def node_of(kiosk: Kiosk) -> str:
    """Its name among the channels of guides (渠道节点)."""
    return str(kiosk)[-_LONGEST_NODE:]


def is_silent(kiosk: Kiosk, *, at: datetime) -> bool:
    """In use, and not heard of for a while (没有报到)."""
    return kiosk.state is KioskStatus.RUNNING and (kiosk.seen_at is None or at - kiosk.seen_at > SILENT_AFTER)


def booked_today(by: Actor, party: Party, *, on: date) -> list[Appointment]:
    """The appointments of somebody for this day at the terminal's place that still wait for them (one statement)."""
    rows = Appointment.objects.filter(slot__venue_id=by.venue_id or 0, party=party, status=AppointmentStatus.BOOKED)
    return list(rows.filter(slot__starts_at__date=on).select_related("slot__venue").order_by("slot__starts_at", "pk"))
