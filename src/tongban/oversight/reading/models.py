"""The tables of watched looks (查看监督): questions of persons, findings, the policy's editions, who is watched."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.parties.models import Party

from .rules.states import FINDING_ENDS, QUESTION_ENDS, FindingKind, FindingStatus, QuestionStatus, WatchKind


class ReadQuestion(Chained):
    """A person asks why somebody looked at their data (查看质询): one for each look, answered by the reader's body."""

    asker = models.ForeignKey(Party, models.PROTECT, related_name="+")
    entry = models.BigIntegerField("查看留痕", unique=True)
    reader_ref = models.CharField("查看人", max_length=80)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in QuestionStatus])
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.CharField(max_length=2000, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    objection = models.CharField(max_length=2000, blank=True, default="")
    decision = models.CharField(max_length=2000, blank=True, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status__in=sorted(QUESTION_ENDS), ended_at__isnull=False)
                | (~Q(status__in=sorted(QUESTION_ENDS)) & Q(ended_at__isnull=True)),
                name="question_ended_at_an_end",
            ),
            models.CheckConstraint(
                condition=Q(status=QuestionStatus.ASKED, answered_at__isnull=True)
                | (~Q(status=QuestionStatus.ASKED) & Q(answered_at__isnull=False)),
                name="question_answered_when_past_asked",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "due_on"], name="question_worklist", condition=Q(ended_at__isnull=True)),
            models.Index(fields=["asker"], name="question_by_asker"),
        ]

    @property
    def chain(self) -> str:
        return f"read-question:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)


class LookFinding(Chained):
    """A pattern in looks that somebody has to explain (查看线索), with the entries behind it."""

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=[(each.value, each.label) for each in FindingKind])
    reader = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    day = models.DateField()
    entries = models.JSONField(default=list)
    status = models.CharField(max_length=12, choices=[(each.value, each.label) for each in FindingStatus])
    found_at = models.DateTimeField()
    reason = models.CharField(max_length=2000, blank=True, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status__in=sorted(FINDING_ENDS), ended_at__isnull=False)
                | (~Q(status__in=sorted(FINDING_ENDS)) & Q(ended_at__isnull=True)),
                name="finding_ended_at_an_end",
            ),
        ]

    @property
    def chain(self) -> str:
        return f"look-finding:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)


class PolicyEdition(models.Model):
    """An edition of the policy of look-ups (敏感查询策略版本): the newest holds, the older ones stay."""

    is_append_only: ClassVar[bool] = True

    content = models.JSONField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class WatchedParty(models.Model):
    """Somebody on the watch list, or a canary (关注名单、哨兵): since when and why; taken off, not deleted."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=[(each.value, each.label) for each in WatchKind])
    reason = models.CharField(max_length=300)
    added_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["party"], name="watched_once", condition=Q(ended_at__isnull=True)),
        ]
