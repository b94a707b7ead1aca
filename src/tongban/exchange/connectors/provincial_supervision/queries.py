"""Reading what went to the provincial supervision system (监管数据推送情况): counts that add up, records, faults."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec
from django.db.models import Count, F, Min, Q, Sum
from django.db.models.functions import TruncDate

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.kernel.quantiles import Quantile
from tongban.foundation.kernel.vault import vault

from .bound import BOUND
from .models import DeliveredFile, DeliveredRecord, DroppedRow, SupervisionReport

CONTENT = "supervision.delivered"
IN_TIME = timedelta(hours=24)
DAYS = 7
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


@dataclass(frozen=True, slots=True)
class Day:
    """One day of deliveries (每天的账): what came in is taken, known or rejected; where the taken ones are."""

    day: date
    deliveries: int
    rows: int
    repeats: int
    rejected: int
    taken: int
    received: int
    sent_back: int
    waiting: int

    @property
    def is_equal(self) -> bool:
        """进的等于出的加退的."""
        is_in = self.rows == self.repeats + self.rejected + self.taken
        return is_in and self.taken == self.received + self.sent_back + self.waiting


def daily(*, at: datetime) -> list[Day]:
    """The last seven days on which something was delivered, the newest first (two statements)."""
    since = datetime.combine(local_day(at) - timedelta(days=DAYS - 1), time(), LOCAL)
    came = DeliveredFile.objects.filter(delivered_at__gte=since).annotate(day=TruncDate("delivered_at", tzinfo=LOCAL))
    sums = {f"all_{name}": Sum(name) for name in ("rows", "repeats", "rejected", "taken")}
    rows = came.values("day").annotate(deliveries=Count("pk"), **sums).order_by("-day")
    sent = DeliveredRecord.objects.filter(file__delivered_at__gte=since)
    went = sent.annotate(day=TruncDate("file__delivered_at", tzinfo=LOCAL)).order_by().values("day")
    states = went.annotate(
        received=Count("pk", filter=Q(report__received_at__isnull=False)),
        sent_back=Count("pk", filter=Q(report__rejected_at__isnull=False)),
        waiting=Count("pk", filter=Q(report__received_at__isnull=True, report__rejected_at__isnull=True)),
    )
    out = {day: rest for day, *rest in states.values_list("day", "received", "sent_back", "waiting")}
    told = rows.values_list("day", "deliveries", *sums)
    return [Day(day, *counts, *out.get(day, (0, 0, 0))) for day, *counts in told]


def unread() -> int:
    """How many rows wait in the front table (one statement)."""
    return DroppedRow.objects.count()


def opened(record: DeliveredRecord) -> dict[str, Any]:
    """The record as it goes to the province; personal data is opened only then."""
    raw = vault().open(bytes(record.content_sealed), purpose=CONTENT, owner=record.key.hex)
    found: dict[str, Any] = msgspec.json.decode(raw)
    return found
