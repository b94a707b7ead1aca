"""Inspections and meetings with their minutes (督查、推进会), and issues with owner and day (问题台账)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.oversight.supervision.rules.gatherings import GatheringKind
from tongban.oversight.supervision.rules.issues import IssueStatus, Level
from tongban.registers.agencies.models import Agency, Staff

_RESOLVED = [IssueStatus.RESOLVED.value, IssueStatus.VERIFIED.value]


class Gathering(models.Model):
    """An inspection or a meeting (督查、推进会、汇报会): when, who came, what was said; its actions are issues."""

    is_append_only: ClassVar[bool] = True

    kind = models.CharField(max_length=10, choices=[(each.value, each.label) for each in GatheringKind])
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    bodies = models.JSONField()
    minutes = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(minutes=""), name="gathering_says_something"),
        ]


class Issue(Chained):
    """A problem (问题): raised by somebody, led by one body and one person, until a day; closed by who raised it."""

    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in IssueStatus])
    level = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Level])
    title = models.CharField(max_length=120)
    words = models.CharField(max_length=1000)
    gathering = models.ForeignKey(Gathering, models.PROTECT, null=True, related_name="actions")
    lead = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    owner = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField()
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    resolution = models.CharField(max_length=1000, blank=True, default="")
    resolved_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    reminded_on = models.DateField(null=True)
    escalated_at = models.DateTimeField(null=True)
    escalated_to = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status__in=_RESOLVED, resolved_at__isnull=False) & ~Q(resolution="")
                | (~Q(status__in=_RESOLVED) & Q(resolved_at__isnull=True, resolution="")),
                name="issue_resolved_in_words",
            ),
            models.CheckConstraint(
                condition=Q(status=IssueStatus.VERIFIED.value, verified_at__isnull=False, verified_by=F("raised_by"))
                | (~Q(status=IssueStatus.VERIFIED.value) & Q(verified_at__isnull=True, verified_by__isnull=True)),
                name="issue_closed_by_who_raised_it",
            ),
            models.CheckConstraint(
                condition=Q(escalated_at__isnull=True, escalated_to__isnull=True)
                | Q(escalated_at__isnull=False, escalated_to__isnull=False),
                name="issue_escalated_to_somebody",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["lead", "status", "due_on"], name="issue_by_lead"),
            models.Index(fields=["due_on"], name="issue_open", condition=Q(status=IssueStatus.OPEN.value)),
        ]

    @property
    def chain(self) -> str:
        return f"issue:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.lead_id}",)
