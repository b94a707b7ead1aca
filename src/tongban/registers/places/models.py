"""Places as they are kept up (场所): old and new names, the specification of signs, and every sign."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Agency, Venue
from tongban.registers.agencies.rules import VenueLevel
from tongban.registers.documents.models import StoredFile

from .rules.provisions import Amounts, TaskAmounts
from .rules.signs import SignStatus
from .rules.subcentres import Way


class Rename(models.Model):
    """A place gets another name (更名): from `switch_on` the new one stands everywhere, and nowhere the old one."""

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="renames", db_index=False)
    old_name = models.CharField("原名称", max_length=80)
    new_name = models.CharField("新名称", max_length=80)
    switch_on = models.DateField("启用日")
    number = models.CharField("文号", max_length=60)
    planned_at = models.DateTimeField("登记时间")
    done_at = models.DateTimeField("更名时间", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["venue"], condition=Q(done_at__isnull=True), name="rename_one_planned_for_a_place"
            ),
            models.CheckConstraint(condition=~Q(old_name=F("new_name")), name="rename_changes_the_name"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["venue", "id"], name="rename_of_a_place")]


class SignSpec(models.Model):
    """The one specification of signs (门牌规格); a newer edition takes the place of the one before."""

    edition = models.PositiveSmallIntegerField("版次", unique=True)
    width_mm = models.PositiveSmallIntegerField("宽（毫米）")
    height_mm = models.PositiveSmallIntegerField("高（毫米）")
    material = models.CharField("材质", max_length=60)
    layout = models.CharField("版面", max_length=200)
    number = models.CharField("文号", max_length=60)
    decided_on = models.DateField("核定日期")

    class Meta:
        ordering: ClassVar[list[str]] = ["-edition"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(width_mm__gte=50, height_mm__gte=50), name="sign_spec_has_a_size"),
        ]

    def __str__(self) -> str:
        return f"{self.width_mm}×{self.height_mm}毫米，{self.material}"


class SignBatch(models.Model):
    """Signs that are made together (制作批次): by whom, to which specification."""

    number = models.CharField("批次号", max_length=40, unique=True)
    spec = models.ForeignKey(SignSpec, models.PROTECT, related_name="batches")
    maker = models.CharField("制作单位", max_length=80)
    ordered_at = models.DateTimeField("下单时间")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class Sign(Chained):
    """One sign (门牌): `words` is the name on it, `photo` what it looks like where it hangs."""

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(SignBatch, models.PROTECT, related_name="signs")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="signs")
    words = models.CharField("牌上的名称", max_length=80)
    status = models.CharField(max_length=12, choices=[(each.value, each.label) for each in SignStatus])
    photo = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_index=False)
    installed_at = models.DateTimeField("安装时间", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["venue"], condition=Q(status__in=["ordered", "delivered"]), name="sign_one_on_its_way"
            ),
            models.UniqueConstraint(fields=["venue"], condition=Q(status="installed"), name="sign_one_hangs"),
            models.CheckConstraint(
                condition=~Q(status="installed") | Q(photo__isnull=False, installed_at__isnull=False),
                name="sign_installed_has_a_photo",
            ),
        ]

    @property
    def chain(self) -> str:
        return f"sign:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> SignStatus:
        return SignStatus(self.status)


class SubCentre(models.Model):
    """A sub-centre of a department (政务服务分中心): what was decided for it, on which document, by when it is done.

    One that is not confirmed stands for a number in the plan that names nobody: it has no body and no decision.
    """

    key = models.SlugField("标识", max_length=40, unique=True)
    name = models.CharField("名称", max_length=80)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+", db_index=False)
    is_confirmed = models.BooleanField("已确认", default=False)
    way = models.CharField("整合方式", max_length=10, choices=[(each.value, each.label) for each in Way])
    reason = models.CharField("不具备整合条件的原因", max_length=200, blank=True, default="")
    number = models.CharField("文号", max_length=60, blank=True, default="")
    decided_at = models.DateTimeField("决定时间", null=True)
    due_on = models.DateField("完成时限")
    venue = models.OneToOneField(Venue, models.PROTECT, null=True, related_name="sub_centre")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(is_confirmed=True, agency__isnull=False)
                | Q(is_confirmed=False, agency__isnull=True, way="undecided"),
                name="sub_centre_confirmed_has_a_body",
            ),
            models.CheckConstraint(
                condition=Q(way="undecided", decided_at__isnull=True) | Q(decided_at__isnull=False) & ~Q(number=""),
                name="sub_centre_decided_on_a_document",
            ),
            models.CheckConstraint(condition=~Q(way="integrate") | ~Q(reason=""), name="sub_centre_integrated_why"),
        ]

    @property
    def decision(self) -> Way:
        return Way(self.way)


class SubCentreStep(models.Model):
    """A step on the way of a sub-centre (整合步骤), with what shows that it was done."""

    sub_centre = models.ForeignKey(SubCentre, models.PROTECT, related_name="steps")
    name = models.CharField("做什么", max_length=60)
    starts_on = models.DateField("开始")
    ends_on = models.DateField("结束")
    done_on = models.DateField("完成", null=True)
    evidence = models.CharField("完成的依据", max_length=200, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="sub_centre_step_days_in_order"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, evidence="") | Q(done_on__isnull=False) & ~Q(evidence=""),
                name="sub_centre_step_done_with_evidence",
            ),
        ]


class Standard(models.Model):
    """What every place of a level must have in a year (保障标准)."""

    year = models.PositiveSmallIntegerField("年度")
    level = models.CharField("级别", max_length=12, choices=VenueLevel.choices)
    windows = models.PositiveIntegerField("窗口")
    people = models.PositiveIntegerField("人员")
    funding = models.PositiveIntegerField("经费（元）")
    area = models.PositiveIntegerField("场地（平方米）", default=0)
    network = models.PositiveIntegerField("网络（Mbit/s）")
    terminals = models.PositiveIntegerField("自助终端")

    class Meta:
        ordering: ClassVar[list[str]] = ["year", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "level"], name="standard_once_a_year_for_a_level"),
        ]

    @property
    def amounts(self) -> Amounts:
        return Amounts(self.windows, self.people, self.funding, self.area, self.network, self.terminals)


class Provision(models.Model):
    """What a place was given for a year (保障台账): people and terminals are counted, not typed."""

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="provisions", db_index=False)
    year = models.PositiveSmallIntegerField("年度")
    windows = models.PositiveIntegerField("窗口")
    funding = models.PositiveIntegerField("经费（元）")
    area = models.PositiveIntegerField("场地（平方米）", default=0)
    network = models.PositiveIntegerField("网络（Mbit/s）")
    updated_at = models.DateTimeField("更新时间")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["venue", "year"], name="provision_once_a_year_for_a_place"),
        ]


class TaskProvision(models.Model):
    """What a task of the plan needs and was given for a year (任务保障): `task` is its key in the city's plan."""

    task = models.CharField("任务", max_length=10)
    year = models.PositiveSmallIntegerField("年度")
    needs_funding = models.PositiveIntegerField("要多少经费（元）")
    needs_people = models.PositiveIntegerField("要多少人")
    needs_area = models.PositiveIntegerField("要多大场地（平方米）")
    needs_systems = models.PositiveIntegerField("要几套信息系统")
    has_funding = models.PositiveIntegerField("有多少经费（元）")
    has_people = models.PositiveIntegerField("有多少人")
    has_area = models.PositiveIntegerField("有多大场地（平方米）")
    has_systems = models.PositiveIntegerField("有几套信息系统")
    updated_at = models.DateTimeField("更新时间")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["task", "year"], name="task_provision_once_a_year"),
        ]

    @property
    def needs(self) -> TaskAmounts:
        return TaskAmounts(self.needs_funding, self.needs_people, self.needs_area, self.needs_systems)

    @property
    def has(self) -> TaskAmounts:
        return TaskAmounts(self.has_funding, self.has_people, self.has_area, self.has_systems)
