"""What the applicant was told about the way (告知): the one-time notice, steps beyond the list, why it is late."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.handling.cases.rules.overdue import CAUSES, HANDLING
from tongban.registers.agencies.models import Agency, Staff, Venue
from tongban.registers.documents.models import OfficialDocument

from .case import Case


class CorrectionNotice(models.Model):
    """The one-time notice (一次性告知): at most one for a case, by the database; `items` name every defect."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="correction_notice")
    document = models.OneToOneField(OfficialDocument, models.PROTECT, related_name="+")
    items = models.JSONField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    corrected_at = models.DateTimeField(null=True)


class UnlistedStep(models.Model):
    """A step that the list does not know (清单外环节): by the decider, public, counted to the department; R-046."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="unlisted_steps")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    reason = models.CharField(max_length=500)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    expected_on = models.DateField()
    finished_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case"], name="unlisted_step_one_open", condition=Q(finished_at=None)),
        )
        indexes = (models.Index(fields=["agency", "started_at"], name="unlisted_step_by_agency"),)


class BlockedAsk(models.Model):
    """An ask beyond the list stopped before it was sent (清单外要求拦截): who, when, what terms, no text; R-047."""

    is_append_only: ClassVar[bool] = True

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    option_code = models.CharField(max_length=33)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="+", db_index=False)
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    verb = models.CharField(max_length=24)
    at = models.DateTimeField()
    text_hash = models.BinaryField(max_length=32)
    terms = models.JSONField()

    class Meta:
        indexes = (models.Index(fields=["at", "agency"], name="blocked_ask_at"),)


class OverdueExplanation(models.Model):
    """Why a limit was missed (超期公开说明): told to the applicant, public on the case; the applicant may object."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="explanations")
    document = models.OneToOneField(OfficialDocument, models.PROTECT, related_name="+")
    clock_kind = models.CharField(max_length=20, choices=[(each.value, each.label) for each in HANDLING])
    missed_on = models.DateField()
    cause = models.CharField(max_length=16, choices=list(CAUSES.items()))
    words = models.CharField(max_length=1000)
    expected_on = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    disputed_at = models.DateTimeField(null=True)
    dispute = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(disputed_at__isnull=True, dispute="") | (Q(disputed_at__isnull=False) & ~Q(dispute="")),
                name="explanation_disputed_in_words",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["disputed_at"], name="explanation_disputed", condition=Q(disputed_at__isnull=False)),
        ]
