"""The register of normative files (法规规章规范性文件库), what happened to them, and whom that concerns."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.models import ImplementationList

from .rules.cleanup import Ground, ReviewStatus, Verdict
from .rules.states import ChangeKind, Standing, Status
from .rules.titles import Level


class Norm(models.Model):
    """A normative file (文件): `key` is its title without what varies, so that every way of writing it finds it."""

    key = models.CharField(max_length=200, unique=True)
    title = models.CharField(max_length=200)
    aliases = models.JSONField(default=list)
    number = models.CharField(max_length=80, blank=True, default="")
    issuing_body = models.CharField(max_length=120, blank=True, default="")
    level = models.CharField(max_length=20, choices=[(each.value, each.label) for each in Level])
    in_force_since = models.DateField(null=True)
    status = models.CharField(
        max_length=10, default=Standing.IN_FORCE, choices=[(each.value, each.label) for each in Standing]
    )
    repealed_on = models.DateField(null=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces")
    source = models.CharField(max_length=200, blank=True, default="")
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status=Standing.REPEALED, repealed_on__isnull=False)
                | (~Q(status=Standing.REPEALED) & Q(repealed_on__isnull=True)),
                name="norm_repealed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=models.F("id")), name="norm_replaced_by_another"
            ),
        ]


class NormChange(models.Model):
    """What happened to a file (变动): amended, suspended, repealed; from which day, by which document."""

    is_append_only: ClassVar[bool] = True

    norm = models.ForeignKey(Norm, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=8, choices=[(each.value, each.label) for each in ChangeKind])
    on = models.DateField()
    document = models.CharField(max_length=200)
    words = models.CharField(max_length=500, blank=True, default="")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["norm", "kind", "on"], name="norm_change_once"),
        ]


class AnswerLimit(models.Model):
    """Within how many working days a body answers to a change (处理时限), as the city's data say."""

    kind = models.CharField(max_length=8, unique=True, choices=[(each.value, each.label) for each in ChangeKind])
    workdays = models.PositiveSmallIntegerField()


class NormAlert(Chained):
    """A list that quotes a file that changed (法规变动提醒): whose, where it quotes it, by when it is answered."""

    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Status])
    change = models.ForeignKey(NormChange, models.PROTECT, related_name="alerts")
    list = models.ForeignKey(ImplementationList, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    clauses = models.JSONField()
    due_on = models.DateField()
    words = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["change", "list"], name="norm_alert_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "agency", "due_on"], name="norm_alert_inbox"),
        ]

    @property
    def chain(self) -> str:
        return f"norm-alert:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)


class NormReview(Chained):
    """One of the city's own files in a clean-up (清理): what its body wants, and what was decided."""

    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in ReviewStatus])
    title = models.CharField("哪次清理", max_length=80)
    norm = models.ForeignKey(Norm, models.PROTECT, related_name="reviews")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    due_on = models.DateField()
    begun_at = models.DateTimeField()
    verdict = models.CharField(
        max_length=8, blank=True, default="", choices=[(each.value, each.label) for each in Verdict]
    )
    ground = models.CharField(
        max_length=10, blank=True, default="", choices=[(each.value, each.label) for each in Ground]
    )
    reason = models.CharField(max_length=2000, blank=True, default="")
    document = models.CharField(max_length=200, blank=True, default="")
    decided_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["norm"], name="norm_reviewed_once_at_a_time", condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["proposed", "decided"])
                | (Q(verdict__in=[each.value for each in Verdict]) & ~Q(reason="")),
                name="norm_review_says_why",
            ),
            models.CheckConstraint(
                condition=(Q(verdict="keep") & Q(ground="none")) | (~Q(verdict="keep") & ~Q(ground="none")),
                name="norm_kept_on_no_ground",
            ),
            models.CheckConstraint(
                condition=Q(status="decided", ended_at__isnull=False, decided_on__isnull=False)
                | (~Q(status="decided") & Q(ended_at__isnull=True)),
                name="norm_review_ends_decided",
            ),
        ]

    @property
    def chain(self) -> str:
        return f"norm-review:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)
