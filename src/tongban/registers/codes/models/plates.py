"""The plate at a door (门楼牌): an address that can be scanned."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.registers.agencies.models import Division


class Doorplate(models.Model):
    """A door plate with its static code (门楼牌码): public, signed, good while the plate hangs."""

    handle = models.BinaryField("码内编号", max_length=12, unique=True)
    address = models.CharField("地址", max_length=30, unique=True)
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField("制码时间")
    ended_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        verbose_name = "门楼牌"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(address=""), name="doorplate_has_address"),
        ]

    def __str__(self) -> str:
        return self.address
