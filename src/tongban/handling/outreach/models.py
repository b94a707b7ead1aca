"""The table of help in person (上门帮办、绿色通道): who asked, what for, who comes when, for whom, the result."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Staff, Venue
from tongban.registers.parties.models import Account, Party

from .rules.states import (
    OPEN,
    AskedBy,
    Need,
    OutreachChannel,
    OutreachKind,
    OutreachResult,
    OutreachStatus,
    SignedWay,
)


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
