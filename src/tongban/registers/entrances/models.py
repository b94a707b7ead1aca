"""The register of entrances (入口登记)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.registers.agencies.models import Agency

from .rules import EntranceKind, Ground, Health, Matter, host_of, is_sample


class Entrance(models.Model):
    """A site or system of a body that people are led to (入口): whether our sign-in carries over, how it stands."""

    key = models.SlugField(max_length=60, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="entrances")
    kind = models.CharField(max_length=10, choices=[(each.value, each.label) for each in EntranceKind])
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=300)
    is_sso = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True, default="")
    is_active = models.BooleanField(default=True)
    health = models.CharField(
        max_length=10, default=Health.UNSEEN, choices=[(each.value, each.label) for each in Health]
    )
    said = models.CharField(max_length=200, blank=True, default="")
    looked_at = models.DateTimeField(null=True)
    health_since = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(address__regex=r"^https?://[^/\s]+"), name="entrances_web_address"),
        ]

    @property
    def state(self) -> Health:
        return Health(self.health)

    @property
    def sort(self) -> EntranceKind:
        return EntranceKind(self.kind)

    @property
    def is_sample(self) -> bool:
        return is_sample(self.address)

    @property
    def host(self) -> str:
        return host_of(self.address)


class DepartmentMatter(models.Model):
    """A matter that a department does (部门事项), in a system of its own or not, to be held against the platform.

    Of a state secret there is the number alone; an exception names its basis, and a plan for a gap its day.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="matters")
    entrance = models.ForeignKey(Entrance, models.PROTECT, null=True, related_name="matters")
    name = models.CharField(max_length=120)
    basic_code = models.CharField(max_length=12, blank=True, default="")
    number = models.PositiveSmallIntegerField(default=1)
    ground = models.CharField(
        max_length=12, blank=True, default="", choices=[(each.value, each.label) for each in Ground]
    )
    basis = models.CharField(max_length=200, blank=True, default="")
    reason = models.CharField(max_length=200, blank=True, default="")
    planned_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "name"], name="entrances_matter_once"),
            models.CheckConstraint(condition=Q(ground="") | ~Q(basis=""), name="entrances_exception_has_a_basis"),
            models.CheckConstraint(
                condition=~Q(ground="state_secret") | Q(name="涉及国家秘密的事项", basic_code=""),
                name="entrances_secret_has_no_name",
            ),
        ]

    @property
    def chain(self) -> str:
        return f"department-matter:{self.pk}"

    @property
    def standing(self) -> Matter:
        return Matter(self.basic_code, self.ground, self.planned_on)
