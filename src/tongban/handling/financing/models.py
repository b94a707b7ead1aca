"""The tables of financing (金融普惠): banks and products, needs, matches with their outcome, proofs by consent."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.parties.models import Account, Party

from .rules.scoring import ExplainedScore
from .rules.states import RUNNING, Audience, BankStatus, Cause, Guarantee, MatchStatus, NeedStatus, ProofStatus, Use


class Bank(Chained):
    """A bank that takes part (入驻银行): an enterprise whose people sign in as it."""

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    party = models.OneToOneField(Party, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in BankStatus])
    phone = models.CharField(max_length=40)
    complaint_phone = models.CharField(max_length=40)
    listed_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(status="suspended") | ~Q(reason=""), name="bank_suspended_for_a_reason"
            ),
        ]

    @property
    def chain(self) -> str:
        return f"bank:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def name(self) -> str:
        return self.party.name

    @property
    def state(self) -> BankStatus:
        return BankStatus(self.status)


class Product(models.Model):
    """A product of a bank (金融产品): sums in fen, yearly rates in hundredths of a percent. It never changes: what is
    different is another product, so that a match shows what was offered."""

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    bank = models.ForeignKey(Bank, models.PROTECT, related_name="products")
    name = models.CharField(max_length=60)
    audience = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Audience])
    most = models.BigIntegerField()
    longest_months = models.PositiveSmallIntegerField()
    rate_from = models.PositiveIntegerField()
    rate_to = models.PositiveIntegerField()
    guarantee = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Guarantee])
    conditions = models.CharField(max_length=500)
    answer_days = models.PositiveSmallIntegerField()
    wants = models.JSONField(default=list)
    offered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(rate_to__gte=F("rate_from"), most__gt=0, longest_months__gte=1), name="product_can_be_had"
            ),
            models.UniqueConstraint(
                fields=["bank", "name"], condition=Q(withdrawn_at__isnull=True), name="product_offered_once"
            ),
        ]

    @property
    def for_whom(self) -> Audience:
        return Audience(self.audience)


class FinancingNeed(Chained):
    """A need (融资需求): the sum in fen, the term in months. Banks read it without the name of anybody."""

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in NeedStatus])
    is_enterprise = models.BooleanField()
    amount = models.BigIntegerField()
    months = models.PositiveSmallIntegerField()
    use = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Use])
    guarantee = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Guarantee])
    words = models.CharField(max_length=300, blank=True, default="")
    posted_at = models.DateTimeField()
    open_until = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status="open", ended_at__isnull=True) | (~Q(status="open") & Q(ended_at__isnull=False)),
                name="financing_need_ends_once",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0, months__gte=1), name="financing_need_says_how_much"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["party", "-id"], name="financing_need_of_party")]

    @property
    def chain(self) -> str:
        return f"financing-need:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> NeedStatus:
        return NeedStatus(self.status)


class Match(Chained):
    """A bank and a need (银企对接) and what came of it. `asked` are the claims that the bank would like proved.

    Sums in fen, yearly rates in hundredths of a percent. The score is the bank's own, and has its explanation beside
    it or does not exist (个人信息保护法 第二十四条).
    """

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    need = models.ForeignKey(FinancingNeed, models.PROTECT, related_name="matches")
    bank = models.ForeignKey(Bank, models.PROTECT, related_name="matches")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in MatchStatus])
    asked = models.JSONField(default=list)
    asked_for = models.CharField(max_length=200)
    begun_at = models.DateTimeField()
    answer_by = models.DateField()
    score = models.PositiveSmallIntegerField(null=True)
    score_out_of = models.PositiveSmallIntegerField(null=True)
    score_factors = models.JSONField(default=list)
    score_contact = models.CharField(max_length=100, blank=True, default="")
    objection = models.CharField(max_length=300, blank=True, default="")
    credited = models.BigIntegerField(null=True)
    credited_rate = models.PositiveIntegerField(null=True)
    lent = models.BigIntegerField(null=True)
    cause = models.CharField(
        max_length=10, blank=True, default="", choices=[(each.value, each.label) for each in Cause]
    )
    words = models.CharField(max_length=300, blank=True, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["need", "bank"],
                condition=Q(status__in=["offered", "sent", "contacted", "credited", "lent"]),
                name="match_of_need_and_bank_once",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True)
                | (Q(score_out_of__isnull=False) & ~Q(score_factors=[]) & ~Q(score_contact="")),
                name="match_no_score_without_explanation",
            ),
            models.CheckConstraint(
                condition=(Q(status="failed") & ~Q(cause="") & ~Q(words="")) | (~Q(status="failed") & Q(cause="")),
                name="match_failed_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["credited", "lent"]) | Q(credited__isnull=False, credited_rate__isnull=False),
                name="match_credited_says_how_much",
            ),
            models.CheckConstraint(
                condition=~Q(status="lent") | Q(lent__isnull=False), name="match_lent_says_how_much"
            ),
        ]

    @property
    def chain(self) -> str:
        return f"financing-match:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> MatchStatus:
        return MatchStatus(self.status)

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def explained_score(self) -> ExplainedScore | None:
        """The only way to the score: with what it was made of, and who looks again."""
        if self.score is None or self.score_out_of is None:
            return None
        return ExplainedScore(self.score, self.score_out_of, tuple(self.score_factors), self.score_contact)


class Proof(Chained):
    """A consent to prove something to one bank (数据证明): item by item, for a purpose, until an instant."""

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    match = models.ForeignKey(Match, models.PROTECT, related_name="proofs")
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in ProofStatus])
    claims = models.JSONField(default=list)
    purpose = models.CharField(max_length=200)
    granted_at = models.DateTimeField()
    until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(claims=[]) & ~Q(purpose="") & Q(until__gt=F("granted_at")),
                name="financing_proof_says_what_for_and_until",
            ),
            models.CheckConstraint(
                condition=Q(status="granted", withdrawn_at__isnull=True)
                | Q(status="withdrawn", withdrawn_at__isnull=False),
                name="financing_proof_withdrawn_once",
            ),
            models.UniqueConstraint(
                fields=["match"], condition=Q(status="granted"), name="financing_proof_one_at_a_time"
            ),
        ]

    @property
    def chain(self) -> str:
        return f"financing-proof:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> ProofStatus:
        return ProofStatus(self.status)

    def may_be_seen(self, at: datetime) -> bool:
        """Consented, in its time, while the match runs, the need is open and the bank takes part."""
        return (
            self.state is ProofStatus.GRANTED
            and at < self.until
            and self.match.is_running
            and self.match.need.state is NeedStatus.OPEN
            and self.match.bank.state is BankStatus.LISTED
        )
