"""The tables of reporting ratings to the province, and those that its simulator keeps for itself."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.exchange.lines.misbehaving import KeptFaults
from tongban.exchange.lines.reports import OrderedReport, received_with_receipt
from tongban.oversight.evaluations.models import Evaluation

from .rules import Kind


class RatingPush(OrderedReport):
    """One message to the province (上报记录): about one entry of the ledger, until its receipt is there.

    `follows` is the message before it about the same rating: it is sent when that one has its receipt.
    """

    kind = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Kind])
    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [received_with_receipt("rating_received_with_receipt")]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id"], name="rating_push_open", condition=Q(received_at__isnull=True)),
            models.Index(fields=["day"], name="rating_push_by_day"),
        ]


class SimulatedRating(models.Model):
    """The simulator's own: a message that it has received, so that a repetition has no effect (模拟系统的记录)."""

    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=12)
    follows = models.CharField(max_length=40, blank=True, default="")
    day = models.DateField()
    content = models.JSONField()
    at = models.DateTimeField()


class SimulatedRatingFaults(KeptFaults):
    """The simulator's own: how badly it behaves (模拟系统的故障); at most one row."""
