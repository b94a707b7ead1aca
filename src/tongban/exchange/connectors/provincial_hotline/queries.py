"""Reading what the province handed over (省12345转办单), and whether both sides say the same of each (对账)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.oversight.hotline.rules.states import OrderStatus

from .bound import BOUND
from .models import HandedOrder
from .ports import HotlineUnavailable

PAGE = 50
READERS = frozenset({Role.SUPERVISOR, Role.HOTLINE, Role.SYSTEM_ADMIN, Role.SYSTEM})
_THERE = {each.value: each.label for each in OrderStatus}


@dataclass(frozen=True, slots=True)
class Handed:
    """One order in a list: how it stands here and there; `theirs` is empty while the province does not answer."""

    pk: int
    number: str
    code: UUID | None
    ours_number: str
    lead: str
    due_on: date | None
    ours: str
    theirs: str
    is_equal: bool
    waiting: int
    fault: str


def visible_to(actor: Actor) -> QuerySet[HandedOrder]:
    """The orders that were handed over: for the hotline, the supervisor and whoever runs the platform."""
    rows = HandedOrder.objects.select_related("order__agency")
    return rows if actor.roles & READERS else rows.none()


def handed(actor: Actor, *, before: int = 0, most: int = PAGE, at: datetime) -> list[Handed]:
    """Orders, the newest first, a page at a time (one statement, and one call)."""
    rows = visible_to(actor).annotate(waiting=Count("reports", filter=Q(reports__received_at=None))).order_by("-pk")
    found = list((rows.filter(pk__lt=before) if before else rows)[:most])
    theirs = _statuses(at=at) if found else {}
    return [_shown(each, each.waiting, theirs) for each in found]


def differing(*, at: datetime) -> list[str]:
    """对账: the numbers of which both sides do not say the same; raises when the province does not answer."""
    assert BOUND.system is not None, "asked only where a system is bound"
    theirs = BOUND.system.statuses(at=at)
    rows = HandedOrder.objects.filter(order__isnull=False).select_related("order").order_by("pk")
    return [each.number for each in rows if each.order and theirs.get(each.number) != each.order.status]


def _statuses(*, at: datetime) -> Mapping[str, str]:
    if BOUND.system is None:
        return {}
    try:
        return BOUND.system.statuses(at=at)
    except HotlineUnavailable:
        return {}


def _shown(row: HandedOrder, waiting: int, theirs: Mapping[str, str]) -> Handed:
    order, there = row.order, theirs.get(row.number, "")
    return Handed(
        pk=row.pk,
        number=row.number,
        code=order.code if order is not None else None,
        ours_number=order.number if order is not None else "",
        lead=order.agency.short_name if order is not None and order.agency is not None else "",
        due_on=row.due_on,
        ours=order.state.label if order is not None else "没有收下",
        theirs=_THERE.get(there, there),
        is_equal=order is not None and there == order.status,
        waiting=waiting,
        fault=row.fault,
    )
