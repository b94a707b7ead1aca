"""What is kept of telling once (一次告知): the word of a pre-check, and a leader's asking again."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.registers.agencies.models import Staff
from tongban.registers.documents.models import OfficialDocument


class PrecheckResult(models.Model):
    """That a set of materials was found complete (预审结论): its fingerprint, signed; it binds every window, N19."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="precheck_results", db_index=False)
    document = models.OneToOneField(OfficialDocument, models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=32)
    signature = models.BinaryField(max_length=128)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "digest"], name="precheck_once_for_a_set"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["digest"], name="precheck_by_set")]


class TellingOverride(models.Model):
    """That a leader asked again although it was told once (再次告知): public to the applicant, counted, N03.

    There is none without a notice or a pre-check that it breaks, and one at a time; no clock knows of it.
    """

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="telling_overrides", db_index=False)
    document = models.OneToOneField(OfficialDocument, models.PROTECT, related_name="+")
    notice = models.ForeignKey("cases.CorrectionNotice", models.PROTECT, null=True, related_name="+", db_index=False)
    precheck = models.ForeignKey(PrecheckResult, models.PROTECT, null=True, related_name="+", db_index=False)
    items = models.JSONField()
    reason = models.CharField(max_length=500)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(notice__isnull=False) | Q(precheck__isnull=False), name="override_breaks_a_telling"
            ),
            models.UniqueConstraint(fields=["case"], name="override_one_open", condition=Q(answered_at__isnull=True)),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case"], name="override_by_case"),
            models.Index(fields=["given_at"], name="override_by_day"),
        ]
