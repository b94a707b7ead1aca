"""Reports with frozen numbers (情况报告、通报): the numbers, their hash, and the paper that was made of them."""

from typing import ClassVar

from django.db import models

from tongban.oversight.supervision.rules.reports import Frozen, ReportKind, decode
from tongban.registers.agencies.models import Staff
from tongban.registers.documents.models import OfficialDocument


class FrozenReport(models.Model):
    """A report as it was frozen; the database refuses every change to it."""

    is_append_only: ClassVar[bool] = True

    kind = models.CharField(max_length=10, choices=[(each.value, each.label) for each in ReportKind])
    about_on = models.DateField()
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    document = models.OneToOneField(OfficialDocument, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "about_on"], name="report_once"),
        ]

    @property
    def frozen(self) -> Frozen:
        return decode(self.content)

    @property
    def what(self) -> ReportKind:
        return ReportKind(self.kind)
