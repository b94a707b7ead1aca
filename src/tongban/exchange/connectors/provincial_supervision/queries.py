"""Reading what went to the provincial supervision system (监管数据推送情况): counts that add up, records, faults."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.db.models import Count, F, Min, Q

from tongban.foundation.kernel.quantiles import Quantile
from tongban.foundation.kernel.vault import vault

from .bound import BOUND
from .models import DeliveredFile, DeliveredRecord, SupervisionReport

CONTENT = "supervision.delivered"
IN_TIME = timedelta(hours=24)
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
    p95: timedelta | None

    @property
    def is_in_time(self) -> bool:
        """Within a day, 95 of 100 (R-052)."""
        return self.p95 is None or self.p95 < IN_TIME


def reporting() -> Reporting:
    """All of it at one glance (one statement)."""
    found = SupervisionReport.objects.aggregate(
        queued=Count("pk"),
        received=Count("pk", filter=Q(received_at__isnull=False)),
        rejected=Count("pk", filter=Q(rejected_at__isnull=False)),
        waiting=Count("pk", filter=_WAITS),
        oldest_at=Min("queued_at", filter=_WAITS),
        p95=Quantile(F("received_at") - F("queued_at"), share=0.95),
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


def files(*, most: int) -> Sequence[DeliveredFile]:
    """What departments delivered, the newest first (one statement)."""
    return list(DeliveredFile.objects.select_related("agency").order_by("-pk")[:most])


def opened(record: DeliveredRecord) -> dict[str, Any]:
    """The record as it goes to the province; personal data is opened only then."""
    raw = vault().open(bytes(record.content_sealed), purpose=CONTENT, owner=record.key.hex)
    found: dict[str, Any] = msgspec.json.decode(raw)
    return found
