"""The tables of compliance (标准符合性): evidence as it was given, reports as they were frozen."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.registers.agencies.models import Staff


class Evidence(models.Model):
    """What shows that a clause is kept (符合性证据): the newest counts, the older ones stay."""

    is_append_only: ClassVar[bool] = True

    standard = models.CharField(max_length=40)
    clause = models.CharField(max_length=20)
    words = models.CharField(max_length=500)
    reference = models.CharField("文号或者存放处", max_length=200)
    valid_until = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(words="") & ~Q(reference=""), name="evidence_says_something"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["standard", "clause", "-id"], name="evidence_newest"),
        ]


class ComplianceReport(models.Model):
    """A report as it was on its day (符合性报告), with its hash; whoever has the facts can make it again."""

    is_append_only: ClassVar[bool] = True

    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
