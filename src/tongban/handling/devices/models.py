"""Terminals as they stand in the city (终端登记): where, whose, what for, when; and their faults."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Chained
from tongban.handling.halls.models import Kiosk
from tongban.registers.agencies.models import Staff

from .rules.rollouts import RolloutStatus, Settings
from .rules.states import FaultKind, FaultStatus, PlaceType, Service


class Placement(models.Model):
    """Where a terminal stands (安放登记): in a hall or outside of one; `services` are values of `Service`.

    A terminal that is not there all day runs while its hall is open.
    """

    kiosk = models.OneToOneField(Kiosk, models.PROTECT, related_name="placement")
    place_type = models.CharField(max_length=10, choices=[(each.value, each.label) for each in PlaceType])
    place_name = models.CharField("地点名称", max_length=60)
    owner = models.CharField("归谁管", max_length=80)
    address = models.CharField("地址", max_length=120)
    latitude = models.DecimalField("纬度", max_digits=9, decimal_places=6)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6)
    has_sample_position = models.BooleanField("坐标是样例", default=False)
    is_all_day = models.BooleanField("24小时", default=False)
    services = models.JSONField("能办什么", default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(services=[]), name="placement_does_something"),
        ]

    @property
    def sort(self) -> PlaceType:
        return PlaceType(self.place_type)

    @property
    def offers(self) -> tuple[Service, ...]:
        return tuple(each for each in Service if each.value in self.services)


class Fault(Chained):
    """Something is wrong with a terminal (故障单): found by the house or reported, until it is mended."""

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kiosk = models.ForeignKey(Kiosk, models.PROTECT, related_name="faults")
    kind = models.CharField(max_length=10, choices=[(each.value, each.label) for each in FaultKind])
    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in FaultStatus])
    words = models.CharField(max_length=200)
    opened_at = models.DateTimeField()
    taken_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    closed_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["kiosk", "kind"], condition=Q(closed_at__isnull=True), name="fault_one_open_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False) & ~Q(result="")
                | ~Q(status="closed") & Q(closed_at__isnull=True, result=""),
                name="fault_closed_with_a_result",
            ),
        ]

    @property
    def chain(self) -> str:
        return f"fault:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> FaultStatus:
        return FaultStatus(self.status)

    @property
    def sort(self) -> FaultKind:
        return FaultKind(self.kind)


class Config(models.Model):
    """One edition of settings of terminals (终端参数版本); it never changes once it is made."""

    number = models.PositiveIntegerField("版本", unique=True)
    idle_seconds = models.PositiveSmallIntegerField("多少秒没人碰就问")
    notice = models.CharField("首页提示", max_length=60, blank=True, default="")
    paper_low = models.PositiveIntegerField("纸少于几张报缺纸")
    made_at = models.DateTimeField("制定时间")

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]

    def __str__(self) -> str:
        return f"第{self.number}版"

    @property
    def settings(self) -> Settings:
        return Settings(self.number, self.idle_seconds, self.notice, self.paper_low)


class Rollout(Chained):
    """Settings on their way to the terminals (下发): first to those of a trial, then to all, or back."""

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    config = models.OneToOneField(Config, models.PROTECT, related_name="rollout")
    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in RolloutStatus])
    trial = models.JSONField("试点的终端", default=list)
    began_at = models.DateTimeField(null=True)
    whole_at = models.DateTimeField(null=True)
    reason = models.CharField("退回的原因", max_length=200, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["status"], condition=Q(status="trial"), name="rollout_one_trial_at_a_time"),
            models.CheckConstraint(condition=~Q(trial=[]), name="rollout_has_a_trial"),
            models.CheckConstraint(
                condition=Q(status="back") & ~Q(reason="") | ~Q(status="back") & Q(reason=""),
                name="rollout_back_with_a_reason",
            ),
        ]

    @property
    def chain(self) -> str:
        return f"rollout:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> RolloutStatus:
        return RolloutStatus(self.status)


class Condition(models.Model):
    """What a terminal last said of itself (终端现状): which settings it runs with, its paper, its last error.

    `pinned` are settings that it keeps whatever is sent out (锁定版本); `paper_left` None until paper was put in.
    """

    kiosk = models.OneToOneField(Kiosk, models.PROTECT, related_name="condition")
    number = models.PositiveIntegerField("在用的参数版本", default=0)
    pinned = models.ForeignKey(Config, models.PROTECT, null=True, related_name="+", db_index=False)
    paper_left = models.PositiveIntegerField("还有几张纸", null=True)
    printed = models.PositiveIntegerField("一共打印几张", default=0)
    errors = models.PositiveIntegerField("出错几次", default=0)
    last_error = models.CharField("最近一次出错", max_length=120, blank=True, default="")
    error_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class DailyUse(models.Model):
    """How often a service of a terminal was used on a day (使用量): a count, of nobody."""

    kiosk = models.ForeignKey(Kiosk, models.PROTECT, related_name="use", db_index=False)
    on = models.DateField()
    service = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Service])
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kiosk", "on", "service"], name="use_counted_once_a_day"),
        ]
