"""The tables of regulation (事中事后监管): the check of each promise, and breaches on record."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.handling.cases.models import Case
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.parties.models import Party

from .rules.states import CHECKED, CheckStatus, CreditStatus


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
