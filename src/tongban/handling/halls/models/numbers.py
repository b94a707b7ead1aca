"""Numbers, appointments and slots, terminals, and windows that pause (号票、预约、终端)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.handling.contacts.models import Shift
from tongban.handling.halls.rules.order import Turn
from tongban.handling.halls.rules.states import AppointmentStatus, KioskStatus, Priority, TicketResult, TicketStatus
from tongban.registers.agencies.models import Staff, Venue
from tongban.registers.parties.models import Account, Party


class LastNumber(models.Model):
    """The last number given out (末号) at a place for a line on a day: numbers have no gaps and are no one's twice."""

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    line = models.CharField(max_length=1)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["venue", "day", "line"], name="last_number_once_for_a_line"),
        ]


class AppointmentSlot(models.Model):
    """A slot that somebody booked in (预约时段): `kept` of its `capacity` are for whoever just comes.

    The database itself keeps the share of walk-ins: nothing books beyond it, whoever writes (R-100), and no more
    appointments stand in a slot than may (migration 0003, R-169).
    """

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+", db_index=False)
    line = models.CharField(max_length=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveIntegerField()
    kept = models.PositiveIntegerField()
    booked = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["venue", "line", "starts_at"], name="slot_once_for_a_line"),
            models.CheckConstraint(
                condition=Q(kept__gte=1) & Q(capacity__lte=F("kept") * 5), name="slot_keeps_a_fifth_for_walk_ins"
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=F("booked") + F("kept")), name="slot_never_booked_beyond_its_share"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_ends_after_it_began"),
        ]


class Appointment(Chained):
    """Somebody means to come at a time (预约); whoever does not, or has none, is served all the same."""

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    slot = models.ForeignKey(AppointmentSlot, models.PROTECT, related_name="appointments")
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in AppointmentStatus])
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    name_masked = models.CharField(max_length=120)
    option_code = models.CharField(max_length=33)
    option_name = models.CharField(max_length=200)
    booked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["account", "party", "option_code"],
                condition=Q(status="booked"),
                name="appointment_one_for_a_matter",
            ),
        ]

    @property
    def chain(self) -> str:
        return f"appointment:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> AppointmentStatus:
        return AppointmentStatus(self.status)


class Kiosk(Chained):
    """A terminal at which people serve themselves (自助终端): it stands at a place, and is known by its own token.

    Kept of the code that binds it and of the token are hashes only; `seen_at` is when it last reported.
    `settings` are those that it was last given (`devices`); empty for the house's own.
    One that belongs to a `window` is the tablet at it (评价器), which asks whoever was served there.
    """

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="kiosks")
    name = models.CharField(max_length=20)
    window = models.CharField(max_length=40, blank=True, default="")
    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in KioskStatus])
    binding_hash = models.BinaryField(max_length=32, null=True, unique=True)
    binds_until = models.DateTimeField(null=True)
    token_hash = models.BinaryField(max_length=32, null=True, unique=True)
    bound_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    settings = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["venue", "name"], name="kiosk_name_once_at_a_place"),
            models.CheckConstraint(
                condition=Q(status="running", token_hash__isnull=False, bound_at__isnull=False)
                | Q(status__in=["awaited", "retired"], token_hash__isnull=True),
                name="kiosk_runs_with_a_token",
            ),
            models.CheckConstraint(
                condition=Q(binding_hash__isnull=True, binds_until__isnull=True)
                | Q(status="awaited", binding_hash__isnull=False, binds_until__isnull=False),
                name="kiosk_code_only_while_awaited",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.venue.name}{self.name}"

    @property
    def chain(self) -> str:
        return f"kiosk:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> KioskStatus:
        return KioskStatus(self.status)


class Ticket(Chained):
    """A number (号票) of a place, a line and a day; it needs no account, no name and no appointment.

    `turn_at` is from when it counts as waiting (`rules.order`); `clerk` is who has or had it in hand, `kiosk` the
    terminal that gave it, `account` who drew it on the web, neither where a desk did. `domain` is that of its matter,
    wherever it waits, empty when it was not said; `context` is what the consult desk found out, for the window.
    """

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    line = models.CharField(max_length=1)
    number = models.CharField(max_length=8)
    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in TicketStatus])
    priority = models.CharField(
        max_length=10, blank=True, default="", choices=[(each.value, each.label) for each in Priority]
    )
    appointment = models.OneToOneField(Appointment, models.PROTECT, null=True, related_name="ticket")
    option_code = models.CharField(max_length=33, blank=True, default="")
    option_name = models.CharField(max_length=200, blank=True, default="")
    domain = models.CharField(max_length=1, blank=True, default="")
    context = models.JSONField(default=dict)
    kiosk = models.ForeignKey(Kiosk, models.PROTECT, null=True, related_name="+", db_index=False)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    drawn_at = models.DateTimeField()
    turn_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    clerk = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    window = models.CharField(max_length=40, blank=True, default="")
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    result = models.CharField(
        max_length=12, blank=True, default="", choices=[(each.value, each.label) for each in TicketResult]
    )
    result_words = models.CharField(max_length=500, blank=True, default="")
    result_case = models.CharField(max_length=17, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["venue", "day", "number"], name="ticket_number_once_a_day"),
            models.UniqueConstraint(
                fields=["account"], condition=Q(status="waiting"), name="ticket_one_waiting_for_an_account"
            ),
            models.UniqueConstraint(
                fields=["clerk"], condition=Q(status__in=["called", "serving"]), name="ticket_one_at_hand_each"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["called", "serving"]) | Q(clerk__isnull=False, called_at__isnull=False),
                name="ticket_called_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["missed", "ended"], ended_at__isnull=False) & ~Q(result="")
                | ~Q(status__in=["missed", "ended"]) & Q(ended_at__isnull=True, result=""),
                name="ticket_ended_has_a_result",
            ),
            models.CheckConstraint(
                condition=~Q(result="case") | Q(result_case__regex=r"^\d{17}$"), name="ticket_case_is_named"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["venue", "day", "line", "turn_at", "id"],
                condition=Q(status="waiting"),
                name="ticket_whose_turn",
            ),
            models.Index(fields=["venue", "day", "id"], name="ticket_of_a_day"),
            models.Index(fields=["result_case"], condition=~Q(result_case=""), name="ticket_visits_of_a_case"),
            models.Index(
                fields=["day"],
                condition=Q(status__in=["waiting", "called", "serving", "held"]),
                name="ticket_left_over",
            ),
            models.Index(fields=["clerk"], condition=Q(status="held"), name="ticket_held_by"),
        ]

    @property
    def chain(self) -> str:
        return f"ticket:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def channel(self) -> str:
        """By which way it was drawn (取号渠道)."""
        if self.account_id is not None:
            return "web"
        return "kiosk" if self.kiosk_id is not None else "window"

    @property
    def state(self) -> TicketStatus:
        return TicketStatus(self.status)

    @property
    def outcome(self) -> TicketResult | None:
        return TicketResult(self.result) if self.result else None

    @property
    def care(self) -> Priority:
        return Priority(self.priority)

    @property
    def turn(self) -> Turn:
        return Turn(self.turn_at, self.pk)


class WindowPause(models.Model):
    """A window that does not call for a while (暂停叫号), with a reason: until it goes on, or its shift ends."""

    shift = models.ForeignKey(Shift, models.PROTECT, related_name="pauses")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["shift"], condition=Q(ended_at__isnull=True), name="pause_one_open_for_a_shift"
            ),
        ]
