"""Zones, who does what, sessions outside hours, overtime, and consultations (专区、能力、延时、综合咨询)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.handling.contacts.models import FirstContact, Shift
from tongban.handling.halls.rules.states import ConsultOutcome, SessionKind, SessionStatus
from tongban.handling.halls.rules.zoning import ZoneHours
from tongban.registers.agencies.models import Staff, Venue

from .numbers import Ticket


class Zone(models.Model):
    """A zone of a hall (功能专区): windows for one domain, by weekday and hour; changed by a new row only."""

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="zones", db_index=False)
    line = models.CharField(max_length=1)
    name = models.CharField(max_length=20)
    floor = models.CharField(max_length=20, blank=True, default="")
    windows = models.JSONField(default=list)
    weekdays = models.JSONField(default=list)
    opens = models.TimeField()
    closes = models.TimeField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="zone_closes_after_it_opened"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="zone_ends_after_it_began"
            ),
            models.CheckConstraint(condition=~Q(windows=[]) & ~Q(weekdays=[]), name="zone_has_windows_and_days"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["venue", "since"], name="zone_of_a_place"),
        ]

    @property
    def chain(self) -> str:
        return f"zones:{self.venue_id}"

    @property
    def hours(self) -> ZoneHours:
        return ZoneHours(
            line=self.line,
            name=self.name,
            floor=self.floor,
            windows=tuple(self.windows),
            weekdays=tuple(self.weekdays),
            opens=self.opens,
            closes=self.closes,
            since=self.since,
            until=self.until,
        )


class WindowSkill(models.Model):
    """What somebody does at a window (窗口能力): one domain; who has none entered does everything (全科)."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="window_skills", db_index=False)
    line = models.CharField(max_length=1)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["staff", "line"], condition=Q(until__isnull=True), name="skill_once_for_a_domain"
            ),
        ]


class ExtendedSession(Chained):
    """A place serves outside its hours (延时错时服务): from when to when, which kinds of business, who is there."""

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="sessions", db_index=False)
    kind = models.CharField(max_length=8, choices=[(each.value, each.label) for each in SessionKind])
    status = models.CharField(max_length=9, choices=[(each.value, each.label) for each in SessionStatus])
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    lines = models.JSONField(default=list)
    may_book = models.BooleanField(default=True)
    reason = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="extended_session_in_order"),
            models.CheckConstraint(condition=~Q(lines=[]), name="session_has_lines"),
            models.CheckConstraint(
                condition=~Q(status="cancelled") | ~Q(reason=""), name="session_called_off_with_a_reason"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["venue", "starts_at"], name="session_of_a_place"),
            models.Index(fields=["ends_at"], condition=Q(status="planned"), name="session_to_come"),
        ]

    @property
    def chain(self) -> str:
        return f"session:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> SessionStatus:
        return SessionStatus(self.status)

    @property
    def sort(self) -> SessionKind:
        return SessionKind(self.kind)


class SessionDuty(models.Model):
    """Who is there in a session, and at which window (延时值班)."""

    session = models.ForeignKey(ExtendedSession, models.PROTECT, related_name="duties")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "staff"], name="session_duty_once_each"),
        ]


class Overtime(models.Model):
    """What a shift served outside office hours (延时登记): minutes in a session, and minutes beyond any."""

    shift = models.OneToOneField(Shift, models.PROTECT, related_name="overtime")
    day = models.DateField()
    in_session = models.PositiveIntegerField(default=0)
    beyond = models.PositiveIntegerField(default=0)
    served = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(in_session__gt=0) | Q(beyond__gt=0), name="overtime_is_some"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["day"], name="overtime_of_a_day")]


class Consultation(models.Model):
    """One visit at the consult desk (综合咨询): what was asked, and with what the visitor left; never with nothing."""

    contact = models.OneToOneField(FirstContact, models.PROTECT, related_name="consultation")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    outcome = models.CharField(max_length=10, choices=[(each.value, each.label) for each in ConsultOutcome])
    words = models.CharField(max_length=60, blank=True, default="")
    ticket = models.OneToOneField(Ticket, models.PROTECT, null=True, related_name="consultation")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(outcome="ticket", ticket__isnull=False) | (~Q(outcome="ticket") & Q(ticket__isnull=True)),
                name="consultation_ticket_is_named",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["venue", "day", "outcome"], name="consultation_of_a_day"),
        ]
