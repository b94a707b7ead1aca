"""The tables of the supermarket (中介服务网上超市): agencies and their papers, needs and bids, credit, alerts."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.models import Chained
from tongban.handling.cases.models import Case
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.documents.models import StoredFile
from tongban.registers.parties.models import Account, Party

from .rules.states import ENDED, AgencyStatus, AlertStatus, ItemKind, ItemStatus, NeedStatus, Way

LISTED = AgencyStatus.LISTED


class IntermediaryAgency(Chained):
    """An enterprise that offers services here (中介服务机构), checked by one person and listed by another.

    `affiliated_to` is the department that it belongs to: it does nothing for that department's matters
    (优化营商环境条例 第四十三条). `score` is in hundredths of a point, `credit_class` what follows from it.
    """

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    party = models.OneToOneField(Party, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in AgencyStatus])
    supervisor = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    affiliated_to = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    phone = models.CharField(max_length=40)
    applied_at = models.DateTimeField()
    checked_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    listed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    listed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True, default="")
    score = models.PositiveIntegerField(default=8000)
    credit_class = models.CharField(max_length=1, default="B")
    rated_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(status="listed") | Q(checked_by__isnull=False, listed_by__isnull=False),
                name="intermediary_listed_by_two",
            ),
            models.CheckConstraint(
                condition=Q(listed_by__isnull=True) | ~Q(listed_by=F("checked_by")), name="intermediary_two_are_two"
            ),
            models.CheckConstraint(condition=Q(score__lte=10000), name="intermediary_score_to_hundred"),
        ]

    @property
    def chain(self) -> str:
        return f"intermediary:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.supervisor_id}",)

    @property
    def name(self) -> str:
        return self.party.name

    @property
    def state(self) -> AgencyStatus:
        return AgencyStatus(self.status)

    @property
    def points(self) -> str:
        return f"{self.score // 100}.{self.score % 100:02d}"


class Offering(models.Model):
    """The guide of one service of an agency (中介服务指南): none of the four elements may be missing (R-060)."""

    agency = models.ForeignKey(IntermediaryAgency, models.CASCADE, related_name="offerings")
    service = models.CharField(max_length=40)
    conditions = models.CharField(max_length=500)
    process = models.CharField(max_length=500)
    limit_days = models.PositiveSmallIntegerField()
    price_standard = models.CharField(max_length=500)
    price_from = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "service"], name="offering_once"),
            models.CheckConstraint(
                condition=~Q(conditions="") & ~Q(process="") & ~Q(price_standard="") & Q(limit_days__gte=1),
                name="offering_has_four_elements",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["service"], name="offering_by_service")]


class Qualification(models.Model):
    """A paper of an agency (资质): without the one that its service needs, in force today, it is not shown."""

    agency = models.ForeignKey(IntermediaryAgency, models.CASCADE, related_name="qualifications")
    name = models.CharField(max_length=80)
    number = models.CharField(max_length=60)
    issuer = models.CharField(max_length=80)
    valid_until = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "name"], name="qualification_once"),
        ]


class Need(Chained):
    """A need (中介服务需求), from the call for entries to the accepted result; sums in fen, limits in workdays.

    `department` asks for the result, if any does; `selection` is how the agency was chosen, as anybody may read it.
    """

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in NeedStatus])
    client = models.ForeignKey(Party, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    service = models.CharField(max_length=40)
    option_code = models.CharField(max_length=33, blank=True, default="")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    department = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=100)
    details = models.CharField(max_length=1000)
    way = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Way])
    ceiling = models.PositiveIntegerField(null=True)
    limit_days = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()
    entries_until = models.DateTimeField(null=True)
    selected = models.ForeignKey(IntermediaryAgency, models.PROTECT, null=True, related_name="+")
    selected_at = models.DateTimeField(null=True)
    confirm_by = models.DateField(null=True)
    selection = models.JSONField(default=dict)
    price = models.PositiveIntegerField(null=True)
    contract = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    result = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    result_words = models.CharField(max_length=500, blank=True, default="")
    delivered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=(Q(way="direct") & Q(entries_until__isnull=True))
                | (~Q(way="direct") & Q(entries_until__isnull=False)),
                name="need_entries_end",
            ),
            models.CheckConstraint(
                condition=~Q(way="random") | Q(ceiling__isnull=False), name="need_random_has_a_price"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["open", "closed", "failed", "cancelled"]) | Q(selected__isnull=False),
                name="need_selected_says_who",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["working", "delivered", "accepted"])
                | Q(contract__isnull=False, price__isnull=False, due_on__isnull=False),
                name="need_works_under_a_contract",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["delivered", "accepted"])
                | Q(result__isnull=False, delivered_at__isnull=False),
                name="need_delivered_with_a_file",
            ),
            models.CheckConstraint(
                condition=Q(status__in=sorted(ENDED), ended_at__isnull=False)
                | (~Q(status__in=sorted(ENDED)) & Q(ended_at__isnull=True)),
                name="need_ends_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["client", "-id"], name="need_of_client"),
            models.Index(fields=["selected", "-id"], name="need_of_agency"),
            models.Index(fields=["department", "selected_at"], name="need_by_department"),
            models.Index(fields=["status", "entries_until"], name="need_by_deadline"),
        ]

    @property
    def chain(self) -> str:
        return f"intermediary-need:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def number(self) -> str:
        """The number of the need (需求编号), fixed by its day and code before anybody enters."""
        return f"ZJ{local_day(self.published_at):%Y%m%d}-{self.code.hex[:8]}"

    @property
    def state(self) -> NeedStatus:
        return NeedStatus(self.status)

    @property
    def how(self) -> Way:
        return Way(self.way)

    def is_late(self, on: date) -> bool:
        """Is the result past the day of the contract (超过约定时限)?"""
        return self.due_on is not None and self.delivered_at is None and self.due_on < on


class Bid(models.Model):
    """An agency enters for a need (报名、报价). The price is sealed; its commitment is on the ledger from the start.

    `price`, `days` and `salt` are empty until all bids are opened at once after the deadline.
    """

    need = models.ForeignKey(Need, models.CASCADE, related_name="bids")
    agency = models.ForeignKey(IntermediaryAgency, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    price_sealed = models.BinaryField(default=b"")
    commitment = models.CharField(max_length=64, blank=True, default="")
    price = models.PositiveIntegerField(null=True)
    days = models.PositiveSmallIntegerField(null=True)
    salt = models.CharField(max_length=32, blank=True, default="")
    has_given_up = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["need", "agency"], name="bid_once"),
        ]


class CreditItem(Chained):
    """An entry of an agency's credit (中介信用记录): a review of a contract by one side, or a breach."""

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(IntermediaryAgency, models.PROTECT, related_name="+")
    need = models.ForeignKey(Need, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=[(each.value, each.label) for each in ItemKind])
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in ItemStatus])
    marks = models.JSONField(default=dict)
    breach = models.CharField(max_length=20, blank=True, default="")
    words = models.CharField(max_length=500)
    on = models.DateField()
    written_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    appeal = models.CharField(max_length=500, blank=True, default="")
    appealed_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["need", "kind"], condition=~Q(kind="breach"), name="credit_one_review_per_contract"
            ),
            models.UniqueConstraint(
                fields=["need", "breach", "agency"], condition=~Q(breach=""), name="credit_one_breach_per_contract"
            ),
            models.CheckConstraint(
                condition=(Q(kind="breach") & ~Q(breach="")) | (~Q(kind="breach") & Q(breach="", need__isnull=False)),
                name="credit_breach_says_which",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["agency", "on"], name="credit_of_agency")]

    @property
    def chain(self) -> str:
        return f"intermediary-credit:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency.supervisor_id}",)

    @property
    def sort(self) -> ItemKind:
        return ItemKind(self.kind)

    @property
    def state(self) -> ItemStatus:
        return ItemStatus(self.status)


class Concentration(Chained):
    """One agency gets more of a department's choices than the limit (集中度预警), until somebody has looked into it."""

    department = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    agency = models.ForeignKey(IntermediaryAgency, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in AlertStatus])
    count = models.PositiveIntegerField()
    total = models.PositiveIntegerField()
    raised_at = models.DateTimeField()
    words = models.CharField(max_length=500, blank=True, default="")
    settled_at = models.DateTimeField(null=True)
    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["department", "agency"], condition=Q(status="open"), name="concentration_one_open"
            ),
        ]

    @property
    def chain(self) -> str:
        return f"concentration:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> AlertStatus:
        return AlertStatus(self.status)

    @property
    def percent(self) -> int:
        return self.count * 100 // self.total
