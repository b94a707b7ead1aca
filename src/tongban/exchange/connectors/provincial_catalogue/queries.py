"""Reading the exchange with the province (省事项库对接情况): for the page of departments and the page of operations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.models import Outgoing
from tongban.registers.catalog.models import ListVersion

from .bound import BOUND
from .models import Batch, Difference, PulledItem, Reconciliation
from .rules import CHANNEL, Kind, Repair
from .signing import is_genuine

PAGE = 50
SEES_ALL = frozenset({Role.CATALOG_REVIEWER, Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.SYSTEM})


@dataclass(frozen=True, slots=True)
class Health:
    """How the exchange stands (对接情况); `library` is empty when none is bound."""

    library: str
    is_simulated: bool
    takes_pushed: bool
    waiting: int
    late: int
    received_today: int
    unreadable: int
    report: "Report | None"


@dataclass(frozen=True, slots=True)
class Report:
    """One comparison (比对报告); `is_genuine`: the signature fits."""

    pk: int
    on: date
    made_at: datetime
    local: int
    there: int
    in_hand: int
    differences: int
    open: int
    is_genuine: bool


@dataclass(frozen=True, slots=True)
class SentEdition:
    """One batch in a list (汇聚记录)."""

    pk: int
    number: str
    list_code: str
    name: str
    agency: str
    version: int
    queued_at: datetime
    due_on: date
    receipt: str
    received_at: datetime | None
    is_late: bool
    attempts: int
    last_error: str


@dataclass(frozen=True, slots=True)
class OpenDifference:
    """One difference in a list, with what may be done about it."""

    pk: int
    kind: str
    list_code: str
    name: str
    words: str
    repair: str
    repaired_at: datetime | None
    repairs: tuple[Repair, ...]


def visible_to(actor: Actor) -> QuerySet[Batch]:
    """The batches that this actor may see: reviewers and keepers all, editors those of their own body."""
    rows = Batch.objects.select_related("edition__list__basic", "edition__list__agency")
    if actor.roles & SEES_ALL:
        return rows
    if Role.CATALOG_EDITOR in actor.roles and actor.agency_id is not None:
        return rows.filter(edition__list__agency_id=actor.agency_id)
    return rows.none()


def health(actor: Actor, *, at: datetime) -> Health:
    """The whole exchange at one glance, as far as the actor may see it."""
    library, rows = BOUND.library, visible_to(actor)
    today = local_day(at)
    counts = rows.aggregate(
        waiting=Count("pk", filter=Q(received_at__isnull=True)),
        late=Count("pk", filter=Q(received_at__isnull=True, due_on__lt=today)),
        today=Count("pk", filter=Q(received_at__date=today)),
    )
    newest = reports(actor, most=1)
    return Health(
        library=library.name if library else "",
        is_simulated=bool(library and library.is_simulated),
        takes_pushed=library is not None and BOUND.inbox is not None,
        waiting=counts["waiting"],
        late=counts["late"],
        received_today=counts["today"],
        unreadable=PulledItem.objects.exclude(defect="").count(),
        report=newest[0] if newest else None,
    )


def holds_everything() -> bool:
    """Has everything that was published since the first batch arrived there (one statement)?

    An edition without a batch was published a moment ago: the news of it is on its way.
    """
    first = Batch.objects.order_by("edition_id").values("edition_id")[:1]
    arrived = Batch.objects.filter(edition_id=OuterRef("pk"), received_at__isnull=False)
    return not ListVersion.objects.filter(pk__gte=Subquery(first)).exclude(Exists(arrived)).exists()


def sent(
    actor: Actor, *, at: datetime, before: int | None = None, only_late: bool = False, most: int = PAGE
) -> Sequence[SentEdition]:
    """Batches, the newest first, a page at a time: `before` is the last key of the page before."""
    rows = visible_to(actor).order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    if only_late:
        rows = rows.filter(received_at__isnull=True, due_on__lt=local_day(at))
    page = list(rows[:most])
    parcels = {each.payload["batch"]: each for each in _parcels([each.number for each in page])}
    return [_sent(each, parcels.get(each.number), local_day(at)) for each in page]


def reports(actor: Actor, *, before: int | None = None, most: int = PAGE) -> Sequence[Report]:
    """The comparisons, the newest first; for those who see the whole city."""
    if not actor.roles & SEES_ALL:
        return []
    rows = Reconciliation.objects.annotate(open=Count("found", filter=Q(found__repaired_at__isnull=True)))
    rows = rows.order_by("-pk") if before is None else rows.filter(pk__lt=before).order_by("-pk")
    return [
        Report(
            pk=each.pk,
            on=each.on,
            made_at=each.made_at,
            local=each.local,
            there=each.there,
            in_hand=each.in_hand,
            differences=each.differences,
            open=each.open,
            is_genuine=is_genuine(each.content, each.signature),
        )
        for each in rows[:most]
    ]


def differences(actor: Actor, report: int, *, after: int = 0, most: int = PAGE) -> Sequence[OpenDifference]:
    """The differences of one comparison in order, a page at a time."""
    rows = visible_differences(actor).filter(reconciliation_id=report, pk__gt=after).order_by("pk")
    return [
        OpenDifference(
            pk=each.pk,
            kind=Kind(each.kind).label,
            list_code=each.list_code,
            name=each.name,
            words=each.words,
            repair=Repair(each.repair).label if each.repair else "",
            repaired_at=each.repaired_at,
            repairs=Kind(each.kind).repairs if each.repaired_at is None else (),
        )
        for each in rows[:most]
    ]


def visible_differences(actor: Actor) -> QuerySet[Difference]:
    """The differences that this actor may see."""
    return Difference.objects.all() if actor.roles & SEES_ALL else Difference.objects.none()


def _parcels(numbers: list[str]) -> QuerySet[Outgoing]:
    return Outgoing.objects.filter(channel=CHANNEL, payload__batch__in=numbers).order_by("pk")


def _sent(batch: Batch, parcel: Outgoing | None, today: date) -> SentEdition:
    edition = batch.edition
    return SentEdition(
        pk=batch.pk,
        number=batch.number,
        list_code=edition.list.code,
        name=edition.list.basic.name,
        agency=edition.list.agency.short_name,
        version=edition.number,
        queued_at=batch.queued_at,
        due_on=batch.due_on,
        receipt=batch.receipt,
        received_at=batch.received_at,
        is_late=batch.received_at is None and batch.due_on < today,
        attempts=parcel.attempts if parcel else 0,
        last_error=parcel.last_error if parcel else "",
    )
