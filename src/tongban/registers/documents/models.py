"""Stored files (电子材料), official documents (文书) and their number series (文号)."""

import uuid
from typing import ClassVar

import msgspec
from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.parties.models import Account, Party

from .rules import papers
from .rules.papers import Body, DocumentKind
from .rules.wording import Edition, Wording, WordingStatus


class Verdict(models.TextChoices):
    """What the inspection of a file said (安全检查结论)."""

    CLEAN = "clean", "已检查"
    SUSPICIOUS = "suspicious", "可疑"
    UNCHECKED = "unchecked", "待查毒"


class TrustLevel(models.TextChoices):
    """How far a material is trusted (材料可信等级, 国办函〔2016〕108号); a clerk who saw the original makes C a B."""

    A = "A", "签发机关提供"
    B = "B", "已核对原件"
    C = "C", "用户上传，待核原件"
    D = "D", "自制并承诺真实"


class StoredFile(models.Model):
    """A file that somebody handed in or that we made (电子材料). The id is public and random; the content lies by hash.

    `holder` names the subject that owns it now, such as `case:123`; an empty one means: still only the uploader's.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.BinaryField(max_length=32)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    pages = models.PositiveIntegerField(null=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    uploaded_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    client = models.CharField(max_length=100, default="", blank=True)
    uploaded_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.UNCHECKED)
    trust_level = models.CharField(max_length=1, choices=TrustLevel, default=TrustLevel.C)
    holder = models.CharField(max_length=80, default="", blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["uploaded_by", "uploaded_at"], name="file_by_uploader"),
            models.Index(fields=["client", "uploaded_at"], name="file_by_client", condition=~Q(client="")),
            models.Index(fields=["sha256"], name="file_by_content"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="file_verdict_is_known"),
            models.CheckConstraint(condition=Q(trust_level__in=TrustLevel.values), name="file_trust_is_known"),
        )

    @property
    def digest(self) -> str:
        """The SHA-256 of the content, in hexadecimal."""
        return bytes(self.sha256).hex()


class OfficialDocument(models.Model):
    """An official document (文书) as issued: the database refuses all changes but `pdf_sha256` and voiding."""

    kind = models.CharField(max_length=20, choices=DocumentKind)
    number = models.CharField(max_length=80, unique=True)
    subject = models.CharField(max_length=80)
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=80)
    issued_by_name = models.CharField(max_length=100)
    body = models.JSONField()
    verification_code = models.CharField(max_length=10, unique=True)
    content_hash = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64, default="", blank=True)
    is_void = models.BooleanField(default=False)
    voided_at = models.DateTimeField(null=True)
    voided_by = models.CharField(max_length=80, default="", blank=True)
    void_reason = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["subject", "issued_at"], name="document_by_subject"),
            models.Index(fields=["issued_at"], name="document_without_pdf", condition=Q(pdf_sha256="")),
        )
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="document_kind_is_known"),
            models.CheckConstraint(
                condition=Q(is_void=False, voided_at=None, void_reason="")
                | (Q(is_void=True, voided_at__isnull=False) & ~Q(void_reason="")),
                name="document_is_voided_with_reason",
            ),
        )

    @property
    def content(self) -> Body:
        """The typed body."""
        return papers.from_plain(self.body)

    @property
    def title(self) -> str:
        return DocumentKind(self.kind).label


class AgencyMark(models.Model):
    """The short mark of an agency in its document numbers (机关代字), such as 嘉市监."""

    agency = models.OneToOneField(Agency, models.PROTECT, related_name="+")
    mark = models.CharField(max_length=12, unique=True)


class NumberSeries(models.Model):
    """A counter of document numbers (文号序列) of one agency, kind and year; `next_ordinal` has not been given yet."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=DocumentKind)
    year = models.PositiveSmallIntegerField()
    next_ordinal = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "kind", "year"], name="series_per_agency_kind_year"),
            models.CheckConstraint(condition=Q(next_ordinal__gte=1), name="series_begins_at_one"),
        )


class ReservedRange(models.Model):
    """Numbers set aside for a place that works without the network (离线预分配号段); both ends included."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="ranges")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    holder = models.CharField(max_length=100)
    reserved_at = models.DateTimeField()
    reserved_by = models.CharField(max_length=80)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(last__gte=F("first"), first__gte=1), name="range_is_not_empty"),
            models.UniqueConstraint(fields=["series", "first"], name="range_begins_once"),
        )


class PaperWording(Chained):
    """The city's own words on a kind of paper (文书用语): proposed by one person, decided by another.

    What comes into force gets the next number of its kind, and is never changed.
    """

    kind = models.CharField("文书", max_length=20)
    status = models.CharField(max_length=12, choices=[(each.value, each.label) for each in WordingStatus])
    edition = models.PositiveIntegerField("版次", null=True)
    text = models.JSONField()
    reason = models.CharField("为什么改", max_length=500)
    proposed_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    words = models.CharField("意见或者理由", max_length=500, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind"], condition=Q(status="in_force"), name="wording_one_in_force"),
            models.UniqueConstraint(fields=["kind"], condition=Q(status="proposed"), name="wording_one_proposed"),
            models.UniqueConstraint(fields=["kind", "edition"], name="wording_numbered_once"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="wording_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["in_force", "superseded"], edition__isnull=False, decided_by__isnull=False)
                | (~Q(status__in=["in_force", "superseded"]) & Q(edition__isnull=True)),
                name="wording_in_force_was_decided",
            ),
        ]

    @property
    def chain(self) -> str:
        return f"wording:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> WordingStatus:
        return WordingStatus(self.status)

    @property
    def content(self) -> Edition:
        """The typed wording with its number; 0 for one that is not in force yet."""
        return Edition(self.edition or 0, msgspec.convert(self.text, Wording))
