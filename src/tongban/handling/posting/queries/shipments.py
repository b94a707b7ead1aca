"""Parcels of cases (寄件): whose they are, what waits at the issuing window, which are to be asked for."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.vault import vault
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.visible import visible_to as visible_cases
from tongban.handling.cases.rules.states import Status
from tongban.handling.posting.models import Shipment
from tongban.handling.posting.rules.addresses import Recipient
from tongban.handling.posting.rules.states import ShipmentStatus

PAGE = 50
ROUND = 100
PAUSE = timedelta(minutes=25)
NAME, PHONE, ADDRESS = "shipment.name", "shipment.phone", "shipment.address"
READERS = frozenset({Role.ISSUER, Role.SUPERVISOR})
READY = (Status.ISSUED, Status.REFUSED, Status.SERVED, Status.CLOSED)
_OPEN = (ShipmentStatus.WANTED, ShipmentStatus.SENT, ShipmentStatus.RETURNED)


def shipments_of(case: Case) -> list[Shipment]:
    """The parcels of a case with what happened to them, the newest first (two statements)."""
    return list(Shipment.objects.filter(case=case).prefetch_related("events").order_by("-id"))


def open_shipment(case: Case) -> Shipment | None:
    """The parcel that is wanted or on its way (one statement)."""
    found = Shipment.objects.filter(case=case, status__in=(ShipmentStatus.WANTED, ShipmentStatus.SENT))
    return found.first()


def visible_to(actor: Actor) -> QuerySet[Shipment]:
    """Parcels of the cases that this actor may see."""
    return Shipment.objects.filter(case__in=visible_cases(actor))


def shipment_for(actor: Actor, code: UUID) -> Shipment:
    """The parcel if this actor may see its case; else `NotFound`."""
    rows = visible_to(actor).select_related("case__applicant", "case__agency", "case__delivery")
    found = rows.filter(code=code).first()
    if found is None:
        raise NotFound("没有找到这件寄件，或者您看不到它。")
    return found


def at_the_window(actor: Actor, *, show: str = "", before: int = 0, size: int = PAGE) -> list[Shipment]:
    """What the issuing window has in hand: to be sent, on the way, come back and not sent anew; the newest first.

    A wish for a result that is not made yet waits unseen.
    """
    if not actor.roles & READERS:
        return []
    rows = visible_to(actor).filter(status__in=_OPEN).select_related("case__applicant", "case__agency")
    wanted = Q(status=ShipmentStatus.WANTED)
    newer = Shipment.objects.filter(case=OuterRef("case"), pk__gt=OuterRef("pk")).exclude(status="cancelled")
    rows = rows.filter(~wanted | Q(case__status__in=READY), ~Exists(newer))
    if show:
        rows = rows.filter(status=show)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.prefetch_related("events").order_by("-pk")[:size])


def to_ask_for(*, at: datetime) -> list[Shipment]:
    """Parcels on their way that the post knows and that were not asked for just now, who waits longest first."""
    rested = Q(asked_at__isnull=True) | Q(asked_at__lte=at - PAUSE)
    rows = Shipment.objects.filter(rested, status=ShipmentStatus.SENT, is_ordered=True).select_related("case")
    return list(rows.order_by("asked_at", "id")[:ROUND])


def recipient_of(found: Shipment) -> Recipient:
    """To whom and where, in full; whoever shows it puts that on record first."""
    owner = found.code.hex
    opened: Mapping[str, str] = {
        "name": vault().open(bytes(found.name_sealed), purpose=NAME, owner=owner),
        "phone": vault().open(bytes(found.phone_sealed), purpose=PHONE, owner=owner),
        "address": vault().open(bytes(found.address_sealed), purpose=ADDRESS, owner=owner),
    }
    return Recipient(**opened)
