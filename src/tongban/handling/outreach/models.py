"""The tables of help in person (上门帮办、绿色通道): who asked, who comes when, for whom, the result.

Beside them what was filled in at a door, and the originals that a helper holds.
"""

import uuid
from datetime import date
from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Staff, Venue
from tongban.registers.documents.models import StoredFile
from tongban.registers.parties.models import Account, Party

from .rules.states import (
    OPEN,
    AskedBy,
    GivenBack,
    Need,
    OutreachChannel,
    OutreachKind,
    OutreachResult,
    OutreachStatus,
    SignedWay,
)
from .rules.visiting import Confirmation, PhotoKind, VisitOutcome, VisitState


class Outreach(Chained):
    """One request for help in person (一次帮办): at home, first in the hall, or by somebody who runs the errand.

    Name, number and address are sealed; beside them stands what a list may show. The mandate (委托) is to the named
    helper, for this matter, until a day; it ends at once when it is taken back or another helper comes.
    """

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=[(each.value, each.label) for each in OutreachKind])
    channel = models.CharField(max_length=8, choices=[(each.value, each.label) for each in OutreachChannel])
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in OutreachStatus])
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    asked_by = models.CharField(max_length=10, choices=[(each.value, each.label) for each in AskedBy])
    name_sealed = models.BinaryField()
    name_masked = models.CharField(max_length=120)
    phone_sealed = models.BinaryField()
    phone_masked = models.CharField(max_length=20)
    address_sealed = models.BinaryField(default=b"")
    address_masked = models.CharField(max_length=120, blank=True, default="")
    needs = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True, default="")
    option_code = models.CharField(max_length=33, blank=True, default="")
    option_name = models.CharField(max_length=200, blank=True, default="")
    wanted_on = models.DateField()
    wanted_slot = models.CharField(max_length=8)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="+")
    helper = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    companion = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    visit_on = models.DateField(null=True)
    slot = models.CharField(max_length=8, blank=True, default="")
    place_in_route = models.PositiveSmallIntegerField(null=True)
    arranged_at = models.DateTimeField(null=True)
    mandate_until = models.DateField(null=True)
    mandate_way = models.CharField(
        max_length=8, blank=True, default="", choices=[(each.value, each.label) for each in SignedWay]
    )
    mandate_ended_at = models.DateTimeField(null=True)
    result = models.CharField(
        max_length=12, blank=True, default="", choices=[(each.value, each.label) for each in OutreachResult]
    )
    result_words = models.CharField(max_length=500, blank=True, default="")
    case_number = models.CharField(max_length=17, blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    papers_reminded_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(status="arranged")
                | (Q(helper__isnull=False, visit_on__isnull=False, arranged_at__isnull=False) & ~Q(slot="")),
                name="outreach_arranged_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(companion__isnull=True) | ~Q(companion=F("helper")), name="outreach_two_are_two"
            ),
            models.CheckConstraint(
                condition=Q(status__in=sorted(OPEN), ended_at__isnull=True)
                | (~Q(status__in=sorted(OPEN)) & Q(ended_at__isnull=False)),
                name="outreach_ends_once",
            ),
            models.CheckConstraint(
                condition=(Q(status="done") & ~Q(result="")) | (~Q(status="done") & Q(result="")),
                name="outreach_done_has_a_result",
            ),
            models.CheckConstraint(
                condition=~Q(kind="home") | ~Q(address_sealed=b""), name="outreach_at_home_has_an_address"
            ),
            models.CheckConstraint(
                condition=Q(mandate_until__isnull=True, mandate_way="")
                | (Q(mandate_until__isnull=False) & ~Q(mandate_way="")),
                name="outreach_mandate_is_signed",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "visit_on"], name="outreach_by_day"),
            models.Index(fields=["helper", "visit_on"], name="outreach_of_helper"),
            models.Index(fields=["companion", "visit_on"], name="outreach_of_companion"),
            models.Index(fields=["case_number"], name="outreach_of_case", condition=~Q(case_number="")),
        ]

    @property
    def chain(self) -> str:
        return f"outreach:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def number(self) -> str:
        """The number in the register (登记号), as one reads it out."""
        return f"{local_day(self.asked_at):%Y%m%d}-{self.pk}"

    @property
    def state(self) -> OutreachStatus:
        return OutreachStatus(self.status)

    @property
    def sort(self) -> OutreachKind:
        return OutreachKind(self.kind)

    @property
    def way(self) -> OutreachChannel:
        return OutreachChannel(self.channel)

    @property
    def asker(self) -> AskedBy:
        return AskedBy(self.asked_by)

    @property
    def outcome(self) -> OutreachResult | None:
        return OutreachResult(self.result) if self.result else None

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def needs_words(self) -> str:
        return "、".join(Need(each).label for each in self.needs)

    def is_over(self, on: date) -> bool:
        """Was a mandate to run the errand given, and is it over (代办委托已经结束)?"""
        return self.kind == "agent" and self.mandate_until is not None and not self.is_mandated(on)

    def is_mandated(self, on: date) -> bool:
        """May the helper act for the person on this day (委托有效)?"""
        return self.mandate_until is not None and self.mandate_ended_at is None and on <= self.mandate_until


