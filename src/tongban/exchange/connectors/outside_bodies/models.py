"""What the simulated bodies keep for themselves (模拟外部单位的记录): for which case work was ordered, no more."""

from datetime import datetime
from typing import ClassVar

from django.db import models


class SimulatedOrder(models.Model):
    """The simulator's own: an order that it was given with a case's number (模拟单位接到的活)."""

    event = models.CharField(max_length=40)
    case_number = models.CharField(max_length=17)
    ordered_at = models.DateTimeField()
    owed = models.PositiveIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["event", "case_number"], name="simulated_order_once"),
        ]

    @property
    def began_at(self) -> datetime:
        """When the work could begin: with the order, or when what was owed on the account (in fen) was paid."""
        return self.settled_at or self.ordered_at

    def owes(self, at: datetime) -> bool:
        return self.settled_at is not None and self.settled_at > at


class BodyFaults(models.Model):
    """How badly the simulated bodies behave (故障): one row at most, set on record; shares from 0 to 1."""

    seed = models.PositiveIntegerField(default=0)
    loss = models.FloatField(default=0.0)
    duplicates = models.FloatField(default=0.0)
    delay = models.FloatField(default=0.0)
    bad_data = models.FloatField(default=0.0)
    debts = models.FloatField(default=0.0)
