"""Reading what was reported to another system (上报情况): all of it at a glance, and report by report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from tongban.foundation.ledger.models import Outgoing

from .ports import OtherSystem
from .reports import Kind, Lane

PAGE = 50


@dataclass(frozen=True, slots=True)
class Health:
    """How the reporting stands; `system` is empty when none is bound."""

    system: str
    is_simulated: bool
    sent: int
    received: int
    failed: int


@dataclass(frozen=True, slots=True)
class Reported:
    """One report in a list; of whom is told by none of its columns."""

    pk: int
    number: str
    kind: str
    about: str
    queued_at: datetime
    receipt: str
    received_at: datetime | None
    attempts: int
    last_error: str
    is_given_up: bool


def health(lane: Lane[Kind], rows: QuerySet[Kind], system: OtherSystem | None) -> Health:
    """The whole reporting at one glance (two statements)."""
    found = rows.aggregate(sent=Count("pk"), received=Count("pk", filter=Q(received_at__isnull=False)))
    waiting = lane.parcels(rows.filter(received_at__isnull=True)).filter(delivered_at__isnull=True)
    failed = waiting.filter(attempts__gt=0).count()
    return Health(system.name if system else "", bool(system and system.is_simulated), failed=failed, **found)


def reported(
    lane: Lane[Kind],
    rows: QuerySet[Kind],
    told: Callable[[Kind], tuple[str, str]],
    *,
    show: str = "",
    before: int = 0,
    most: int = PAGE,
) -> Sequence[Reported]:
    """Reports, the newest first, a page at a time (two statements); `show` is waiting or received.

    `told` says of a report its kind, and what it is about.
    """
    if before:
        rows = rows.filter(pk__lt=before)
    if show in ("waiting", "received"):
        rows = rows.filter(received_at__isnull=show == "waiting")
    page = list(rows.order_by("-pk")[:most])
    carried = Outgoing.objects.filter(channel=lane.channel, entry_id__in=[each.entry_id for each in page])
    parcels = {each.payload[lane.key]: each for each in carried.order_by("pk")}
    return [_reported(each, parcels.get(each.number), *told(each)) for each in page]


def _reported(report: Kind, parcel: Outgoing | None, kind: str, about: str) -> Reported:
    return Reported(
        pk=report.pk,
        number=report.number,
        kind=kind,
        about=about,
        queued_at=report.queued_at,
        receipt=report.receipt,
        received_at=report.received_at,
        attempts=parcel.attempts if parcel else 0,
        last_error=parcel.last_error if parcel else "",
        is_given_up=parcel is not None and parcel.dead_at is not None,
    )
