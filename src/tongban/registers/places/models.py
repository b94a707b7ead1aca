"""Places as they are kept up (场所): old and new names, the specification of signs, and every sign."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Venue
from tongban.registers.documents.models import StoredFile

from .rules.signs import SignStatus


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
