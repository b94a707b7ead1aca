"""Places compared (各场所比对): one run a night, its differences for good, its other comparisons until the next."""

from typing import ClassVar

from django.db import models

from tongban.oversight.supervision.rules.venues import What
from tongban.registers.agencies.models import Staff, Venue


class VenueRun(models.Model):
    """A night's comparison (一次比对): which cases, how many matters were frequent."""

    day = models.DateField(unique=True)
    since = models.DateTimeField()
    until = models.DateTimeField()
    frequent = models.JSONField(default=list)


class VenueFinding(models.Model):
    """One measure of a matter at a place, or at one window of it, against all others (一处比对结果)."""

    run = models.ForeignKey(VenueRun, models.CASCADE, related_name="findings")
    option_code = models.CharField(max_length=33)
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+", db_index=False)
    what = models.CharField(max_length=10, choices=[(each.value, each.label) for each in What])
    material_code = models.CharField(max_length=60, blank=True, default="")
    material = models.CharField(max_length=200, blank=True, default="")
    clerk = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    case_number = models.CharField(max_length=17, blank=True, default="")
    window = models.CharField("窗口", max_length=40, blank=True, default="")
    here = models.FloatField()
    elsewhere = models.FloatField()
    cases_here = models.PositiveIntegerField()
    cases_elsewhere = models.PositiveIntegerField()
    p = models.FloatField()
    is_difference = models.BooleanField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run", "is_difference", "option_code"], name="venue_differences"),
        ]

    @property
    def measure(self) -> What:
        return What(self.what)
