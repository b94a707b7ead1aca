"""The register of scenes (用码场景登记): who may ask what by code, for what, how long, and whether it is on."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Agency

from .rules.states import Domain, Status


class Scene(Chained):
    """A scene in which codes are scanned (用码场景). `client` is the system that asks, by its name in the register of
    systems; empty where people of the house scan. `retention_days` bounds the verifier's own record of a use; the log
    of the city, which the holder reads, holds which items were seen, never their content."""

    key = models.SlugField("标识", max_length=60, unique=True)
    name = models.CharField("名称", max_length=60)
    domain = models.CharField("领域", max_length=20, choices=[(each.value, each.label) for each in Domain])
    service = models.CharField("服务", max_length=20, blank=True, default="")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    verifier = models.CharField("谁来看", max_length=120)
    purpose = models.CharField("用来做什么", max_length=200)
    claims = models.JSONField("最多看什么", default=list)
    keeps_minutes = models.PositiveIntegerField("同意以后能看几分钟")
    retention_days = models.PositiveIntegerField("用码记录保留几天")
    basis = models.CharField("依据", max_length=200)
    client = models.CharField("接入系统", max_length=60, blank=True, default="")
    planned_on = models.DateField("计划启用", null=True)
    status = models.CharField("状态", max_length=10, choices=[(each.value, each.label) for each in Status])
    reason = models.CharField("最近一次开关的原因", max_length=500, blank=True, default="")
    switched_at = models.DateTimeField("最近一次开关的时间", null=True)

    class Meta:
        verbose_name = "用码场景"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(status__in=["planned", "live", "off"]), name="scene_status_known"),
            models.CheckConstraint(
                condition=Q(keeps_minutes__gte=1, keeps_minutes__lte=60), name="scene_looked_at_an_hour_at_most"
            ),
            models.CheckConstraint(condition=~Q(claims=[]), name="scene_asks_for_something"),
            models.CheckConstraint(condition=~Q(status="off") | ~Q(reason=""), name="scene_is_off_for_a_reason"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def chain(self) -> str:
        return f"scene:{self.key}"

    @property
    def state(self) -> Status:
        return Status(self.status)

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()
