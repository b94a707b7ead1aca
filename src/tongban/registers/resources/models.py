"""The tables of the catalogue (数据资源目录): resources, fields, stages, data officers, the census."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Agency, Staff

from .rules.census import SheetStatus
from .rules.flow import ResourceStatus
from .rules.kinds import Sensitivity, ShareType, Stage, UpdateCycle


class DataResource(Chained):
    """A data resource (数据资源): `tables` and `operations` are those of this house, none for another system's.

    `words` is what the search goes through: names, summary and fields in one.
    """

    code = models.SlugField("资源代码", max_length=60, unique=True)
    name = models.CharField("资源名称", max_length=80)
    summary = models.CharField("摘要", max_length=300)
    owner = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    system = models.CharField("所在系统", max_length=60)
    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in ResourceStatus])
    sensitivity = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Sensitivity])
    share_type = models.CharField(max_length=1, choices=[(each.value, each.label) for each in ShareType])
    condition = models.CharField("共享条件", max_length=300, blank=True, default="")
    basis = models.CharField("不予共享的依据", max_length=300, blank=True, default="")
    cycle = models.CharField(max_length=1, choices=[(each.value, each.label) for each in UpdateCycle])
    tables = models.JSONField("库表", default=list)
    operations = models.JSONField("接口", default=list)
    words = models.TextField("检索文字")
    entered_at = models.DateTimeField("编目时间")
    live_at = models.DateTimeField("上线时间", null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(status=ResourceStatus.LIVE) | Q(owner__isnull=False, live_at__isnull=False),
                name="resource_on_line_has_owner",
            ),
            models.CheckConstraint(
                condition=~Q(status=ResourceStatus.LIVE, share_type=ShareType.WITHHELD, basis=""),
                name="resource_withheld_by_law",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["owner"], name="resource_by_owner")]

    @property
    def chain(self) -> str:
        return f"resource:{self.code}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.owner_id}",) if self.owner_id else ()


class ResourceField(models.Model):
    """One field of a resource (信息项), with its own owner and its own way of being shared."""

    resource = models.ForeignKey(DataResource, models.CASCADE, related_name="fields")
    place = models.PositiveSmallIntegerField("次序")
    code = models.SlugField("信息项代码", max_length=40)
    name = models.CharField("信息项名称", max_length=60)
    column = models.CharField("字段", max_length=80, blank=True, default="")
    sensitivity = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Sensitivity])
    share_type = models.CharField(max_length=1, choices=[(each.value, each.label) for each in ShareType])
    owner = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("resource_id", "place")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["resource", "code"], name="resource_field_once"),
        ]


class StageDuty(models.Model):
    """A filled cell of the matrix (责任矩阵): which body answers for this stage of this resource, and for what."""

    resource = models.ForeignKey(DataResource, models.CASCADE, related_name="duties")
    stage = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Stage])
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    words = models.CharField("责任", max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["resource", "stage"], name="resource_stage_once"),
        ]


class DataOfficer(models.Model):
    """Who looks after a body's data (数据专员), and who stands in (备岗); ended, not deleted."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    is_backup = models.BooleanField("备岗", default=False)
    appointed_by = models.CharField("谁定的", max_length=80)
    appointed_at = models.DateTimeField()
    handed_over = models.CharField("交接情况", max_length=1000, blank=True, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["agency", "is_backup"], name="officer_one_of_each", condition=Q(ended_at__isnull=True)
            ),
            models.UniqueConstraint(fields=["staff"], name="officer_once", condition=Q(ended_at__isnull=True)),
        ]


class CensusRound(models.Model):
    """A round of the census (一轮数据资源普查): every named body reports by a day."""

    title = models.CharField("名称", max_length=80, unique=True)
    opens_on = models.DateField()
    due_on = models.DateField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(due_on__gte=F("opens_on")), name="census_days_in_order"),
        ]

    @property
    def chain(self) -> str:
        return f"census:{self.pk}"


class CensusSheet(Chained):
    """What one body reports (普查表): `rows` now, `before` what it was compared with and where that came from."""

    round = models.ForeignKey(CensusRound, models.PROTECT, related_name="sheets")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in SheetStatus])
    rows = models.JSONField(default=list)
    before = models.JSONField(default=list)
    before_title = models.CharField("和什么比", max_length=80)
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    returned_because = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "agency"], name="census_sheet_once"),
            models.CheckConstraint(
                condition=Q(status=SheetStatus.OPEN) | Q(handed_in_at__isnull=False), name="census_handed_in_at_a_time"
            ),
        ]

    @property
    def chain(self) -> str:
        return f"census-sheet:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)
