"""Terminals as they stand in the city (终端登记): where, whose, what for, when; and their faults."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Chained
from tongban.handling.halls.models import Kiosk
from tongban.registers.agencies.models import Staff

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
