"""Numbers handed out beforehand (离线号段) and the paper cases that were entered later (离线收件补录)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.registers.agencies.models import Staff, Venue


class NumberBlock(models.Model):
    """Case numbers that one place may give while the line is down (离线号段): serials, both ends included."""

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+")
    division = models.CharField(max_length=6)
    year = models.PositiveSmallIntegerField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    reserved_at = models.DateTimeField()
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(first__gte=90_000_000, last__lte=99_999_999, last__gte=F("first")),
                name="block_lies_in_the_offline_range",
            ),
            models.UniqueConstraint(fields=["year", "first"], name="block_begins_once"),
        ]

    @property
    def count(self) -> int:
        return self.last - self.first + 1


class PaperIntake(models.Model):
    """A case that was received on paper and entered later (离线收件补录): when really, when entered, by whom."""

    number = models.CharField(max_length=17, unique=True)
    block = models.ForeignKey(NumberBlock, models.PROTECT, related_name="intakes")
    received_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(received_at__lte=F("entered_at")), name="paper_received_before_entered"),
        ]
