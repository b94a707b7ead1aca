"""What is kept of a case after its end (案卷): the slip of what it cost both sides, and the archive package."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.handling.cases.models import Case
from tongban.registers.agencies.models import Agency
from tongban.registers.documents.models import OfficialDocument


class Slip(models.Model):
    """What a case cost both sides (办事小票), in whole seconds, papers and trips; the city's totals are its sums."""

    is_append_only: ClassVar[bool] = True

    case = models.OneToOneField(Case, models.PROTECT, related_name="slip")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    document = models.OneToOneField(OfficialDocument, models.PROTECT, related_name="+")
    closed_on = models.DateField()
    office_seconds = models.PositiveBigIntegerField()
    applicant_seconds = models.PositiveBigIntegerField()
    third_party_seconds = models.PositiveBigIntegerField()
    province_seconds = models.PositiveBigIntegerField()
    trips = models.PositiveSmallIntegerField()
    papers_asked = models.PositiveSmallIntegerField()
    papers_given = models.PositiveSmallIntegerField()
    papers_spared = models.PositiveSmallIntegerField()
    papers_told = models.PositiveSmallIntegerField()
    statutory_days = models.PositiveSmallIntegerField(null=True)
    promised_days = models.PositiveSmallIntegerField(null=True)
    used_days = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["closed_on", "agency"], name="slip_by_day"),
        ]


class ArchiveRecord(models.Model):
    """The archive package of a closed case (电子档案): where it lies, its root hash, and when it was last sound."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="archive_record")
    number = models.CharField("档号", max_length=40, unique=True)
    made_at = models.DateTimeField()
    content = models.BinaryField(max_length=32)
    root = models.BinaryField(max_length=32)
    size = models.PositiveBigIntegerField()
    files = models.PositiveIntegerField()
    retention = models.CharField("保管期限", max_length=12)
    retain_until = models.DateField("保管到哪天", null=True)
    checked_at = models.DateTimeField()
    finding = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(size__gt=0, files__gt=0), name="archive_is_not_empty"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["checked_at"], name="archive_longest_unchecked"),
            models.Index(fields=["id"], name="archive_unsound", condition=~Q(finding="")),
            models.Index(fields=["retain_until"], name="archive_term_over", condition=Q(retain_until__isnull=False)),
        ]
