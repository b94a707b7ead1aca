"""What goes to the provincial supervision system (监管数据推送), each until it is taken over or rejected."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import LessThan

from tongban.exchange.lines.reports import Report
from tongban.oversight.regulation.models import SupervisionFinding
from tongban.registers.agencies.models import Agency
from tongban.registers.lists.models import Edition

from .deliveries import LARGEST_ROW, Way
from .rules import RecordKind

_SIZE = Func(F("content"), function="pg_column_size", output_field=models.IntegerField())


class DroppedRow(models.Model):
    """A row that a department's system wrote into the front table (前置表), until it is taken in, which empties it.

    Its account may add `content` and nothing else: by whom and when is what the database says.
    """

    content = models.JSONField()
    dropped_by = models.CharField(max_length=63, db_default=Func(template="SESSION_USER"), editable=False)
    dropped_at = models.DateTimeField(db_default=Func(template="STATEMENT_TIMESTAMP()"), editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=LessThan(_SIZE, LARGEST_ROW),
                name="dropped_row_is_small",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["dropped_by", "id"], name="dropped_by_whom")]


class DeliveredFile(models.Model):
    """One delivery of a department's own supervision system (部门交来的监管数据), whichever way it came.

    Rows in are taken, known or rejected.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    way = models.CharField(max_length=5, choices=[(each.value, each.label) for each in Way], default=Way.FILE.value)
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    rows = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()
    repeats = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField(default=0)
    rejects = models.JSONField(default=list)
    delivered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(rows=F("taken") + F("repeats") + F("rejected")), name="delivered_rows_are_accounted_for"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["delivered_at"], name="delivered_by_time")]


class DeliveredRecord(models.Model):
    """One act of supervision from such a file (部门监管行为), once by the department's own number; sealed."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    ref = models.CharField(max_length=60)
    file = models.ForeignKey(DeliveredFile, models.PROTECT, related_name="records")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    content_sealed = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "ref"], name="delivered_record_once"),
        ]


class SupervisionReport(Report):
    """One record to the province: an edition of the map, or an act of supervision; its content is made when it goes.

    It has a receipt, or what is wrong with it (`faults`); neither while it waits.
    """

    kind = models.CharField(max_length=8, choices=[(each.value, each.label) for each in RecordKind])
    finding = models.ForeignKey(SupervisionFinding, models.PROTECT, null=True, related_name="+")
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    delivered = models.OneToOneField(DeliveredRecord, models.PROTECT, null=True, related_name="report")
    faults = models.JSONField(default=list)
    rejected_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(finding__isnull=False, edition__isnull=True, delivered__isnull=True)
                | Q(finding__isnull=True, edition__isnull=False, delivered__isnull=True)
                | Q(finding__isnull=True, edition__isnull=True, delivered__isnull=False),
                name="supervision_report_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(rejected_at__isnull=True),
                name="supervision_report_received_or_rejected",
            ),
        ]


class SimulatedSupervisionRecord(models.Model):
    """The simulator's own: a record that it has taken over, so that a repetition has no effect (模拟系统的记录)."""

    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=8)
    at = models.DateTimeField()
