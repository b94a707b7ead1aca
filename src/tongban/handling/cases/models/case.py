"""A case and its draft (办件、草稿): the row, its truths state by state, and whose hands it went through."""

from functools import reduce
from itertools import combinations, product
from operator import and_
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.handling.cases.rules.duties import Hands
from tongban.handling.cases.rules.states import BEFORE_ACCEPTANCE, ENDS, Status
from tongban.registers.agencies.models import Agency, Staff, Venue
from tongban.registers.catalog.models import OptionVersion
from tongban.registers.parties.models import Account, Mandate, Party

_STATES = [each.value for each in Status if each is not Status.DRAFT]
_NOT_ACCEPTED = [*sorted(BEFORE_ACCEPTANCE), Status.REJECTED, Status.RETURNED]
_DECIDED = [Status.GRANTED, Status.REFUSED, Status.ISSUED, Status.SERVED, Status.CLOSED]
_FRONT, _BACK = ("receiver", "acceptor"), ("examiner", "reviewer", "decider")


def _apart(*pairs: tuple[str, str]) -> Q:
    """No pair of hands is one person's; hands that did nothing yet are nobody's."""
    return reduce(and_, (Q(**{f"{a}__isnull": True}) | Q(**{f"{b}__isnull": True}) | ~Q(**{a: F(b)}) for a, b in pairs))


class Channel(models.TextChoices):
    """By which way a case came in (申办渠道)."""

    WEB = "web", "网页"
    MOBILE = "mobile", "手机"
    WINDOW = "window", "窗口"
    KIOSK = "kiosk", "自助终端"
    STATION = "station", "便民服务站"
    PHONE = "phone", "电话"
    API = "api", "系统对接"


class Outcome(models.TextChoices):
    """What was decided (办理结果); not deciding is none of these."""

    NONE = "", "未决定"
    GRANTED = "granted", "准予"
    REFUSED = "refused", "不予许可"


class Draft(models.Model):
    """An application being filled in (草稿): it has its number already, so that one number serves all channels."""

    number = models.CharField(max_length=17, unique=True)
    option_version = models.ForeignKey(OptionVersion, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Party, models.PROTECT, related_name="drafts")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answers = models.JSONField(default=dict)
    form_sealed = models.BinaryField(default=b"")
    materials = models.JSONField(default=list)
    deferral_choice = models.JSONField(default=dict)
    wants_deferral = models.BooleanField(default=False)
    accepts_commitment = models.BooleanField(default=False)
    commitment_hash = models.CharField(max_length=64, blank=True, default="")
    declined_commitment = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    expires_on = models.DateField()

    class Meta:
        indexes = (models.Index(fields=["owner", "updated_at"], name="draft_by_owner"),)


class Case(Chained):
    """One application on its way (办件), pinned to the version of the list under which it was received.

    `bundle_number` is that of the bundle it was lodged with (一件事编号), if any; `awaits` names what has to be
    reported before its result may leave, such as 完税, and is empty when nothing has.
    """

    number = models.CharField(max_length=17, unique=True)
    status = models.CharField(max_length=16, choices=[(each.value, each.label) for each in Status])
    option_version = models.ForeignKey(OptionVersion, models.PROTECT, related_name="+", db_index=False)
    option_code = models.CharField(max_length=33)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    applicant = models.ForeignKey(Party, models.PROTECT, related_name="cases")
    agent = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+", db_index=False)
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    client = models.CharField(max_length=60, blank=True, default="")
    channel = models.CharField(max_length=8, choices=Channel)
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="+", db_index=False)
    answers = models.JSONField(default=dict)
    form_sealed = models.BinaryField(default=b"")
    query_index = models.BinaryField(max_length=16)
    wants_deferral = models.BooleanField(default=False)
    accepts_commitment = models.BooleanField(default=False)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True, default=Outcome.NONE)
    is_deemed = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    prechecked_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    receiver = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    acceptor = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    assignee = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    examiner = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    reviewer = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    decider = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    issuer = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    delegated_verbs = models.JSONField(default=list)
    counted_runs = models.PositiveSmallIntegerField(db_default=0)
    explained_until = models.DateField(null=True)
    bundle_number = models.CharField(max_length=17, blank=True, default="", db_default="")
    awaits = models.CharField(max_length=60, blank=True, default="", db_default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(status__in=_STATES), name="case_status_known"),
            models.CheckConstraint(condition=Q(number__regex=r"^\d{17}$"), name="case_number_shape"),
            models.CheckConstraint(
                condition=Q(status__in=_NOT_ACCEPTED, accepted_at__isnull=True)
                | (~Q(status__in=_NOT_ACCEPTED) & Q(accepted_at__isnull=False))
                | Q(status__in=[Status.WITHDRAWN, Status.TRANSFERRED, Status.RETURNED]),
                name="case_accepted_when_past_acceptance",
            ),
            models.CheckConstraint(
                condition=Q(status__in=_DECIDED, decided_at__isnull=False) & ~Q(outcome="")
                | (~Q(status__in=_DECIDED) & Q(decided_at__isnull=True, outcome="")),
                name="case_decided_when_past_decision",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.GRANTED, Status.ISSUED]) | Q(outcome=Outcome.GRANTED),
                name="case_issues_only_what_was_granted",
            ),
            models.CheckConstraint(
                condition=Q(delegated_verbs__contains=["grant"])
                | Q(delegated_verbs__contains=["finish_on_the_spot"])
                | _apart(("examiner", "reviewer"), ("reviewer", "decider"), ("examiner", "decider")),
                name="case_four_eyes",
            ),
            models.CheckConstraint(
                condition=~Q(delegated_verbs=[])
                | _apart(*product(_FRONT, (*_BACK, "issuer")), *combinations((*_BACK, "issuer"), 2)),
                name="case_hands_apart",
            ),
            models.CheckConstraint(
                condition=Q(status__in=sorted(ENDS), ended_at__isnull=False, due_on__isnull=True)
                | (~Q(status__in=sorted(ENDS)) & Q(ended_at__isnull=True)),
                name="case_ended_at_an_end",
            ),
            models.CheckConstraint(
                condition=Q(awaits="")
                | ~Q(status__in=[Status.ISSUED, Status.SERVED, Status.CLOSED], outcome=Outcome.GRANTED),
                name="case_nothing_leaves_before_its_event",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["applicant", "-received_at"], name="case_by_applicant"),
            models.Index(fields=["agency", "due_on", "id", "status"], name="case_worklist"),
            models.Index(fields=["due_on", "id", "status"], name="case_front_desk"),
            models.Index(fields=["decided_at"], name="case_decided", condition=Q(decided_at__isnull=False)),
            models.Index(fields=["ended_at", "id"], name="case_ended", condition=Q(ended_at__isnull=False)),
            models.Index(fields=["status", "agency", "due_on"], name="case_open", condition=Q(ended_at__isnull=True)),
        ]

    @property
    def chain(self) -> str:
        return f"case:{self.number}"

    @property
    def state(self) -> Status:
        return Status(self.status)

    @property
    def hands(self) -> Hands:
        return Hands(
            self.receiver_id, self.acceptor_id, self.examiner_id, self.reviewer_id, self.decider_id, self.issuer_id
        )

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return f"agency:{self.agency_id}", f"option:{self.option_code}"
