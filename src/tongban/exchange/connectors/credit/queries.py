"""Reading what was reported to the credit platform (报送情况): for the console."""

from collections.abc import Sequence

from django.db.models import QuerySet

from tongban.exchange.lines import reported as reports
from tongban.exchange.lines.ports import KEEPERS
from tongban.exchange.lines.reported import PAGE, Health, Reported
from tongban.foundation.kernel.actors import Actor, Role

from .bound import BOUND, LANE
from .models import CreditBatch, CreditPush, WaitingCredit
from .rules import Kind

SEES_OWN = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER})


def visible_to(actor: Actor) -> QuerySet[CreditPush]:
    """The messages that this actor may see: supervision all, departments those of their own cases."""
    rows = CreditPush.objects.select_related("commitment__case")
    if actor.roles & KEEPERS:
        return rows
    if actor.roles & SEES_OWN and actor.agency_id is not None:
        return rows.filter(commitment__case__agency_id=actor.agency_id)
    return rows.none()


def health(actor: Actor) -> Health:
    """The whole reporting at one glance (two statements)."""
    return reports.health(LANE, visible_to(actor), BOUND.platform)


def reported(actor: Actor, *, show: str = "", before: int = 0, most: int = PAGE) -> Sequence[Reported]:
    """Messages, the newest first, a page at a time; `show` is waiting or received (two statements)."""
    return reports.reported(LANE, visible_to(actor), _told, show=show, before=before, most=most)


def batches(actor: Actor, *, most: int = 10) -> tuple[Sequence[CreditBatch], int]:
    """The last batches of intermediary credit, and how many entries wait for the next (two statements); R-064."""
    if not actor.roles & KEEPERS:
        return [], 0
    return list(CreditBatch.objects.defer("content").order_by("-pk")[:most]), WaitingCredit.objects.count()


def _told(push: CreditPush) -> tuple[str, str]:
    return Kind(push.kind).label, push.commitment.case.number
