"""The table of work orders (工单): what is wanted, whose it is, by when, what was answered, and how it was rated."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.parties.models import Account, Party

from .rules.states import (
    ENDS,
    CheckState,
    OrderChannel,
    OrderKind,
    OrderStatus,
    Outcome,
    Privacy,
    Refusal,
    Satisfaction,
)

_ENDED = sorted(ENDS)
_ANSWERED = ("replied", "closed")


class WorkOrder(Chained):
    """One call or message to the hotline (一件工单), until it is closed, refused, merged or withdrawn.

    Name and number are sealed; beside them stands what a list may show. `content` holds no number of a person.
    `latest_on` is the last day that the province set for what it handed over (省里的期限).
    `repeats` is the earlier order of the same matter that was found; `into` the one that it was merged into.
    """

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    query_index = models.BinaryField(max_length=16)
    kind = models.CharField(max_length=12, choices=[(each.value, each.label) for each in OrderKind])
    channel = models.CharField(max_length=8, choices=[(each.value, each.label) for each in OrderChannel])
    privacy = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Privacy])
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in OrderStatus])
    topic = models.CharField(max_length=24, blank=True, default="")
    content = models.CharField(max_length=1000)
    place = models.CharField(max_length=120, blank=True, default="")
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    name_sealed = models.BinaryField(default=b"")
    name_masked = models.CharField(max_length=120, blank=True, default="")
    phone_sealed = models.BinaryField(default=b"")
    phone_index = models.BinaryField(max_length=16, null=True)
    phone_masked = models.CharField(max_length=20, blank=True, default="")
    option_code = models.CharField(max_length=33, blank=True, default="")
    option_name = models.CharField(max_length=200, blank=True, default="")
    case_number = models.CharField(max_length=17, blank=True, default="")
    opened_at = models.DateTimeField()
    waits_since = models.DateTimeField()
    first_dispatched_at = models.DateTimeField(null=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    sign_by = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    latest_on = models.DateField(null=True)
    times_returned = models.PositiveSmallIntegerField(default=0)
    is_ruled = models.BooleanField(default=False)
    is_extended = models.BooleanField(default=False)
    times_sent_again = models.PositiveSmallIntegerField(default=0)
    times_urged = models.PositiveSmallIntegerField(default=0)
    urged_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    is_at_once = models.BooleanField(default=False)
    is_late = models.BooleanField(default=False)
    outcome = models.CharField(
        max_length=10, blank=True, default="", choices=[(each.value, each.label) for each in Outcome]
    )
    reply = models.CharField(max_length=2000, blank=True, default="")
    replied_at = models.DateTimeField(null=True)
    replier = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    calls_missed = models.PositiveSmallIntegerField(default=0)
    satisfaction = models.CharField(
        max_length=8, blank=True, default="", choices=[(each.value, each.label) for each in Satisfaction]
    )
    rating_words = models.CharField(max_length=500, blank=True, default="")
    rated_at = models.DateTimeField(null=True)
    refusal = models.CharField(
        max_length=12, blank=True, default="", choices=[(each.value, each.label) for each in Refusal]
    )
    end_words = models.CharField(max_length=500, blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    repeats = models.ForeignKey("self", models.PROTECT, null=True, related_name="repeated_by")
    into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    check_state = models.CharField(
        max_length=8, blank=True, default="", choices=[(each.value, each.label) for each in CheckState]
    )
    doubts = models.JSONField(default=list)
    flaws = models.JSONField(default=list)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status__in=_ENDED, ended_at__isnull=False)
                | (~Q(status__in=_ENDED) & Q(ended_at__isnull=True)),
                name="work_order_ends_once",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["taken", "returned"]) | Q(agency__isnull=True, sign_by__isnull=True),
                name="work_order_at_centre_is_nobody_elses",
            ),
            models.CheckConstraint(
                condition=~Q(status="dispatched") | Q(agency__isnull=False, sign_by__isnull=False),
                name="work_order_dispatched_to_whom_by_when",
            ),
            models.CheckConstraint(
                condition=~Q(status="handling") | Q(agency__isnull=False, due_on__isnull=False),
                name="work_order_handled_by_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=_ANSWERED)
                | (Q(replied_at__isnull=False, replier__isnull=False) & ~Q(reply="") & ~Q(outcome="")),
                name="work_order_answered_says_what",
            ),
            models.CheckConstraint(
                condition=(Q(status="refused") & ~Q(refusal="")) | (~Q(status="refused") & Q(refusal="")),
                name="work_order_refused_says_why",
            ),
            models.CheckConstraint(
                condition=Q(status="merged", into__isnull=False) | (~Q(status="merged") & Q(into__isnull=True)),
                name="work_order_merged_into_another",
            ),
            models.CheckConstraint(
                condition=(Q(into__isnull=True) | ~Q(into=F("id"))) & (Q(repeats__isnull=True) | ~Q(repeats=F("id"))),
                name="work_order_is_not_its_own_repeat",
            ),
            models.CheckConstraint(
                condition=~Q(privacy="anonymous")
                | Q(party__isnull=True, account__isnull=True, name_sealed=b"", phone_index__isnull=True),
                name="work_order_anonymous_is_nobodys",
            ),
            models.CheckConstraint(
                condition=Q(phone_index__isnull=True, phone_sealed=b"") | Q(phone_index__isnull=False),
                name="work_order_phone_has_index",
            ),
            models.CheckConstraint(
                condition=Q(rated_at__isnull=True, satisfaction="") | (Q(rated_at__isnull=False) & ~Q(satisfaction="")),
                name="work_order_rated_says_how",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "opened_at"], name="work_order_by_status"),
            models.Index(fields=["agency", "status"], name="work_order_of_agency"),
            models.Index(fields=["phone_index", "opened_at"], name="work_order_by_phone"),
            models.Index(fields=["topic", "opened_at"], name="work_order_by_topic"),
            models.Index(fields=["opened_at"], name="work_order_by_time"),
            models.Index(fields=["check_state"], condition=~Q(check_state=""), name="work_order_checks"),
        ]

    @property
    def chain(self) -> str:
        return f"work-order:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def number(self) -> str:
        """The number (工单号), as one reads it out."""
        return f"{local_day(self.opened_at):%Y%m%d}-{self.pk}"

    @property
    def state(self) -> OrderStatus:
        return OrderStatus(self.status)

    @property
    def sort(self) -> OrderKind:
        return OrderKind(self.kind)

    @property
    def way(self) -> OrderChannel:
        return OrderChannel(self.channel)

    @property
    def secrecy(self) -> Privacy:
        return Privacy(self.privacy)

    @property
    def result(self) -> Outcome | None:
        return Outcome(self.outcome) if self.outcome else None

    @property
    def rating(self) -> Satisfaction | None:
        return Satisfaction(self.satisfaction) if self.satisfaction else None

    @property
    def why_refused(self) -> Refusal | None:
        return Refusal(self.refusal) if self.refusal else None

    @property
    def checking(self) -> CheckState:
        return CheckState(self.check_state)

    @property
    def is_over(self) -> bool:
        return self.status in ENDS

    def by_the_day_of_the_province(self, due_on: date, *, on: date) -> date:
        """The limit, never after the province's day while that is still to come."""
        return min(due_on, self.latest_on) if self.latest_on is not None and self.latest_on >= on else due_on

    @property
    def is_repeat(self) -> bool:
        """The same matter came before (重复诉求)."""
        return self.repeats_id is not None


class PublicAnswer(models.Model):
    """What everybody may read of a closed order (公开答复): question and answer written anew, without a person."""

    order = models.OneToOneField(WorkOrder, models.PROTECT, related_name="public_answer")
    topic = models.CharField(max_length=24, blank=True, default="")
    question = models.CharField(max_length=200)
    answer = models.CharField(max_length=1000)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    taken_down_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(question="") & ~Q(answer=""), name="public_answer_says_something"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["topic", "-published_at"], condition=Q(taken_down_at__isnull=True), name="public_answers_shown"
            ),
        ]


class JointPart(models.Model):
    """What another body contributes to an order (协办): the lead asks for it and gives the one answer (主办)."""

    order = models.ForeignKey(WorkOrder, models.PROTECT, related_name="parts")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    asked = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.CharField(max_length=2000, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["order", "agency"], name="joint_part_once_for_a_body"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="joint_part_answered_by_somebody",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency"], condition=Q(answered_at__isnull=True), name="joint_part_open"),
        ]
