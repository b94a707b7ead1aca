"""The tables of crossings (跨域办件): the crossing, its letters, its originals and their custody, the joint steps."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.handling.cases.models import Case
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.parties.models import Party

from .rules.letters import Kind
from .rules.states import CrossingStatus, Direction, Holder, Mode, Outcome, Place

_GIVEN = ["transfer", "handling", "returning", "returned", "closed"]
_TAKEN = _GIVEN[1:]
_GAVE_BACK, _RETURNED = _GIVEN[2:], _GIVEN[3:]


def _since(states: list[str], *names: str) -> Q:
    """These columns are filled exactly in these states."""
    filled = Q(**{f"{name}__isnull": False for name in names}, status__in=states)
    return filled | (Q(**{f"{name}__isnull": True for name in names}) & ~Q(status__in=states))


class Letter(models.Model):
    """A signed letter of a crossing (跨省办件函), ours or theirs; written once, changed never."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner_code = models.CharField(max_length=12)
    number = models.CharField(max_length=24)
    sender = models.CharField(max_length=12)
    place = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Place])
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=[(each.value, each.label) for each in Kind])
    at = models.DateTimeField()
    face = models.TextField()
    private_sealed = models.BinaryField(default=b"")
    signature = models.BinaryField(max_length=128)
    stored_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    refused = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["number", "sender", "seq"], name="letter_once"),
            models.CheckConstraint(condition=~Q(signature=b""), name="letter_is_signed"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["partner_code", "number"], condition=Q(applied_at__isnull=True), name="letter_waiting"
            ),
        ]


class Spoiled(models.Model):
    """Something that came over the line and was no genuine letter (没有收下的来函), kept once."""

    partner_code = models.CharField(max_length=12)
    sha256 = models.BinaryField(max_length=32)
    why = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partner_code", "sha256"], name="spoiled_once"),
        ]


class Crossing(Chained):
    """One application that is received in one city and decided in another (跨域办件).

    The outcome comes from the handling place or not at all; each change of hands rests on two signed letters.
    """

    number = models.CharField(max_length=24, unique=True)
    direction = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Direction])
    mode = models.CharField(max_length=16, choices=[(each.value, each.label) for each in Mode])
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in CrossingStatus])
    partner_code = models.CharField(max_length=12)
    receiving_code = models.CharField(max_length=12)
    handling_code = models.CharField(max_length=12)
    matter_code = models.CharField(max_length=40)
    matter_name = models.CharField(max_length=200)
    applicant = models.ForeignKey(Party, models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="crossing")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    receiver = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    identity_checked = models.BooleanField(default=False)
    form_check = models.JSONField(default=list)
    limits = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    gave_back_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    given_letter = models.OneToOneField(Letter, models.PROTECT, null=True, related_name="+")
    taken_letter = models.OneToOneField(Letter, models.PROTECT, null=True, related_name="+")
    gave_back_letter = models.OneToOneField(Letter, models.PROTECT, null=True, related_name="+")
    returned_letter = models.OneToOneField(Letter, models.PROTECT, null=True, related_name="+")
    tracking_out = models.CharField(max_length=60, blank=True, default="")
    tracking_back = models.CharField(max_length=60, blank=True, default="")
    postage_out = models.PositiveIntegerField(null=True)
    postage_back = models.PositiveIntegerField(null=True)
    outcome = models.CharField(
        max_length=10, blank=True, default="", choices=[(each.value, each.label) for each in Outcome]
    )
    outcome_from = models.CharField(max_length=12, blank=True, default="")
    result_number = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(outcome="", outcome_from="") | (~Q(outcome="") & Q(outcome_from=F("handling_code"))),
                name="crossing_only_the_handling_place_decides",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(status__in=_GAVE_BACK), name="crossing_outcome_comes_with_the_return"
            ),
            models.CheckConstraint(
                condition=Q(direction="outbound", case__isnull=True, receiver__isnull=False, identity_checked=True)
                & Q(handling_code=F("partner_code"))
                | Q(direction="inbound", receiver__isnull=True, receiving_code=F("partner_code")),
                name="crossing_is_decided_where_it_is_handled",
            ),
            models.CheckConstraint(condition=~Q(receiving_code=F("handling_code")), name="crossing_two_places"),
            models.CheckConstraint(condition=~Q(mode="fully_online"), name="crossing_online_needs_no_receiver"),
            models.CheckConstraint(
                condition=_since(_GIVEN, "given_at", "given_letter"), name="crossing_given_is_signed"
            ),
            models.CheckConstraint(
                condition=_since(_TAKEN, "taken_at", "taken_letter"), name="crossing_taken_is_signed"
            ),
            models.CheckConstraint(
                condition=_since(_GAVE_BACK, "gave_back_at", "gave_back_letter"), name="crossing_return_is_signed"
            ),
            models.CheckConstraint(
                condition=_since(_RETURNED, "returned_at", "returned_letter"), name="crossing_back_is_signed"
            ),
            models.CheckConstraint(
                condition=(Q(given_at__isnull=True) | Q(given_at__gte=F("received_at")))
                & (Q(taken_at__isnull=True) | Q(taken_at__gte=F("given_at")))
                & (Q(gave_back_at__isnull=True) | Q(gave_back_at__gte=F("taken_at")))
                & (Q(returned_at__isnull=True) | Q(returned_at__gte=F("gave_back_at"))),
                name="crossing_legs_follow_each_other",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "due_on"], name="crossing_open"),
            models.Index(fields=["applicant"], name="crossing_of_applicant"),
        ]

    @property
    def chain(self) -> str:
        return f"crossing:{self.number}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> CrossingStatus:
        return CrossingStatus(self.status)

    @property
    def course(self) -> Direction:
        return Direction(self.direction)

    @property
    def way(self) -> Mode:
        return Mode(self.mode)

    @property
    def result(self) -> Outcome | None:
        return Outcome(self.outcome) if self.outcome else None


