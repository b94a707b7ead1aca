"""Reports to another system (上报): each waits in the outbox, goes in order, and is received once, with a receipt.

A connector says what it reports, about what, and how that reads; this is what all of them do alike.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db import models, transaction
from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Declined, NotNow, NotYours
from tongban.foundation.ledger import undelivered
from tongban.foundation.ledger.commands import Parcel, send_out
from tongban.foundation.ledger.models import Entry, Outgoing

from .ports import KEEPERS

LONGEST_RECEIPT = 60


class Receipted(models.Model):
    """Something that is sent under a number of its own until its receipt is there (等回执)."""

    number = models.CharField(max_length=40, unique=True)
    queued_at = models.DateTimeField()
    receipt = models.CharField(max_length=LONGEST_RECEIPT, blank=True, default="")
    received_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Report(Receipted):
    """What is told of an entry of the ledger (上报记录); mostly one entry, one report."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+", db_constraint=False)

    class Meta:
        abstract = True


class OrderedReport(Report):
    """One of several about the same thing: it is sent when the one that it `follows` has its receipt."""

    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        abstract = True


def received_with_receipt(name: str) -> models.CheckConstraint:
    """The constraint of a `Receipted`: a receipt has its time, a time its receipt."""
    is_waiting, is_there = Q(received_at__isnull=True, receipt=""), Q(received_at__isnull=False) & ~Q(receipt="")
    return models.CheckConstraint(condition=is_waiting | is_there, name=name)


Kind = TypeVar("Kind", bound=Report)


@dataclass(frozen=True, slots=True)
class Lane(Generic[Kind]):
    """How one kind of report goes (上报通道): `called` is the other system, `act` what we call reporting to it.

    `key` is the name under which a parcel carries the number of its report, `subject` what several reports are about.
    """

    channel: str
    kind: type[Kind]
    called: str
    broken: type[Declined]
    key: str = "report"
    act: str = "上报"
    subject: str = ""

    def knows(self, number: str) -> bool:
        """Whether this was heard before."""
        return self.kind._default_manager.filter(number=number).exists()

    def queue(self, entry: Entry, number: str, *, address: str, **about: Any) -> None:
        """A report waits in the outbox, behind those of the same chain."""
        self.kind._default_manager.create(number=number, entry=entry, queued_at=entry.at, **about)
        send_out(entry, [Parcel(self.channel, address, {self.key: number})], at=entry.at)

    def carry(
        self, parcel: Outgoing, rows: QuerySet[Kind], send: Callable[[Kind], tuple[str, str]], *, at: datetime
    ) -> None:
        """In order: send, keep the receipt. `send` tells of which report the receipt is, and its number; else none."""
        report = rows.get(number=parcel.payload[self.key])
        if report.received_at is not None:
            return
        first = getattr(report, "follows", None)
        if first is not None and first.received_at is None:
            raise self.broken(f"{self.subject}前面的一条还没有收到回执，等它收到以后再报。")
        of, number = send(report)
        if of != report.number or not number:
            raise self.broken(f"{self.called}的回执读不出来，请稍后再试。")
        rows.filter(pk=report.pk).update(receipt=number[:LONGEST_RECEIPT], received_at=at)

    def parcels(self, rows: QuerySet[Kind]) -> QuerySet[Outgoing]:
        """What carries these reports (found by their entries)."""
        return Outgoing.objects.filter(channel=self.channel, entry_id__in=rows.values("entry_id"))

    @transaction.atomic
    def resend(self, report: Kind, *, by: Actor, at: datetime) -> None:
        """重新上报: a report without a receipt is due now, also one that was given up or closed."""
        if not KEEPERS & by.roles:
            raise NotYours(f"重新{self.act}由监督岗或者系统管理员办理。")
        if report.received_at is not None:
            raise NotNow(f"这条信息已经收到回执，不用重新{self.act}。")
        named = Q(**{f"payload__{self.key}": report.number})
        rows = Outgoing.objects.filter(named, channel=self.channel, entry_id=report.entry_id)
        rows.update(dead_at=None, closed_at=None, delivered_at=None, attempts=0, due_at=at)

    def revive(self, *, at: datetime) -> int:
        """Reports that were given up are tried again: the other side may have been away for a day."""
        return undelivered.revive(self.channel, at=at)


def preceding(rows: QuerySet[Kind], entry: Entry) -> Kind | None:
    """The report about the same thing that one about this entry follows."""
    return rows.filter(entry_id__lt=entry.pk).order_by("-entry_id").first()
