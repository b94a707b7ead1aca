"""Examination, decision and hand-over (审查、决定、送达): special procedures, opinions, delivery, the dispatch."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.documents.models import OfficialDocument

from .case import Case


class SpecialRun(models.Model):
    """A special procedure that was started (特别程序): told in writing, with its own clock, pausing others.

    `counts_since` is the first day that is counted again in the limits that it paused: it overran its own limit.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="special_runs")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    started_on = models.DateField()
    reason = models.CharField(max_length=500)
    document = models.OneToOneField(OfficialDocument, models.PROTECT, related_name="+")
    expected_on = models.DateField()
    counts_since = models.DateField(null=True)
    finished_at = models.DateTimeField(null=True)
    finished_on = models.DateField(null=True)
    result = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "code"], name="special_one_running", condition=Q(finished_at__isnull=True)
            ),
        ]


class Opinion(models.Model):
    """What an examiner, reviewer or decider said (审查意见), in order."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="opinions")
    verb = models.CharField(max_length=24)
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    text = models.CharField(max_length=2000)
    proposal = models.CharField(max_length=8, blank=True, default="")


class Delivery(models.Model):
    """How the result reached the applicant (送达): the way, who took it, and what proves it.

    `face_sealed` is what was typed of a licence that is made when the deferred materials have come (容缺补齐后发证).
    """

    case = models.OneToOneField(Case, models.CASCADE, related_name="delivery")
    result_name = models.CharField(max_length=200)
    result_number = models.CharField(max_length=120, blank=True, default="")
    issued_at = models.DateTimeField(null=True)
    face_sealed = models.BinaryField(default=b"")
    way = models.CharField(max_length=12, blank=True, default="")
    tracking = models.CharField(max_length=60, blank=True, default="")
    collector_name = models.CharField(max_length=60, blank=True, default="")
    collector_sealed = models.BinaryField(default=b"")
    collector_kind = models.CharField(max_length=12, blank=True, default="")
    served_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(db_default=0)
    reminded_at = models.DateTimeField(null=True)


class DispatchTable(models.Model):
    """The rules by which a body shares out its cases (分派规则), one edition; the newest is in force, none changes."""

    is_append_only: ClassVar[bool] = True

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    rules = models.JSONField(default=list)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "number"], name="dispatch_table_number"),
        ]