class Original(models.Model):
    """An original that was handed in (原件): in exactly one pair of hands, until it is back or kept by law."""

    crossing = models.ForeignKey(Crossing, models.PROTECT, related_name="originals")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    holder = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Holder])
    passes = models.PositiveSmallIntegerField(default=0)
    kept_basis = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["crossing", "code"], name="original_once"),
            models.CheckConstraint(
                condition=Q(kept_basis="") | Q(holder="handling"), name="original_kept_where_handled"
            ),
        ]

    @property
    def hands(self) -> Holder:
        return Holder(self.holder)


class CustodyEvent(models.Model):
    """An original went from hand to hand (原件交接记录): from whom to whom, who signed for both, and the signature."""

    original = models.ForeignKey(Original, models.PROTECT, related_name="events")
    seq = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    from_holder = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Holder])
    to_holder = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Holder])
    given_by = models.CharField(max_length=120)
    taken_by = models.CharField(max_length=120)
    tracking = models.CharField(max_length=60, blank=True, default="")
    signature = models.BinaryField(max_length=128)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["original", "seq"], name="custody_in_order"),
            models.CheckConstraint(condition=~Q(from_holder=F("to_holder")), name="custody_changes_hands"),
            models.CheckConstraint(
                condition=~Q(signature=b"") & ~Q(given_by="") & ~Q(taken_by=""), name="custody_signed_by_both"
            ),
        ]

    @property
    def giver(self) -> Holder:
        return Holder(self.from_holder)

    @property
    def taker(self) -> Holder:
        return Holder(self.to_holder)


class JointPart(models.Model):
    """One side's step of a joint handling (联办步骤): done by one side, confirmed by the other."""

    crossing = models.ForeignKey(Crossing, models.PROTECT, related_name="parts")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Place])
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=120, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["crossing", "key"], name="joint_part_once"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(done_at__isnull=False), name="joint_part_done_first"
            ),
        ]

    @property
    def where(self) -> Place:
        return Place(self.place)


class Routed(models.Model):
    """Somebody was shown the way to an online entrance (全程网办指路): when, where to; nothing about who."""

    at = models.DateTimeField()
    partner_code = models.CharField(max_length=12)
    direction = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Direction])
    matter_code = models.CharField(max_length=40)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["partner_code", "at"], name="routed_by_partner")]
