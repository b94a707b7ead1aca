"""What hangs on special procedures and odd terms (特别程序的约时与记录、名额): rows beside the case's own.

Part of the models of cases; `models.py` names them, other modules take them from there.
"""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from tongban.registers.agencies.models import Staff
from tongban.registers.documents.models import OfficialDocument, StoredFile

_SELF, _HALF_OPEN = Value("[]"), Value("[)")


class SlotStatus(models.TextChoices):
    """How a slot stands (时段状态)."""

    OFFERED = "offered", "可选"
    BOOKED = "booked", "已约定"
    RELEASED = "released", "没有选用"
    CANCELLED = "cancelled", "已取消"


class Slot(models.Model):
    """A time that the organiser offers for a special procedure (时段); at most one of a run is booked."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="slots")
    run = models.ForeignKey("cases.SpecialRun", models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=SlotStatus, default=SlotStatus.OFFERED)
    offered_at = models.DateTimeField()
    booked_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_has_a_length"),
            models.CheckConstraint(
                condition=Q(booked_at__isnull=False) | ~Q(status="booked"), name="slot_booked_has_its_moment"
            ),
            models.CheckConstraint(condition=~Q(status="cancelled") | ~Q(reason=""), name="slot_cancelled_says_why"),
            models.UniqueConstraint(fields=["run"], name="slot_one_booked", condition=Q(status="booked")),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["starts_at"], name="slot_unreminded", condition=Q(status="booked", reminded_at=None)),
        ]


class SlotOfficer(models.Model):
    """Who would come at that time (参加人员); while it is held, nobody has two that overlap, by the database."""

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="officers")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_held = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["slot", "staff"], name="slot_officer_once"),
            # a range of one number stands for the person, so that no extension of the database is needed
            ExclusionConstraint(
                name="slot_officer_in_one_place",
                expressions=[
                    (Func(F("staff_id"), F("staff_id"), _SELF, function="int8range"), RangeOperators.OVERLAPS),
                    (Func(F("starts_at"), F("ends_at"), _HALF_OPEN, function="tstzrange"), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_held=True),
            ),
        ]


class Signature(models.TextChoices):
    """How the applicant's side signed the record (签字方式)."""

    PICTURE = "picture", "手写签名"
    TYPED = "typed", "输入姓名确认"
    REFUSED = "refused", "拒绝签字"


class InspectionRecord(models.Model):
    """What was found on the spot, or said at a hearing (现场勘验记录、笔录): two or more officers, photos, a signature.

    行政许可法 第三十四条第三款, 第四十八条第一款第五项. `findings` are the lines of the list's record form.
    """

    run = models.OneToOneField("cases.SpecialRun", models.CASCADE, related_name="record")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    first_officer = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    second_officer = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    further_officers = models.JSONField(default=list)
    findings = models.JSONField()
    signature = models.CharField(max_length=8, choices=Signature)
    signer = models.CharField(max_length=60)
    is_representative = models.BooleanField(default=False)
    signature_note = models.CharField(max_length=300, blank=True, default="")
    signature_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_index=False)
    document = models.OneToOneField(OfficialDocument, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(first_officer=F("second_officer")), name="inspection_by_two_or_more"),
            models.CheckConstraint(condition=Q(ended_at__gte=F("began_at")), name="inspection_ends_after_it_began"),
            models.CheckConstraint(condition=~Q(place="") & ~Q(signer=""), name="inspection_has_place_and_signer"),
            models.CheckConstraint(
                condition=~Q(signature="picture") | Q(signature_file__isnull=False),
                name="inspection_signature_is_there",
            ),
            models.CheckConstraint(
                condition=~Q(signature="refused") | ~Q(signature_note=""), name="inspection_refused_says_why"
            ),
        ]


class InspectionPhoto(models.Model):
    """A photo taken on the spot (现场照片), in its order."""

    record = models.ForeignKey(InspectionRecord, models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["record", "position"], name="inspection_photo_position"),
        ]


class QuotaPlace(models.Model):
    """The place of a case in the order of acceptance (名额顺位): 行政许可法 第五十七条."""

    case = models.OneToOneField("cases.Case", models.CASCADE, related_name="quota_place")
    option_code = models.CharField(max_length=33)
    period = models.CharField(max_length=7)
    place = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["option_code", "period", "place"], name="quota_place_in_order"),
        ]
