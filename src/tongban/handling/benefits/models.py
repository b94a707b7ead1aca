"""The tables of benefits (不来即享): policies and their editions, one's own choice, what was told, grants, payments."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.parties.models import Party

from .rules.states import (
    ENDS,
    FREE_AGAIN,
    OPEN,
    Audience,
    DraftStatus,
    GrantStatus,
    Operation,
    Opinion,
    Origin,
    TrialStatus,
    Way,
)

_GRANTS = [each.value for each in GrantStatus if each is not GrantStatus.NEW]
_DECIDED = [each.value for each in (GrantStatus.GRANTED, GrantStatus.PAID_OUT, GrantStatus.PUBLIC)]


class Policy(models.Model):
    """A policy (惠企便民政策) and the body that grants it; what it says stands in its editions."""

    code = models.SlugField(max_length=60, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    is_sample = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.code


class PolicyEdition(models.Model):
    """One edition of a policy (政策版本): numbered, in force from its day until the next one's; never changed."""

    is_append_only: ClassVar[bool] = True

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    operation = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Operation])
    title = models.CharField(max_length=100)
    audience = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Audience])
    way = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Way])
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    effective_on = models.DateField()
    reason = models.CharField(max_length=500)
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    proposed_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_edition_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="policy_edition_from_one"),
            models.CheckConstraint(condition=~Q(approved_by=F("proposed_by")), name="policy_edition_by_two_persons"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="policy_edition_days_in_order"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(F("policy"), F("effective_on").desc(), name="policy_edition_as_of"),
        ]


class PolicyDraft(Chained):
    """The next edition while it is being made (政策文稿): who drafts or sends it to review never approves it."""

    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in DraftStatus])
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="drafts")
    base = models.ForeignKey(PolicyEdition, models.PROTECT, null=True, related_name="+")
    operation = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Operation])
    title = models.CharField(max_length=100)
    content = models.JSONField()
    reason = models.CharField(max_length=500, blank=True, default="")
    drafter = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    proposer = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    approver = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    edition = models.OneToOneField(PolicyEdition, models.PROTECT, null=True, related_name="draft")
    returned_because = models.CharField(max_length=500, blank=True, default="")
    simulated = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["policy"], condition=Q(status__in=sorted(OPEN)), name="policy_one_open_draft"
            ),
            models.CheckConstraint(
                condition=Q(approver__isnull=True) | (~Q(approver=F("proposer")) & ~Q(approver=F("drafter"))),
                name="policy_nobody_approves_their_own",
            ),
            models.CheckConstraint(
                condition=Q(status="approved", edition__isnull=False, approver__isnull=False)
                | (~Q(status="approved") & Q(edition__isnull=True)),
                name="policy_approved_is_an_edition",
            ),
        ]

    @property
    def chain(self) -> str:
        return f"policy-draft:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.policy.agency_id}",)

    @property
    def state(self) -> DraftStatus:
        return DraftStatus(self.status)


class PolicyTrial(models.Model):
    """A draft held against everybody who may be matched (试算): a part at a time, until `after` is the last of them.

    `found` is what was counted so far: fits, fits_not, unsure, and `missing` facts; it names nobody.
    """

    draft = models.ForeignKey(PolicyDraft, models.PROTECT, related_name="trials")
    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in TrialStatus])
    asked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    most = models.PositiveIntegerField()
    seen = models.PositiveIntegerField(default=0)
    after = models.BigIntegerField(default=0)
    found = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draft"], condition=Q(status="running"), name="policy_one_running_trial"),
            models.CheckConstraint(
                condition=Q(status="running", ended_at__isnull=True)
                | (~Q(status="running") & Q(ended_at__isnull=False)),
                name="policy_trial_ends_once",
            ),
        ]

    @property
    def is_running(self) -> bool:
        return self.status == TrialStatus.RUNNING


class MatchingChoice(models.Model):
    """Whether somebody wants to be matched (自动匹配的选择): without a row they are, until they say no."""

    party = models.OneToOneField(Party, models.PROTECT, related_name="+")
    is_out = models.BooleanField("不参加自动匹配")
    changed_at = models.DateTimeField()


