"""The tables of data that came back (数据回流): how each dataset stands, its batches, its rows."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Chained

from .rules import BatchStatus


class ReturnedDataset(models.Model):
    """How a subscription stands (回流状态): up to which batch, how fresh, since when it is stale and was told."""

    key = models.SlugField(max_length=60, unique=True)
    after = models.BigIntegerField(default=0)
    fresh_at = models.DateTimeField(null=True)
    pulled_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True, default="")
    alerted_at = models.DateTimeField(null=True)


class ReturnedBatch(Chained):
    """One batch as it came (回流批次): one number with one content is one batch, however often it comes."""

    dataset = models.SlugField(max_length=60)
    number = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    received_at = models.DateTimeField()
    count = models.PositiveIntegerField()
    score = models.FloatField()
    marks = models.JSONField("质量分", default=dict)
    faults = models.JSONField(default=list)
    is_whole = models.BooleanField("完整")
    apart = models.CharField("为什么隔离", max_length=200, blank=True, default="")
    held = models.JSONField("隔离的内容", default=list)
    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in BatchStatus])
    reason = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dataset", "number", "digest"], name="returned_batch_once"),
            models.CheckConstraint(
                condition=~Q(status=BatchStatus.APART) | ~Q(apart=""), name="returned_batch_apart_says_why"
            ),
        ]

    @property
    def chain(self) -> str:
        return f"returned-batch:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()


class ReturnedRow(models.Model):
    """One row in force (回流数据): from which batch and line it came, and how it was written there (血缘)."""

    dataset = models.SlugField(max_length=60)
    key = models.CharField(max_length=80)
    content = models.JSONField()
    source = models.JSONField()
    batch = models.ForeignKey(ReturnedBatch, models.PROTECT, related_name="+")
    line = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dataset", "key"], name="returned_row_once"),
        ]
