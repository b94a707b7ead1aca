"""The tables of the exchange with the province's system of rectification, and those that its simulator keeps."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.exchange.lines.handed import HandedDown
from tongban.exchange.lines.misbehaving import KeptFaults
from tongban.exchange.lines.reports import OrderedReport, received_with_receipt
from tongban.oversight.evaluations.models import Redress


class ProvincialTask(HandedDown):
    """A task that the province handed down (省里交办单): the bad rating it is about, and the province's last day.

    What cannot be read or is about nothing that is here has no redress, and says why in `faults`.
    """

    redress = models.OneToOneField(Redress, models.PROTECT, null=True, related_name="provincial_task")
    faults = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(redress__isnull=False, due_on__isnull=False, faults=[])
                | Q(redress__isnull=True) & ~Q(faults=[]),
                name="provincial_task_taken_or_says_why",
            ),
        ]


class TaskReport(OrderedReport):
    """How a task stood after one entry of the ledger (办理情况上报), until its receipt is there."""

    task = models.ForeignKey(ProvincialTask, models.PROTECT, related_name="reports")
    status = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            received_with_receipt("task_report_received_with_receipt")
        ]


class SimulatedTask(models.Model):
    """The simulator's own: a task that it hands down, and how it stands there (模拟系统的交办单)."""

    number = models.CharField(max_length=40, unique=True)
    content = models.JSONField()
    status = models.CharField(max_length=10, default="handed")
    told = models.JSONField(default=dict)


class SimulatedTaskMessage(models.Model):
    """The simulator's own: a message that it has received, so that a repetition has no effect (模拟系统的记录)."""

    number = models.CharField(max_length=40, unique=True)
    task = models.CharField(max_length=40)
    status = models.CharField(max_length=10)
    at = models.DateTimeField()


class SimulatedTaskFaults(KeptFaults):
    """The simulator's own: how badly it behaves (模拟系统的故障); at most one row."""
