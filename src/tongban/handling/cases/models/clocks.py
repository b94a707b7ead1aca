"""Limits that run, and that they come near (时限、时限提醒)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.handling.cases.rules.clocks import ClockKind
from tongban.registers.agencies.models import Staff

from .case import Case


class Clock(models.Model):
    """A running or stopped clock of a case (时限): due date computed from limit, start, pauses and extension."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="clocks")
    kind = models.CharField(max_length=20, choices=[(each.value, each.label) for each in ClockKind])
    code = models.CharField(max_length=40, blank=True, default="")
    limit_value = models.PositiveIntegerField()
    limit_unit = models.CharField(max_length=12)
    extended_by = models.PositiveSmallIntegerField(default=0)
    counting = models.CharField(max_length=16)
    started_at = models.DateTimeField()
    due_on = models.DateField()
    due_at = models.DateTimeField()
    is_provisional = models.BooleanField(default=False)
    paused_since = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    basis = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "kind", "code"], name="clock_one_running", condition=Q(ended_at__isnull=True)
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case"], name="clock_by_case"),
            models.Index(
                fields=["kind", "due_at"], name="clock_running", condition=Q(ended_at__isnull=True, paused_since=None)
            ),
            models.Index(fields=["ended_at"], name="clock_stopped_late", condition=Q(ended_at__gt=F("due_at"))),
        ]


class Alert(models.Model):
    """That a limit comes near (时限提醒): one for each share of a clock and the day on which it is over.

    A limit that is moved to another day is another limit, and is alerted of anew.
    """

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="alerts", db_index=False)
    share = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["clock", "due_on", "share"], name="alert_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["at"], name="alert_unseen", condition=Q(seen_at__isnull=True)),
        ]
