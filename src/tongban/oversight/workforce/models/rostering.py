"""Posts at windows, rosters by weeks, who is on duty when, and leave (窗口岗位、排班、请假)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.oversight.workforce.rules.leave import LeaveKind, LeaveStatus
from tongban.oversight.workforce.rules.rostering import RosterStatus, Session
from tongban.registers.agencies.models import Staff, Venue

_DECIDED = ["granted", "refused"]


class WindowPost(models.Model):
    """A window of a place and what it asks of whoever sits there (窗口岗位).

    `role` is the post role it takes, `courses` are codes of the trainings that must have been passed and still count,
    `level` the lowest level of skill (行政办事员等级, 5 to 1; 0 asks none).
    """

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+", db_index=False)
    window = models.CharField(max_length=40)
    role = models.CharField(max_length=16)
    courses = models.JSONField(default=list)
    level = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["venue", "window"], name="window_post_once"),
            models.CheckConstraint(condition=~Q(window="") & ~Q(role=""), name="window_post_is_named"),
            models.CheckConstraint(condition=Q(level__lte=5), name="window_post_level_is_one_of_five"),
        ]

    def __str__(self) -> str:
        return self.window


class Roster(Chained):
    """The roster of a place for a week (排班表), from its Monday on; in force once it is published."""

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+", db_index=False)
    week = models.DateField()
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in RosterStatus])
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["venue", "week"], name="roster_once_a_week"),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="roster_begins_on_monday"),
            models.CheckConstraint(
                condition=Q(status="published", published_at__isnull=False)
                | (~Q(status="published") & Q(published_at__isnull=True)),
                name="roster_published_when_in_force",
            ),
        ]

    @property
    def chain(self) -> str:
        return f"roster:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()


class Duty(models.Model):
    """One person at one window for half a day (一班); `instead_of` is whom they stand in for (顶班), and why."""

    roster = models.ForeignKey(Roster, models.PROTECT, related_name="duties")
    post = models.ForeignKey(WindowPost, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    session = models.CharField(max_length=2, choices=[(each.value, each.label) for each in Session])
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    instead_of = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["post", "day", "session"], name="duty_one_person_at_a_window"),
            models.UniqueConstraint(fields=["staff", "day", "session"], name="duty_one_window_for_a_person"),
            models.CheckConstraint(
                condition=Q(instead_of__isnull=True, reason="") | (Q(instead_of__isnull=False) & ~Q(reason="")),
                name="duty_substitution_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(instead_of__isnull=True) | ~Q(instead_of=F("staff")), name="duty_nobody_replaces_oneself"
            ),
        ]

    @property
    def half(self) -> Session:
        return Session(self.session)


class Leave(Chained):
    """Leave of a person by whole days (请假), both included; granted by another than who asks."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(each.value, each.label) for each in LeaveKind])
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in LeaveStatus])
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    words = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="leave_days_in_order"),
            models.CheckConstraint(
                condition=~Q(status__in=_DECIDED) | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="leave_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("staff")), name="leave_not_granted_by_oneself"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "-id"], name="leave_by_status"),
        ]

    @property
    def chain(self) -> str:
        return f"leave:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> LeaveStatus:
        return LeaveStatus(self.status)

    @property
    def sort(self) -> LeaveKind:
        return LeaveKind(self.kind)
