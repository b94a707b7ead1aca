"""Reading what the province handed over (省12345转办单), and whether both sides say the same of each (对账)."""

from datetime import datetime

from django.db.models import QuerySet

from tongban.exchange.lines import handed as lines
from tongban.exchange.lines.handed import PAGE, Handed, Ours
from tongban.foundation.kernel.actors import Actor, Role
from tongban.oversight.hotline.rules.states import OrderStatus

from .bound import BOUND
from .models import HandedOrder

READERS = frozenset({Role.SUPERVISOR, Role.HOTLINE, Role.SYSTEM_ADMIN, Role.SYSTEM})
_LABELS = {each.value: each.label for each in OrderStatus}


def visible_to(actor: Actor) -> QuerySet[HandedOrder]:
    """The orders that were handed over: for the hotline, the supervisor and whoever runs the platform."""
    rows = HandedOrder.objects.select_related("order__agency")
    return rows if actor.roles & READERS else rows.none()


def handed(actor: Actor, *, before: int = 0, most: int = PAGE, at: datetime) -> list[Handed]:
    """Orders, the newest first, a page at a time (one statement, and one call)."""
    return lines.handed(visible_to(actor), BOUND.system, _ours, _LABELS, before=before, most=most, at=at)


def differing(*, at: datetime) -> list[str]:
    """对账: the numbers of which both sides do not say the same; raises when the province does not answer."""
    return lines.differing(HandedOrder.objects.select_related("order__agency"), BOUND.system, _ours, at=at)


def _ours(row: HandedOrder) -> Ours:
    order = row.order
    if order is None:
        return Ours(note=row.fault)
    lead = order.agency.short_name if order.agency is not None else "还没有派单"
    return Ours(order.code, lead, order.status, order.state.label, f"本市工单{order.number}")
