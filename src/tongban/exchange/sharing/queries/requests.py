"""Requests and demands as staff see them (共享申请、需求), and how far sharing has come (共享覆盖)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth

from tongban.exchange.sharing.models import DataDemand, SharingRequest, UseRecord
from tongban.exchange.sharing.rules.policy import UNUSED_AFTER, Grant
from tongban.exchange.sharing.rules.states import SHARING_ENDS, DemandStatus, SharingStatus
from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.resources.models import DataResource
from tongban.registers.resources.queries.catalogue import described
from tongban.registers.resources.rules.flow import ResourceStatus
from tongban.registers.resources.rules.gate import share_of

PAGE = 50
MOST_USES = 50
_WHOLE_CITY = frozenset({Role.SUPERVISOR, Role.AUDIT_ADMIN, Role.SECURITY_ADMIN, Role.SYSTEM})
_RELATED = ("resource__owner", "agency", "asked_by", "answered_by", "ruled_by")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How one body shares (部门共享覆盖): what it was asked for, answered, and what was used of it."""

    name: str
    asked: int
    granted: int
    refused: int
    overdue: int
    uses: int


def visible_to(actor: Actor) -> QuerySet[SharingRequest]:
    """Those of one's own body, and those for its data; all for supervision and the administrators."""
    rows = SharingRequest.objects.select_related(*_RELATED)
    if actor.roles & _WHOLE_CITY:
        return rows
    if actor.agency_id is None or not actor.is_staff:
        return rows.none()
    return rows.filter(Q(agency_id=actor.agency_id) | Q(resource__owner_id=actor.agency_id))


def request_for(actor: Actor, number: str) -> SharingRequest:
    """One request; `NotFound` whether it exists or not."""
    found = visible_to(actor).filter(number=number).first()
    if found is None:
        raise NotFound("没有找到这份共享申请，或者不是您部门的。")
    return found


def requests(
    actor: Actor, *, on: date, show: str = "", status: str = "", before: int = 0, most: int = PAGE + 1
) -> list[SharingRequest]:
    """A page, the newest first (one statement). `show`: ours, asked of us, over, disputed, unused."""
    rows = visible_to(actor).order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    if show == "ours":
        rows = rows.filter(agency_id=actor.agency_id or 0)
    elif show == "asked":
        rows = rows.filter(resource__owner_id=actor.agency_id or 0, status=SharingStatus.ASKED)
    elif show == "over":
        rows = rows.filter(status=SharingStatus.ASKED, due_on__lt=on)
    elif show == "disputed":
        rows = rows.filter(Q(status=SharingStatus.DISPUTED) | ~Q(ruling=""))
    elif show == "unused":
        rows = _unused(rows, on)
    if status in set(SharingStatus):
        rows = rows.filter(status=status)
    return list(rows[:most])


def _unused(rows: QuerySet[SharingRequest], on: date) -> QuerySet[SharingRequest]:
    """Grants that nobody used for long, nor reviewed (闲置授权)."""
    edge = datetime.combine(on - UNUSED_AFTER, datetime.min.time(), tzinfo=LOCAL)
    idle = rows.filter(status=SharingStatus.ACTIVE, activated_at__lt=edge)
    return idle.filter(Q(last_used_at__isnull=True) | Q(last_used_at__lt=edge)).filter(
        Q(reviewed_at__isnull=True) | Q(reviewed_at__lt=edge)
    )


def is_overdue(request: SharingRequest, *, on: date) -> bool:
    return request.status == SharingStatus.ASKED and request.due_on < on


def uses_of(request: SharingRequest) -> list[UseRecord]:
    """The last uses of a grant (one statement)."""
    return list(request.use_records.order_by("-pk")[:MOST_USES])


