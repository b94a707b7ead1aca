"""What is kept of a case after its end (案卷): the slip of what it cost both sides, and the archive package."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.handling.cases.models import Case
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.documents.models import OfficialDocument

from .rules.destruction import DestructionStatus, Fate


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
    """The archive package of a closed case (电子档案): where it lies, its root hash, and when it was last sound.

    After it was destroyed its row stays with both hashes; the database refuses to change or delete what it proves.
    """

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
    destroyed_at = models.DateTimeField("销毁时间", null=True)
    is_removed = models.BooleanField("内容已清除", default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(size__gt=0, files__gt=0), name="archive_is_not_empty"),
            models.CheckConstraint(
                condition=Q(destroyed_at__isnull=True) | Q(retain_until__isnull=False),
                name="archive_for_ever_is_never_destroyed",
            ),
            models.CheckConstraint(
                condition=Q(is_removed=False) | Q(destroyed_at__isnull=False), name="archive_removed_when_destroyed"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["checked_at"], name="archive_longest_unchecked"),
            models.Index(fields=["id"], name="archive_unsound", condition=~Q(finding="")),
            models.Index(fields=["retain_until"], name="archive_term_over", condition=Q(retain_until__isnull=False)),
        ]


class DestructionList(Chained):
    """Archives whose term is over (档案销毁清册): proposed by one person, approved by another, kept for ever."""

    status = models.CharField(max_length=12, choices=[(each.value, each.label) for each in DestructionStatus])
    opinion = models.CharField("鉴定意见", max_length=500)
    proposed_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    carried_out_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    carried_out_at = models.DateTimeField(null=True)
    words = models.CharField("批准意见或者理由", max_length=500, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="destruction_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "carried_out"]) | Q(decided_by__isnull=False),
                name="destruction_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(status="carried_out", carried_out_at__isnull=False, carried_out_by__isnull=False)
                | (~Q(status="carried_out") & Q(carried_out_at__isnull=True, carried_out_by__isnull=True)),
                name="destruction_carried_out_by_somebody",
            ),
        ]

    @property
    def chain(self) -> str:
        return f"destruction:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> DestructionStatus:
        return DestructionStatus(self.status)


class DestructionLine(models.Model):
    """An archive in a list: what becomes of it and why; term and end as they stood when it was proposed."""

    is_append_only: ClassVar[bool] = True

    listed = models.ForeignKey(DestructionList, models.PROTECT, related_name="lines")
    archive = models.ForeignKey(ArchiveRecord, models.PROTECT, related_name="lines")
    fate = models.CharField("鉴定结论", max_length=8, choices=[(each.value, each.label) for each in Fate])
    reason = models.CharField("理由", max_length=500, blank=True, default="")
    term = models.CharField("原保管期限", max_length=12)
    term_until = models.DateField("原期限到哪天")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["listed", "archive"], name="destruction_line_once"),
            models.CheckConstraint(
                condition=Q(fate="destroy") | ~Q(reason=""), name="destruction_kept_on_for_a_reason"
            ),
        ]
