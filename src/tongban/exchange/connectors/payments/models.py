"""What the simulator of the payment platform keeps: orders with what became of them, and how badly it behaves."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.exchange.lines.misbehaving import KeptFaults


class SimulatedPayment(models.Model):
    """The simulator's own: an order, whether it was paid, and what was given back (模拟支付平台的订单); fen."""

    number = models.CharField(max_length=40, unique=True)
    amount = models.PositiveIntegerField()
    subject = models.CharField(max_length=200)
    expires_at = models.DateTimeField()
    return_to = models.CharField(max_length=500)
    pay_at = models.CharField(max_length=500)
    state = models.CharField(max_length=8, default="waiting")
    paid_at = models.DateTimeField(null=True)
    refund = models.CharField(max_length=60, blank=True, default="")
    refunded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(refund="") | Q(state="paid"), name="simulated_refund_of_what_was_paid"),
        ]

    @property
    def transaction(self) -> str:
        return f"MN{self.pk:012d}" if self.paid_at is not None else ""

    @property
    def refund_transaction(self) -> str:
        return f"MT{self.pk:012d}" if self.refunded_at is not None else ""


class SimulatedPaymentFaults(KeptFaults):
    """The simulator's own: how badly it behaves (模拟支付平台的故障); at most one row."""
