"""What the simulated tax system keeps for itself (模拟税务系统的记录): for which case it was paid, never by whom."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class SimulatedTaxPayment(models.Model):
    """The simulator's own: something was paid at its counter, or found exempt; `amount` in fen."""

    case_number = models.CharField(max_length=17, unique=True)
    outcome = models.CharField(max_length=10)
    amount = models.BigIntegerField()
    paid_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(outcome="paid", amount__gt=0) | Q(outcome="exempt", amount=0),
                name="simulated_tax_paid_or_exempt",
            ),
        ]
