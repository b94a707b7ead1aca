"""Cards with the attribution they were raised on, and urgings with their answers (黄红牌、督办)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Chained
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.attribution import Owner
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.oversight.supervision.rules.cards import CardStatus, Colour
from tongban.oversight.supervision.rules.flow import UrgeStatus
from tongban.registers.agencies.models import Agency, Staff

_DECIDED = [CardStatus.UPHELD.value, CardStatus.LIFTED.value]


class Card(Chained):
    """A yellow or red card (黄牌、红牌): one for a rule and the end a limit had; on whom, by which attribution."""

    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in CardStatus])
    colour = models.CharField(max_length=6, choices=[(each.value, each.label) for each in Colour])
    rule = models.CharField(max_length=32)
    case = models.ForeignKey(Case, models.CASCADE, related_name="cards")
    clock_kind = models.CharField(max_length=20, choices=[(each.value, each.label) for each in ClockKind])
    clock_key = models.BigIntegerField()
    due_on = models.DateField()
    overrun = models.PositiveIntegerField()
    owner = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Owner])
    stage = models.CharField(max_length=16, blank=True, default="")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    attribution = models.JSONField()
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=80)
    contest_by_on = models.DateField()
    contested_at = models.DateTimeField(null=True)
    contested_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.CharField(max_length=1000, blank=True, default="")
    evidence = models.CharField(max_length=1000, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    finding = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "rule", "clock_key", "due_on"], name="card_once"),
            models.CheckConstraint(
                condition=Q(status__in=_DECIDED, decided_at__isnull=False, decided_by__isnull=False)
                | (~Q(status__in=_DECIDED) & Q(decided_at__isnull=True, decided_by__isnull=True)),
                name="card_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[CardStatus.FOUND.value, CardStatus.RAISED.value]) | ~Q(reason=""),
                name="card_contested_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("contested_by")),
                name="card_decided_by_another",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "agency", "-id"], name="card_by_status"),
            models.Index(fields=["agency", "-id"], name="card_by_agency"),
        ]

    @property
    def chain(self) -> str:
        return f"card:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)


class Urge(Chained):
    """An urging (督办): supervision asks the owner of a late case, who answers by the next workday."""

    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in UrgeStatus])
    case = models.ForeignKey(Case, models.CASCADE, related_name="urges")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    words = models.CharField(max_length=500)
    urged_at = models.DateTimeField()
    urged_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    answer_by_on = models.DateField()
    answer = models.CharField(max_length=1000, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case"], name="urge_one_open", condition=~Q(status=UrgeStatus.ANSWERED.value)
            ),
            models.CheckConstraint(
                condition=Q(status=UrgeStatus.ANSWERED.value, answered_at__isnull=False) & ~Q(answer="")
                | (~Q(status=UrgeStatus.ANSWERED.value) & Q(answered_at__isnull=True, answer="")),
                name="urge_answered_in_words",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "answer_by_on"], name="urge_open", condition=Q(answered_at__isnull=True)),
        ]

    @property
    def chain(self) -> str:
        return f"urge:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)
