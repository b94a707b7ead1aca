"""Licences and their editions (电子证照): a licence is what somebody has; an edition is what it says, never changed."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.parties.models import Party

from .rules.corrections import CORRECTION_ENDS, LONGEST, CorrectionStatus
from .rules.states import ENDS, Operation, Status

_STATES = [each.value for each in Status if each is not Status.NEW]


class Coverage(models.TextChoices):
    """How far a type exists electronically (电子化状态)."""

    FULL = "full", "已电子化"
    PART = "part", "部分电子化"
    NONE = "none", "未电子化"


class LicenseType(models.Model):
    """A type of licence (证照类型): who defines and issues it, what stands on its face, how long it holds."""

    key = models.SlugField("标识", max_length=60, unique=True)
    code = models.CharField("证照类型代码", max_length=21, unique=True)
    name = models.CharField("名称", max_length=80)
    definer = models.CharField("定义机构", max_length=80)
    holder_kinds = models.JSONField("持证主体", default=list)
    face = models.JSONField("照面要素(JSON Schema)")
    is_long = models.BooleanField("长期有效", default=False)
    years = models.PositiveSmallIntegerField("有效年限", null=True)
    coverage = models.CharField("电子化状态", max_length=4, choices=Coverage.choices, default=Coverage.NONE)
    evidence = models.CharField("依据", max_length=300, blank=True, default="")
    is_of_plan = models.BooleanField("方案列明", default=False)
    is_frequent = models.BooleanField("高频电子证照", default=False)

    class Meta:
        ordering = ("key",)

    def __str__(self) -> str:
        return self.name


class License(Chained):
    """A licence that somebody has (电子证照); the case that gave it is named and not pointed to."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    type = models.ForeignKey(LicenseType, models.PROTECT, related_name="+")
    issuer = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    serial = models.CharField("流水号", max_length=40)
    number = models.CharField("证照编号", max_length=80, blank=True, default="")
    holder = models.ForeignKey(Party, models.PROTECT, related_name="licenses")
    status = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Status])
    identifier = models.CharField("现行标识", max_length=120, unique=True)
    edition_number = models.PositiveSmallIntegerField(default=1)
    issued_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="followers")
    case_number = models.CharField("产生它的办件", max_length=17, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(status__in=_STATES), name="license_status_known"),
            models.UniqueConstraint(fields=["type", "issuer", "serial"], name="license_serial_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="license_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(status__in=sorted(ENDS), ended_at__isnull=False)
                | (~Q(status__in=sorted(ENDS)) & Q(ended_at__isnull=True)),
                name="license_ended_at_an_end",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["holder", "type"], name="license_by_holder"),
            models.Index(fields=["valid_to"], name="license_running_out", condition=Q(status=Status.VALID)),
            models.Index(fields=["case_number"], name="license_by_case", condition=~Q(case_number="")),
        ]

    @property
    def chain(self) -> str:
        return f"license:{self.public_id.hex}"

    @property
    def state(self) -> Status:
        return Status(self.status)

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.issuer_id}",)


class LicenseEdition(models.Model):
    """What a licence says since a day (证照版本): written once; a correction is a later edition (双时态)."""

    is_append_only: ClassVar[bool] = True

    license = models.ForeignKey(License, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    identifier = models.CharField(max_length=120, unique=True)
    operation = models.CharField(max_length=16, choices=[(each.value, each.label) for each in Operation])
    face_sealed = models.BinaryField()
    face_hash = models.CharField(max_length=64)
    issued_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True, default="")
    case_number = models.CharField(max_length=17, blank=True, default="")
    by_ref = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["license", "number"], name="edition_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=999), name="edition_number_range"),
        ]


class Rendition(models.TextChoices):
    """A file that stands alone (版式文件)."""

    PDF = "pdf", "PDF"
    OFD = "ofd", "OFD"


class LicenseFile(models.Model):
    """A file of an edition (版式文件): sealed and signed, on the shelf."""

    edition = models.ForeignKey(LicenseEdition, models.PROTECT, related_name="files")
    kind = models.CharField(max_length=3, choices=Rendition.choices)
    sha256 = models.BinaryField(max_length=32)
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "kind"], name="license_file_once"),
        ]


class Consent(models.TextChoices):
    """How the holder agreed to a use (同意方式): by themselves, or at a window with what only they have."""

    ONLINE = "online", "网上点选同意"
    QUERY_CODE = "query_code", "窗口凭查询码同意"


