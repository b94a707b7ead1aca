"""The tables of exchanging with the provincial item library, and those that its simulator keeps for itself."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.exchange.lines.reports import Receipted, received_with_receipt
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.models import ListVersion

from .rules import Kind, Repair


class Batch(Receipted):
    """One published edition sent to the province (汇聚批次); `turn` counts how often it was sent anew on purpose."""

    edition = models.ForeignKey(ListVersion, models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField(default=1)
    due_on = models.DateField()
    alerted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "turn"], name="provincial_batch_turn"),
            received_with_receipt("provincial_batch_received_with_receipt"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["due_on"], name="provincial_batch_open", condition=Q(received_at__isnull=True)),
        ]


class PulledItem(models.Model):
    """One item that the province pushed (上级推送的一条): taken into the inbox, or unreadable and why."""

    source_ref = models.CharField(max_length=120, blank=True)
    source_hash = models.CharField(max_length=64, blank=True)
    defect = models.CharField(max_length=300, blank=True, default="")
    pulled_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source_ref", "source_hash", "defect"], name="provincial_pulled_once"),
        ]


class Reconciliation(models.Model):
    """One comparison with the province (比对报告): dated, signed, kept; `content` is what the signature covers."""

    is_append_only: ClassVar[bool] = True

    on = models.DateField()
    made_at = models.DateTimeField()
    local = models.PositiveIntegerField()
    there = models.PositiveIntegerField()
    in_hand = models.PositiveIntegerField()
    differences = models.PositiveIntegerField()
    content = models.TextField()
    signature = models.BinaryField(max_length=128)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["-made_at"], name="provincial_newest")]


class Difference(models.Model):
    """One difference of one comparison (差异), and what was done about it."""

    reconciliation = models.ForeignKey(Reconciliation, models.PROTECT, related_name="found")
    kind = models.CharField(max_length=16, choices=[(each.value, each.label) for each in Kind])
    list_code = models.CharField(max_length=31, blank=True)
    name = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=300)
    here_version = models.PositiveIntegerField(null=True)
    there_version = models.PositiveIntegerField(null=True)
    here_hash = models.CharField(max_length=64, blank=True)
    there_hash = models.CharField(max_length=64, blank=True)
    repair = models.CharField(
        max_length=8, blank=True, default="", choices=[(each.value, each.label) for each in Repair]
    )
    repaired_at = models.DateTimeField(null=True)
    repaired_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(repaired_at__isnull=True, repair="") | (Q(repaired_at__isnull=False) & ~Q(repair="")),
                name="provincial_repair_has_a_way",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["list_code", "repair"], name="provincial_by_list"),
        ]


class SimulatedRecord(models.Model):
    """The simulator's own: one record of the pretended library, as it would come over the line (模拟省库的记录)."""

    list_code = models.CharField(max_length=31, db_index=True, blank=True)
    record = models.JSONField()


class SimulatedBatch(models.Model):
    """The simulator's own: a batch that it has received, so that a repetition has no second effect (模拟省库的批次)."""

    number = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()


class SimulatedPush(models.Model):
    """The simulator's own: an item that the pretended province hands down (模拟省库推送的事项)."""

    source_ref = models.CharField(max_length=120, unique=True)
    item = models.JSONField()


class SimulatedFaults(models.Model):
    """The simulator's own: how badly it behaves (模拟省库的故障); at most one row."""

    seed = models.PositiveIntegerField(default=0)
    loss = models.FloatField(default=0)
    duplicates = models.FloatField(default=0)
    delay = models.FloatField(default=0)
    bad_records = models.FloatField(default=0)
    is_reordering = models.BooleanField(default=False)