def _choices(kinds: type[StrEnum]) -> list[tuple[str, str]]:
    return [(each.value, getattr(each, "label", each.value)) for each in kinds]


class Visit(models.Model):
    """What was filled in at a door (上门记录), under the key that the phone made; it arrives once, and changes never.

    `seen` is the version of the request that the phone had, `met` the one that it met on arrival. Where they differ,
    both stand until a person has decided (`state`).
    """

    key = models.UUIDField(unique=True, editable=False)
    digest = models.BinaryField(max_length=32)
    request = models.ForeignKey(Outreach, models.PROTECT, related_name="visits")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    seen = models.PositiveIntegerField()
    met = models.PositiveIntegerField()
    filled_at = models.DateTimeField()
    received_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=_choices(VisitOutcome))
    words = models.CharField(max_length=500)
    note = models.CharField(max_length=300, blank=True, default="")
    confirmation = models.CharField(max_length=8, blank=True, default="", choices=_choices(Confirmation))
    reason = models.CharField(max_length=300, blank=True, default="")
    is_together = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=_choices(VisitState))
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(state="conflict")),
                name="visit_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(outcome="missed") | ~Q(confirmation=""), name="visit_is_confirmed_or_says_why_not"
            ),
        ]

    @property
    def holder(self) -> str:
        """To whom its photographs belong."""
        return f"outreach-visit:{self.key.hex}"

    @property
    def is_conflict(self) -> bool:
        return self.state == VisitState.CONFLICT

    @property
    def came_to(self) -> VisitOutcome:
        return VisitOutcome(self.outcome)


class VisitPhoto(models.Model):
    """A photograph taken at a door (上门照片): a file that was checked as all files are, and what it shows."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="photos")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=_choices(PhotoKind))
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ("pk",)


class HeldPaper(models.Model):
    """An original that the helper took from the person (收存的原件): it is out until its return is acknowledged."""

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(Outreach, models.PROTECT, related_name="papers")
    name = models.CharField(max_length=100)
    copies = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=8, blank=True, default="", choices=_choices(GivenBack))
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(copies__gte=1, copies__lte=99), name="held_paper_has_copies"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True, given_by__isnull=True, way="")
                | (Q(given_at__isnull=False, given_by__isnull=False) & ~Q(way="")),
                name="held_paper_given_back_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | Q(given_at__isnull=False),
                name="held_paper_acknowledged_after_it_was_given",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["request"], name="held_paper_out", condition=Q(acknowledged_at__isnull=True)),
        ]

    @property
    def is_out(self) -> bool:
        """Is it not with its owner again, by their own word (还没有还清)?"""
        return self.acknowledged_at is None


class Volunteer(models.Model):
    """A volunteer whom a place has registered for a term (志愿者登记); who is struck off helps nobody any more."""

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="volunteer_days_in_order"),
            models.UniqueConstraint(
                fields=["party", "venue"], condition=Q(ended_at__isnull=True), name="volunteer_once_at_a_place"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="volunteer_ended_says_why",
            ),
        ]

    @property
    def standing(self) -> str:
        """How a mandate names this registration as its proof."""
        return f"volunteer:{self.pk}"

    @property
    def number(self) -> str:
        return f"ZY{self.pk:06d}"

    @property
    def words(self) -> str:
        return f"{self.venue.name}登记的志愿者，编号{self.number}"
