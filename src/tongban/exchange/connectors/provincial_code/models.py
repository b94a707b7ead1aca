"""The notices of door plates to the province (门楼牌备案), each until its receipt is there."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Entry
from tongban.registers.codes.models import Doorplate


class PlateFiling(models.Model):
    """One notice about one act on a plate (备案记录)."""

    number = models.CharField(max_length=40, unique=True)
    plate = models.ForeignKey(Doorplate, models.PROTECT, related_name="+")
    is_hanging = models.BooleanField("挂着")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+", db_constraint=False)
    queued_at = models.DateTimeField()
    receipt = models.CharField(max_length=60, blank=True, default="")
    received_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(received_at__isnull=True, receipt="") | (Q(received_at__isnull=False) & ~Q(receipt="")),
                name="plate_filing_received_with_receipt",
            ),
        ]
