"""The indicator library in editions, and the scores that were frozen with them (考核指标体系、部门得分)."""

from typing import ClassVar

from django.db import models

from tongban.oversight.supervision.rules.appraising import Library, decode
from tongban.registers.agencies.models import Agency, Staff


class LibraryEdition(models.Model):
    """An edition of the library (一版指标体系): from which month it counts; the database refuses every change to it."""

    is_append_only: ClassVar[bool] = True

    number = models.PositiveIntegerField(unique=True)
    since = models.DateField(unique=True)
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=500)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)

    @property
    def library(self) -> Library:
        return decode(self.content)


class Scorecard(models.Model):
    """A body's score of a month or a year (部门得分), with the counts that it was made of; never changed."""

    is_append_only: ClassVar[bool] = True

    period = models.CharField(max_length=7)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    edition = models.ForeignKey(LibraryEdition, models.PROTECT, related_name="+", db_index=False)
    counts = models.JSONField()
    total = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    frozen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["period", "agency"], name="scorecard_once"),
            models.CheckConstraint(
                condition=models.Q(period__regex=r"^\d{4}(-\d{2})?$"), name="scorecard_of_a_month_or_a_year"
            ),
        ]
