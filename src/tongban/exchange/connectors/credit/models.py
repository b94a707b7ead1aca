"""The tables of reporting to the credit platform, and those that its simulator keeps for itself."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.exchange.lines.misbehaving import KeptFaults
from tongban.exchange.lines.reports import Report, received_with_receipt
from tongban.handling.cases.models import Commitment
from tongban.handling.intermediaries.models import CreditItem

from .rules import Kind


class CreditPush(Report):
    """One message to the credit platform (报送记录): about one entry of the ledger, until its receipt is there."""

    kind = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Kind])
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [received_with_receipt("credit_received_with_receipt")]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id"], name="credit_push_open", condition=Q(received_at__isnull=True)),
        ]


class WaitingCredit(models.Model):
    """An entry of an intermediary agency's credit that goes with the next batch (待归集)."""

    item = models.OneToOneField(CreditItem, models.PROTECT, related_name="+")
    since = models.DateTimeField()


class CreditBatch(Report):
    """One batch of intermediary credit (归集批次) until its receipt is there; `content` is what was sent, as JSON."""

    content = models.TextField()
    digest = models.CharField(max_length=64)
    count = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            received_with_receipt("credit_batch_received_with_receipt")
        ]


class SimulatedCreditMessage(models.Model):
    """The simulator's own: a message that it has received, so that a repetition has no effect (模拟平台的记录)."""

    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=12)
    content = models.JSONField()
    at = models.DateTimeField()


class SimulatedCreditFaults(KeptFaults):
    """The simulator's own: how badly it behaves (模拟平台的故障); at most one row."""