def grant_of(request: SharingRequest) -> Grant:
    """A request as the policy looks at it (two statements)."""
    facts = described(request.resource)
    return Grant(
        is_active=request.status == SharingStatus.ACTIVE,
        share=share_of(facts, request.fields),
        was_approved=request.answered_by_id is not None or request.ruled_by_id is not None,
        is_resource_live=request.resource.status == ResourceStatus.LIVE,
        has_owner=bool(facts.owner) and all(each.owner for each in facts.items if each.code in request.fields),
        fields=request.fields,
        from_on=request.from_on,
        until_on=request.until_on,
        client=request.client,
    )


def counts(actor: Actor, *, on: date) -> Mapping[str, int]:
    """What waits (一条语句): for an answer, over the limit, in coordination, unused."""
    rows = visible_to(actor)
    told = rows.order_by().aggregate(
        asked=Count("pk", filter=Q(status=SharingStatus.ASKED)),
        over=Count("pk", filter=Q(status=SharingStatus.ASKED, due_on__lt=on)),
        disputed=Count("pk", filter=Q(status=SharingStatus.DISPUTED)),
        active=Count("pk", filter=Q(status=SharingStatus.ACTIVE)),
    )
    return {**told, "unused": _unused(rows, on).count()}


def coverage(*, on: date) -> list[Coverage]:
    """One line for each body that was asked for data (one statement)."""
    granted = Q(activated_at__isnull=False)
    rows = SharingRequest.objects.order_by().values_list("resource__owner__short_name")
    counted = rows.annotate(
        asked=Count("pk"),
        granted=Count("pk", filter=granted),
        refused=Count("pk", filter=Q(status__in=[SharingStatus.REFUSED, SharingStatus.UPHELD])),
        overdue=Count("pk", filter=Q(status=SharingStatus.ASKED, due_on__lt=on)),
        used=Coalesce(Sum("uses"), 0),
    )
    return [Coverage(name or "", *rest) for name, *rest in counted.order_by("-asked", "resource__owner__short_name")]


def uses_by_month(*, on: date, months: int = 6) -> list[tuple[date, str, int]]:
    """How often data was used, by month and by the body that gives it (共享使用趋势), the newest first."""
    since = datetime.combine(on - timedelta(days=31 * months), datetime.min.time(), tzinfo=LOCAL)
    rows = UseRecord.objects.filter(at__gte=since, result="shown").order_by()
    counted: QuerySet[UseRecord, Any] = (
        rows.annotate(month=TruncMonth("at", tzinfo=LOCAL))
        .values_list("month", "request__resource__owner__short_name")
        .annotate(number=Count("pk"))
    )
    found = [(month.date(), name or "", number) for month, name, number in counted]
    return sorted(found, key=lambda row: (-row[0].toordinal(), -row[2], row[1]))


def demands(actor: Actor, *, status: str = "", before: int = 0, most: int = PAGE + 1) -> list[DataDemand]:
    """The demand list of the city (需求清单), open to all staff, the newest first (one statement)."""
    if not actor.is_staff and Role.SYSTEM not in actor.roles:
        return []
    rows = DataDemand.objects.select_related("agency", "asked_by", "resource").order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    if status in set(DemandStatus):
        rows = rows.filter(status=status)
    return list(rows[:most])


def demand_for(actor: Actor, number: str) -> DataDemand:
    found = DataDemand.objects.select_related("agency", "asked_by", "resource").filter(number=number).first()
    if found is None or not actor.is_staff:
        raise NotFound("没有找到这条需求。")
    return found


def past_their_time(*, on: date) -> list[SharingRequest]:
    """Grants and approvals whose last day is over (one statement)."""
    rows = SharingRequest.objects.select_related("resource__owner").filter(until_on__lt=on)
    running = [SharingStatus.APPROVED, SharingStatus.AGREED, SharingStatus.ACTIVE]
    return list(rows.filter(status__in=running).order_by("pk"))


def standing_of(resource: DataResource, agency_id: int | None) -> SharingRequest | None:
    """The running request of a body for this resource, if it has one (one statement)."""
    rows = SharingRequest.objects.filter(resource=resource, agency_id=agency_id or 0)
    return rows.exclude(status__in=SHARING_ENDS).order_by(F("pk").desc()).first()
