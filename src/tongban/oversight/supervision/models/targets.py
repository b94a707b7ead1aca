"""The plan's targets as they were shown to be done (方案目标), and the evidence for each (佐证)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Chained
from tongban.oversight.supervision.rules.plan_flow import TargetStatus
from tongban.registers.agencies.models import Staff
from tongban.registers.documents.models import OfficialDocument


class PlanTarget(Chained):
    """A target of the plan by its key: what it wants and until when stands in the plan, here is what was shown.

    `done_on` is the day of the evidence that it was completed with, not the day when somebody said so.
    """

    key = models.CharField(max_length=24, unique=True)
    status = models.CharField(
        max_length=4, choices=[(each.value, each.label) for each in TargetStatus], default=TargetStatus.OPEN
    )
    done_on = models.DateField(null=True)
    shown_by = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status=TargetStatus.DONE.value, done_on__isnull=False, shown_by__gt=0)
                | Q(status=TargetStatus.OPEN.value, done_on__isnull=True),
                name="target_done_with_evidence",
            ),
        ]

    @property
    def chain(self) -> str:
        return f"target:{self.key}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()


class PlanEvidence(models.Model):
    """A piece of evidence (佐证): a document of this house with its hash, or one from outside by number and date."""

    is_append_only: ClassVar[bool] = True

    target = models.ForeignKey(PlanTarget, models.PROTECT, related_name="evidence", db_index=False)
    number = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    dated_on = models.DateField()
    document = models.ForeignKey(OfficialDocument, models.PROTECT, null=True, related_name="+", db_index=False)
    content_hash = models.CharField(max_length=64, blank=True, default="")
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["target", "number"], name="evidence_once"),
            models.CheckConstraint(
                condition=Q(document__isnull=True, content_hash="") | (Q(document__isnull=False) & ~Q(content_hash="")),
                name="evidence_of_this_house_has_its_hash",
            ),
        ]