class DeclaredFact(models.Model):
    """What an enterprise says of itself (自己填的情况), where no register of the city knows it."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    value = models.JSONField()
    declared_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["party", "name"], name="declared_fact_once"),
        ]


class MatchRun(models.Model):
    """One round over one edition (匹配轮次): how many it fits, fits not, is not known for; nobody is named."""

    is_append_only: ClassVar[bool] = True

    edition = models.ForeignKey(PolicyEdition, models.PROTECT, related_name="runs")
    ran_at = models.DateTimeField()
    fits = models.PositiveIntegerField()
    fits_not = models.PositiveIntegerField()
    unsure = models.PositiveIntegerField()
    pushed = models.PositiveIntegerField()
    listed = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["edition", "ran_at"], name="match_run_last")]


class Push(models.Model):
    """That a policy was pointed out to somebody (推送): once for an edition, with the conditions that are met."""

    edition = models.ForeignKey(PolicyEdition, models.PROTECT, related_name="pushes")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    reasons = models.JSONField()
    pushed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "party"], name="push_once"),
            models.CheckConstraint(condition=~Q(reasons=[]), name="push_says_why"),
        ]


class PaymentBatch(models.Model):
    """A payment file handed over (兑付批次): which grants are in it stands with the grants."""

    is_append_only: ClassVar[bool] = True

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    count = models.PositiveIntegerField()
    total = models.DecimalField(max_digits=16, decimal_places=2)


class BenefitGrant(Chained):
    """A benefit of one party for one period (享受记录): listed or confirmed, checked, decided by another person.

    `reasons` are the conditions met when it began, each with the registers it rests on; no value of a fact stands here.
    """

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="grants")
    edition = models.ForeignKey(PolicyEdition, models.PROTECT, related_name="grants")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in GrantStatus])
    origin = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Origin])
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    reasons = models.JSONField()
    began_at = models.DateTimeField()
    checker = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    opinion = models.CharField(
        max_length=10, blank=True, default="", choices=[(each.value, each.label) for each in Opinion]
    )
    words = models.CharField(max_length=500, blank=True, default="")
    decider = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    public_until = models.DateField(null=True)
    objection = models.CharField(max_length=1000, blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, default="")
    granted_at = models.DateTimeField(null=True)
    batch = models.ForeignKey(PaymentBatch, models.PROTECT, null=True, related_name="grants")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(status__in=_GRANTS), name="grant_status_known"),
            models.UniqueConstraint(
                fields=["policy", "party", "period"],
                condition=~Q(status__in=sorted(FREE_AGAIN)),
                name="grant_once_for_a_period",
            ),
            models.CheckConstraint(
                condition=Q(decider__isnull=True) | ~Q(decider=F("checker")), name="grant_by_two_persons"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=_DECIDED) | Q(checker__isnull=False, decider__isnull=False, opinion="fits"),
                name="grant_is_checked_and_decided",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["granted", "paid_out"]) | Q(granted_at__isnull=False),
                name="grant_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(status="public") | Q(public_until__isnull=False), name="grant_public_has_an_end"
            ),
            models.CheckConstraint(
                condition=~Q(status="paid_out") | Q(batch__isnull=False), name="grant_paid_out_in_a_batch"
            ),
            models.CheckConstraint(
                condition=Q(status__in=sorted(ENDS), ended_at__isnull=False)
                | (~Q(status__in=sorted(ENDS)) & Q(ended_at__isnull=True)),
                name="grant_ended_at_an_end",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["policy", "status"], name="grant_worklist"),
            models.Index(fields=["party"], name="grant_of_party"),
            models.Index(fields=["public_until"], name="grant_in_public", condition=Q(status="public")),
        ]

    @property
    def chain(self) -> str:
        return f"benefit-grant:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.policy.agency_id}",)

    @property
    def state(self) -> GrantStatus:
        return GrantStatus(self.status)

    @property
    def number(self) -> str:
        """The number as one reads it out (享受编号)."""
        return f"{local_day(self.began_at):%Y%m%d}-{self.pk}"
