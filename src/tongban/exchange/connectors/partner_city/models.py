"""What the simulated partner city keeps (模拟的对方城市): letters, and nothing of any applicant of ours."""

from typing import ClassVar

from django.db import models


class SimulatedLetter(models.Model):
    """A letter that lies in the simulated city, its own or ours; `raw` of ours is without its closed part."""

    city = models.CharField(max_length=12)
    number = models.CharField(max_length=24)
    sender = models.CharField(max_length=12)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    raw = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["city", "number", "sender", "seq"], name="simulated_letter_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["city", "at"], name="simulated_letter_by_city"),
        ]
