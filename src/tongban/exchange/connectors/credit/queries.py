"""Reading what was reported to the credit platform (报送情况): for the console."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.ledger.models import Outgoing

from .bound import BOUND
from .models import CreditBatch, CreditPush, WaitingCredit
from .rules import CHANNEL, Kind

PAGE = 50
SEES_ALL = frozenset({Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.SYSTEM})
SEES_OWN = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER})


@dataclass(frozen=True, slots=True)
class CreditHealth:
    """How the reporting stands; `platform` is empty when none is bound."""

    platform: str
    is_simulated: bool
    sent: int
    received: int
    failed: int


@dataclass(frozen=True, slots=True)
class Reported:
    """One message in a list."""

    pk: int
    number: str
    kind: str
    case_number: str
    queued_at: datetime
    receipt: str
    received_at: datetime | None
    attempts: int
    last_error: str
    is_given_up: bool


def visible_to(actor: Actor) -> QuerySet[CreditPush]:
    """The messages that this actor may see: supervision all, departments those of their own cases."""
    rows = CreditPush.objects.select_related("commitment__case")
    if actor.roles & SEES_ALL:
        return rows
    if actor.roles & SEES_OWN and actor.agency_id is not None:
        return rows.filter(commitment__case__agency_id=actor.agency_id)
    return rows.none()


def health(actor: Actor) -> CreditHealth:
    """The whole reporting at one glance (two statements)."""
    rows = visible_to(actor)
    found = rows.aggregate(sent=Count("pk"), received=Count("pk", filter=Q(received_at__isnull=False)))
    waiting = list(rows.filter(received_at__isnull=True).values_list("number", flat=True))
    failed = _parcels(waiting).filter(attempts__gt=0).count() if waiting else 0
    bound = BOUND.platform
    return CreditHealth(bound.name if bound else "", bool(bound and bound.is_simulated), failed=failed, **found)


def reported(actor: Actor, *, show: str = "", before: int = 0, most: int = PAGE) -> Sequence[Reported]:
    """Messages, the newest first, a page at a time; `show` is waiting or received."""
    rows = visible_to(actor).order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    if show in ("waiting", "received"):
        rows = rows.filter(received_at__isnull=show == "waiting")
    page = list(rows[:most])
    parcels = {each.payload["push"]: each for each in _parcels([each.number for each in page])}
    return [_reported(each, parcels.get(each.number)) for each in page]


def batches(actor: Actor, *, most: int = 10) -> tuple[Sequence[CreditBatch], int]:
    """The last batches of intermediary credit, and how many entries wait for the next (two statements); R-064."""
    if not actor.roles & SEES_ALL:
        return [], 0
    return list(CreditBatch.objects.defer("content").order_by("-pk")[:most]), WaitingCredit.objects.count()


def _parcels(numbers: list[str]) -> QuerySet[Outgoing]:
    return Outgoing.objects.filter(channel=CHANNEL, payload__push__in=numbers).order_by("pk")


def _reported(push: CreditPush, parcel: Outgoing | None) -> Reported:
    return Reported(
        pk=push.pk,
        number=push.number,
        kind=Kind(push.kind).label,
        case_number=push.commitment.case.number,
        queued_at=push.queued_at,
        receipt=push.receipt,
        received_at=push.received_at,
        attempts=parcel.attempts if parcel else 0,
        last_error=parcel.last_error if parcel else "",
        is_given_up=parcel is not None and parcel.dead_at is not None,
    )
