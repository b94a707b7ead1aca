"""Deductions of daily checks with their evidence, and months whose scores were fixed (日常考核、月度得分)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.oversight.workforce.rules.checking import CheckStatus, Finding, Source
from tongban.registers.agencies.models import Staff

_DECIDED = ["upheld", "lifted"]


class DailyCheck(Chained):
    """One deduction (扣分): of whom, for what, on which evidence; contested by oneself, decided by a third."""

    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in CheckStatus])
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    finding = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Finding])
    points = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Source])
    reference = models.CharField(max_length=80)
    words = models.CharField(max_length=500)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    appeal_until = models.DateField()
    appeal = models.CharField(max_length=1000, blank=True, default="")
    appealed_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=1000, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["staff", "day", "finding", "reference"], name="daily_check_once"),
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(reference="") & Q(points__gte=1), name="daily_check_has_evidence"
            ),
            models.CheckConstraint(condition=~Q(staff=F("noted_by")), name="daily_check_not_of_oneself"),
            models.CheckConstraint(
                condition=~Q(status__in=[*_DECIDED, "appealed"]) | (Q(appealed_at__isnull=False) & ~Q(appeal="")),
                name="daily_check_appealed_in_words",
            ),
            models.CheckConstraint(
                condition=Q(status__in=_DECIDED, decided_at__isnull=False, decided_by__isnull=False) & ~Q(decision="")
                | (~Q(status__in=_DECIDED) & Q(decided_at__isnull=True, decided_by__isnull=True)),
                name="daily_check_decided_in_words",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | (~Q(decided_by=F("noted_by")) & ~Q(decided_by=F("staff"))),
                name="daily_check_decided_by_a_third",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["staff", "day"], name="daily_check_of_staff"),
            models.Index(fields=["status", "-id"], name="daily_check_by_status"),
        ]

    @property
    def chain(self) -> str:
        return f"daily-check:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> CheckStatus:
        return CheckStatus(self.status)

    @property
    def what(self) -> Finding:
        return Finding(self.finding)


class MonthScore(models.Model):
    """A person's score of a month (月度得分) with the deductions that it was made of; never changed."""

    is_append_only: ClassVar[bool] = True

    month = models.DateField()
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    score = models.PositiveSmallIntegerField()
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["month", "staff"], name="month_score_once"),
            models.CheckConstraint(condition=Q(score__lte=100), name="month_score_of_a_hundred"),
        ]
