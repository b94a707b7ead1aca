"""Reading what went to the provincial supervision system (监管数据推送情况): counts that add up, records, faults."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from .bound import BOUND
from .models import SupervisionReport

_WAITS = Q(received_at__isnull=True, rejected_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Reporting:
    """How it stands: what came in is what was taken over, what was rejected, and what still waits (R-052)."""

    system: str
    is_simulated: bool
    queued: int
    received: int
    rejected: int
    waiting: int
    oldest_at: datetime | None


def reporting() -> Reporting:
    """All of it at one glance (one statement)."""
    found = SupervisionReport.objects.aggregate(
        queued=Count("pk"),
        received=Count("pk", filter=Q(received_at__isnull=False)),
        rejected=Count("pk", filter=Q(rejected_at__isnull=False)),
        waiting=Count("pk", filter=_WAITS),
        oldest_at=Min("queued_at", filter=_WAITS),
    )
    system = BOUND.system
    return Reporting(system.name if system else "", bool(system and system.is_simulated), **found)


def reports(*, show: str = "", before: int = 0, most: int) -> Sequence[SupervisionReport]:
    """Records, the newest first, a page at a time (one statement); `show`: rejected or waiting."""
    rows = SupervisionReport.objects.order_by("-pk")
    if show == "rejected":
        rows = rows.filter(rejected_at__isnull=False)
    if show == "waiting":
        rows = rows.filter(_WAITS)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows[:most])