class Ground(models.TextChoices):
    """Why a question about somebody may be answered (处理依据, 个人信息保护法 第十三条第一款)."""

    ONLINE = "online", "持证人网上同意"
    QUERY_CODE = "query_code", "持证人在窗口凭查询码同意"
    DUTY = "duty", "履行法定职责所必需"


class LicenseUse(models.Model):
    """That a licence was used instead of a paper (证照使用): for one case, one purpose, with the holder's consent."""

    is_append_only: ClassVar[bool] = True

    edition = models.ForeignKey(LicenseEdition, models.PROTECT, related_name="uses")
    case_number = models.CharField("用于哪个办件", max_length=17)
    material_code = models.CharField(max_length=60)
    purpose = models.CharField("用途", max_length=200)
    consent = models.CharField("同意方式", max_length=12, choices=Consent.choices)
    consented_at = models.DateTimeField()
    by_ref = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "case_number", "material_code"], name="license_use_once"),
            models.CheckConstraint(condition=~Q(case_number="") & ~Q(purpose=""), name="license_use_for_something"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case_number"], name="license_use_by_case")]


class LicenseRefusal(models.Model):
    """That a body did not take a licence in force (不认电子证照): an event with its reason, counted (R-007)."""

    is_append_only: ClassVar[bool] = True

    license = models.ForeignKey(License, models.PROTECT, related_name="refusals")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    case_number = models.CharField(max_length=17)
    material_code = models.CharField(max_length=60)
    reason = models.CharField("理由", max_length=500)
    refused_at = models.DateTimeField()
    by_ref = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(reason=""), name="license_refusal_has_reason"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["refused_at"], name="license_refusal_by_time")]


class LicenseAnswer(models.Model):
    """A yes or no about a holder (是否类核验): signed, for a case and a purpose; no field is in it (N15)."""

    is_append_only: ClassVar[bool] = True

    holder = models.ForeignKey(Party, models.PROTECT, related_name="+")
    question = models.CharField(max_length=120)
    answer = models.BooleanField()
    case_number = models.CharField(max_length=17)
    purpose = models.CharField(max_length=200)
    ground = models.CharField("处理依据", max_length=12, choices=Ground.choices)
    answered_at = models.DateTimeField()
    by_ref = models.CharField(max_length=80)
    signature = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(case_number="") & ~Q(purpose="") & ~Q(ground=""), name="license_answer_for_something"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["holder", "-answered_at"], name="license_answer_by_holder"),
        ]


class FaceCorrection(Chained):
    """A holder says that a field of a face is wrong (证照纠错): answered by the body that issued it.

    What they wrote is sealed, for it is about them; a field has one open request at a time.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    license = models.ForeignKey(License, models.PROTECT, related_name="corrections")
    asker = models.ForeignKey(Party, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    field = models.CharField("照面要素", max_length=60)
    words_sealed = models.BinaryField()
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in CorrectionStatus])
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.CharField(max_length=LONGEST, blank=True, default="")
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    edition = models.OneToOneField(LicenseEdition, models.PROTECT, null=True, related_name="correction")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["license", "field"], name="correction_open_once", condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(status__in=sorted(CORRECTION_ENDS), ended_at__isnull=False)
                | (~Q(status__in=sorted(CORRECTION_ENDS)) & Q(ended_at__isnull=True)),
                name="correction_ended_at_an_end",
            ),
            models.CheckConstraint(
                condition=Q(status=CorrectionStatus.RIGHTED, edition__isnull=False)
                | (~Q(status=CorrectionStatus.RIGHTED) & Q(edition__isnull=True)),
                name="correction_has_edition_when_righted",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "due_on"], name="correction_worklist", condition=Q(ended_at__isnull=True)),
        ]

    @property
    def chain(self) -> str:
        return f"license-correction:{self.code.hex}"

    @property
    def state(self) -> CorrectionStatus:
        return CorrectionStatus(self.status)

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)


class LicenseSeries(models.Model):
    """A counter of serial numbers (流水号) of one type, issuer and year."""

    type = models.ForeignKey(LicenseType, models.PROTECT, related_name="+")
    issuer = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    next_ordinal = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["type", "issuer", "year"], name="license_series_once"),
        ]
