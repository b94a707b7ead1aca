"""The tables of upkeep (指南维护): who answers for which guide, and what people said is wrong in it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.models import HandlingOption, OptionVersion

from .rules.flaws import FlawKind
from .rules.freshness import Freshness
from .rules.states import OPEN, ReportStatus, Section


class GuideOwner(models.Model):
    """Who answers for a guide (指南责任人), when it was last said to be right (核对日), and the light that was told."""

    option = models.OneToOneField(HandlingOption, models.PROTECT, related_name="owner")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    reviewed_on = models.DateField(null=True)
    reviewed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    light = models.CharField(
        max_length=8, default=Freshness.FRESH, choices=[(each.value, each.label) for each in Freshness]
    )
    light_since = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(reviewed_on__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_on__isnull=False, reviewed_by__isnull=False),
                name="upkeep_review_has_a_reviewer",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["light"], name="upkeep_by_light")]


class Report(Chained):
    """An error that somebody pointed out in a guide (指错). Their words are for the owner, `answer` for the public.

    The phone is optional and sealed; the code that finds the answer is kept as a blind index. `seen` is the edition
    that was read, `fixed_by` the one that put it right.
    """

    option = models.ForeignKey(HandlingOption, models.PROTECT, related_name="reports")
    seen = models.ForeignKey(OptionVersion, models.PROTECT, related_name="+")
    section = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Section])
    words = models.CharField(max_length=500)
    phone_sealed = models.BinaryField(null=True)
    code_index = models.BinaryField(max_length=16, unique=True)
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in ReportStatus])
    reported_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.CharField(max_length=500, blank=True, default="")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    fixed_by = models.ForeignKey(OptionVersion, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status__in=sorted(OPEN), settled_at__isnull=True, settled_by__isnull=True, answer="")
                | (~Q(status__in=sorted(OPEN)) & Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(answer="")),
                name="upkeep_settled_report_has_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(status=ReportStatus.FIXED, fixed_by__isnull=False)
                | (~Q(status=ReportStatus.FIXED) & Q(fixed_by__isnull=True)),
                name="upkeep_fixed_names_the_edition",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["option", "status"], name="upkeep_reports_of_option"),
            models.Index(fields=["due_on"], condition=Q(settled_at__isnull=True), name="upkeep_open_by_due"),
        ]

    @property
    def chain(self) -> str:
        return f"report:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.option.list.agency_id}",)

    @property
    def state(self) -> ReportStatus:
        return ReportStatus(self.status)

    @property
    def place(self) -> Section:
        return Section(self.section)


class GuideFlaw(models.Model):
    """Something that is broken in a guide in force (巡检发现), since when; the row goes when it is mended."""

    option = models.ForeignKey(HandlingOption, models.PROTECT, related_name="flaws")
    kind = models.CharField(max_length=16, choices=[(each.value, each.label) for each in FlawKind])
    pointer = models.CharField(max_length=300)
    words = models.CharField(max_length=400)
    found_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["option", "kind", "pointer"], name="upkeep_flaw_once"),
        ]

    @property
    def sort(self) -> FlawKind:
        return FlawKind(self.kind)


class GuideCheck(models.Model):
    """One look through all guides in force (夜间巡检): how many, what was broken, what had been mended since."""

    on = models.DateField(unique=True)
    at = models.DateTimeField()
    guides = models.PositiveIntegerField()
    flaws = models.PositiveIntegerField()
    mended = models.PositiveIntegerField()
