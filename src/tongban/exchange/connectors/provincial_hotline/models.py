"""The tables of the exchange with the province's 12345, and those that its simulator keeps."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.exchange.lines.handed import HandedDown
from tongban.exchange.lines.misbehaving import KeptFaults
from tongban.exchange.lines.reports import OrderedReport, received_with_receipt
from tongban.oversight.hotline.models import WorkOrder


class HandedOrder(HandedDown):
    """An order that the province handed over (省12345转办单): the order of ours that it became, by which day.

    What cannot be taken over has no order of ours, and says why in `fault`.
    """

    order = models.OneToOneField(WorkOrder, models.PROTECT, null=True, related_name="handed")
    fault = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(order__isnull=False, due_on__isnull=False, fault="")
                | (Q(order__isnull=True) & ~Q(fault="")),
                name="handed_order_taken_or_says_why",
            ),
        ]


class HandedReport(OrderedReport):
    """How an order stood after one entry of the ledger (办理情况上报), until its receipt is there."""

    handed = models.ForeignKey(HandedOrder, models.PROTECT, related_name="reports")
    status = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            received_with_receipt("handed_report_received_with_receipt")
        ]


class SimulatedOrder(models.Model):
    """The simulator's own: an order that it hands over, and how it stands there (模拟省热线的转办单)."""

    number = models.CharField(max_length=40, unique=True)
    content = models.JSONField()
    status = models.CharField(max_length=10, default="handed")
    told = models.JSONField(default=dict)
    times_told = models.PositiveSmallIntegerField(default=0)


class SimulatedReport(models.Model):
    """The simulator's own: a report that it has received, so that a repetition has no effect (模拟省热线的记录)."""

    number = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()


class SimulatedHotlineFaults(KeptFaults):
    """The simulator's own: how badly it behaves (模拟省热线的故障); at most one row."""
