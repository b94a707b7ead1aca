"""What the simulator of the post keeps: parcels without whom they are for, and how badly it behaves."""

from django.db import models

from tongban.exchange.lines.misbehaving import KeptFaults


class SimulatedParcel(models.Model):
    """The simulator's own: a parcel, since when, whether it comes back (模拟邮政的邮件); of the recipient nothing."""

    number = models.CharField(max_length=40, unique=True)
    ordered_at = models.DateTimeField()
    comes_back = models.BooleanField(default=False)

    @property
    def tracking(self) -> str:
        return f"MN{self.pk:09d}CN"


class SimulatedPostFaults(KeptFaults):
    """The simulator's own: how badly it behaves (模拟邮政的故障); at most one row."""
