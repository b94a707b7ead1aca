"""The tables of regulation (事中事后监管): checks of promises, breaches on record, and what passes between approval and
supervision (审管协同).
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained, Entry
from tongban.handling.cases.models import Case
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.parties.models import Party

from .rules.interplay import (
    OPEN_PROPOSALS,
    EndingWay,
    FindingKind,
    ProposalStatus,
    PushKind,
    PushStatus,
    TaskStatus,
)
from .rules.states import CHECKED, CheckStatus, CreditStatus

_SIGNED = sorted({PushStatus.SIGNED, PushStatus.ANSWERED})


class CommitmentCheck(Chained):
    """The check of a promise on which a case was decided (承诺核查任务); `due_on` is the limit that runs now."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="commitment_check")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=[(each.value, each.label) for each in CheckStatus])
    risk = models.CharField(max_length=8)
    factors = models.JSONField(default=list)
    sampling = models.CharField(max_length=200)
    is_on_site = models.BooleanField()
    table_edition = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    check_due_on = models.DateField()
    due_on = models.DateField()
    assignee = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    finding = models.CharField(max_length=2000, blank=True, default="")
    rectification = models.OneToOneField(OfficialDocument, models.PROTECT, null=True, related_name="+")
    advice = models.ForeignKey(OfficialDocument, models.PROTECT, null=True, related_name="+")
    statement = models.CharField(max_length=2000, blank=True, default="")
    wants_hearing = models.BooleanField(default=False)
    hearing_record = models.CharField(max_length=2000, blank=True, default="")
    revocation = models.OneToOneField(OfficialDocument, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status__in=sorted(CHECKED), ended_at__isnull=False)
                | (~Q(status__in=sorted(CHECKED)) & Q(ended_at__isnull=True)),
                name="check_ended_with_a_result",
            ),
            models.CheckConstraint(
                condition=Q(status=CheckStatus.REVOKED, revocation__isnull=False)
                | (~Q(status=CheckStatus.REVOKED) & Q(revocation__isnull=True)),
                name="check_revoked_with_a_paper",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "due_on"], name="check_worklist", condition=Q(ended_at__isnull=True)),
        ]

    @property
    def chain(self) -> str:
        return f"commitment-check:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)


class CreditRecord(Chained):
    """A breach of a promise on record (信用记录): why, until when, and how it is repaired."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    check_of = models.OneToOneField(CommitmentCheck, models.PROTECT, related_name="credit_record")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=[(each.value, each.label) for each in CreditStatus])
    reason = models.CharField(max_length=500)
    began_on = models.DateField()
    ends_on = models.DateField()
    repair_from = models.DateField()
    evidence = models.CharField(max_length=2000, blank=True, default="")
    answer = models.CharField(max_length=500, blank=True, default="")
    lifted_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("began_on")), name="credit_ends_after_it_began"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["party", "ends_on"], name="credit_by_party"),
        ]

    @property
    def chain(self) -> str:
        return f"credit:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)


class SupervisionPush(Chained):
    """A decision on its way to whoever supervises it (审管推送): once for each entry of the ledger that decided.

    `due_on` is the limit that runs now: to sign, to feed back, or for the arbiter to rule; none when it is answered.
    `agency` is empty while nobody is named; `permit_agency` decided; `ruling` is the arbiter's word on the boundary.
    """

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="supervision_pushes")
    name = models.CharField(max_length=200)
    option_code = models.CharField(max_length=33)
    kind = models.CharField(max_length=12, choices=[(each.value, each.label) for each in PushKind])
    permit_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    map_edition = models.CharField(max_length=40, blank=True, default="")
    status = models.CharField(max_length=12, choices=[(each.value, each.label) for each in PushStatus])
    pushed_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    escalated_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    is_signed_in_time = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=1000, blank=True, default="")
    disputed_by = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    dispute = models.CharField(max_length=1000, blank=True, default="")
    named_body = models.CharField(max_length=80, blank=True, default="")
    arbiter = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    ruling = models.CharField(max_length=1000, blank=True, default="")
    ruled_at = models.DateTimeField(null=True)
    ruled_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status__in=_SIGNED, signed_at__isnull=False, signed_by__isnull=False)
                | (~Q(status__in=_SIGNED) & Q(signed_at__isnull=True)),
                name="push_signed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(status=PushStatus.DISPUTED, arbiter__isnull=False)
                | (~Q(status=PushStatus.DISPUTED) & Q(agency__isnull=False)),
                name="push_has_a_body_or_an_arbiter",
            ),
            models.CheckConstraint(
                condition=(Q(status=PushStatus.ANSWERED) & Q(due_on__isnull=True, answered_at__isnull=False))
                | (~Q(status=PushStatus.ANSWERED) & Q(due_on__isnull=False)),
                name="push_waits_until_a_day",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "due_on"], name="push_worklist", condition=Q(due_on__isnull=False)),
            models.Index(fields=["option_code", "ruled_at"], name="push_rulings", condition=Q(ruled_at__isnull=False)),
        ]

    @property
    def chain(self) -> str:
        return f"supervision-push:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)

    @property
    def state(self) -> PushStatus:
        return PushStatus(self.status)

    @property
    def is_together(self) -> bool:
        """One body approves and supervises (审管一体): handed over inside it."""
        return self.agency_id == self.permit_agency_id


class SupervisionFinding(models.Model):
    """What supervision found with somebody (监管结果): once written it stays."""

    is_append_only: ClassVar[bool] = True

    push = models.ForeignKey(SupervisionPush, models.PROTECT, related_name="findings")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(each.value, each.label) for each in FindingKind])
    words = models.CharField(max_length=1000)
    found_on = models.DateField()
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-found_on", "-pk")


class EndingProposal(Chained):
    """Supervision proposes to end a licence (终止许可的建议); the approving body answers in its own flow."""

    push = models.ForeignKey(SupervisionPush, models.PROTECT, related_name="proposals")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=[(each.value, each.label) for each in ProposalStatus])
    way = models.CharField(max_length=12, choices=[(each.value, each.label) for each in EndingWay])
    fact = models.CharField(max_length=1000)
    ground = models.CharField(max_length=300)
    proposer = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.CharField(max_length=1000, blank=True, default="")
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["push"], condition=Q(status__in=sorted(OPEN_PROPOSALS)), name="proposal_one_open"
            ),
        ]

    @property
    def chain(self) -> str:
        return f"ending-proposal:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)


class CancelledTask(Chained):
    """A turn of supervision of a cancelled approval (取消审批后的监管任务): one for each row of the list and turn."""

    row_key = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    way = models.CharField(max_length=500)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in TaskStatus])
    since = models.DateField()
    due_on = models.DateField()
    kind = models.CharField(max_length=12, blank=True, default="")
    words = models.CharField(max_length=1000, blank=True, default="")
    found_on = models.DateField(null=True)
    done_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["row_key", "since"], name="cancelled_task_once_a_turn"),
            models.CheckConstraint(
                condition=Q(status=TaskStatus.DONE, done_at__isnull=False, done_by__isnull=False)
                | Q(status=TaskStatus.OPEN, done_at__isnull=True),
                name="cancelled_task_done_by_somebody",
            ),
        ]

    @property
    def chain(self) -> str:
        return f"cancelled-task:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)
