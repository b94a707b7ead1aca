"""Guidances with the guides who had them in turn, and what was done (全程导引、接力、导引任务). R-165."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.handling.halls.rules.guiding import GuidanceEnd, GuidanceStatus, GuideTask
from tongban.registers.agencies.models import Staff, Venue

from .numbers import Ticket


class Guidance(Chained):
    """Somebody is guided from the door to the result (全程导引), along their number; they are never without a guide.

    It names nobody but the guide: whom it is for is the number that they hold.
    """

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    ticket = models.OneToOneField(Ticket, models.PROTECT, related_name="guidance")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in GuidanceStatus])
    guide = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    named_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(
        max_length=10, blank=True, default="", choices=[(each.value, each.label) for each in GuidanceEnd]
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=(Q(status="ended", ended_at__isnull=False) & ~Q(ending=""))
                | (~Q(status="ended") & Q(ended_at__isnull=True, ending="")),
                name="guidance_ends_with_a_word",
            ),
            models.CheckConstraint(
                condition=Q(met_at__isnull=True) | Q(met_at__gte=F("named_at")), name="guidance_met_after_named"
            ),
            models.CheckConstraint(
                condition=~Q(status="guiding") | Q(met_at__isnull=False), name="guidance_guiding_has_met"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["venue", "day", "id"], name="guidance_of_a_day"),
            models.Index(fields=["guide"], condition=~Q(status="ended"), name="guidance_under_way"),
        ]

    @property
    def chain(self) -> str:
        return f"guidance:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> GuidanceStatus:
        return GuidanceStatus(self.status)

    @property
    def end(self) -> GuidanceEnd | None:
        return GuidanceEnd(self.ending) if self.ending else None


class GuideTurn(models.Model):
    """From when to when somebody was the guide (导引接力): one turn follows the other without a gap."""

    guidance = models.ForeignKey(Guidance, models.PROTECT, related_name="turns")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    since = models.DateTimeField()
    met_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["guidance"], condition=Q(until__isnull=True), name="guide_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="guide_turn_in_order"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["staff", "-since"], name="guide_turn_of_staff"),
        ]


class GuideTick(models.Model):
    """Something that a guide did (导引任务): by whom and when, once each."""

    guidance = models.ForeignKey(Guidance, models.PROTECT, related_name="ticks")
    task = models.CharField(max_length=10, choices=[(each.value, each.label) for each in GuideTask])
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["guidance", "task"], name="guide_tick_once"),
        ]

    @property
    def what(self) -> GuideTask:
        return GuideTask(self.task)
