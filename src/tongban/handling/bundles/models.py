"""The tables of joint handling (一件事联合办理): the application, its cases, and what was reported for them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Chained
from tongban.handling.cases.models import Case, Channel
from tongban.registers.agencies.models import Staff, Venue
from tongban.registers.bundles.models import BundleEdition
from tongban.registers.parties.models import Account, Mandate, Party

from .rules.states import Status


class BundleCase(Chained):
    """A joint application (一件事办件), pinned to the edition of the bundle under which it was received.

    It has its own number and no clock, no decision and no form: each of its cases has its own (standards: sub-cases
    get own numbers). What it looks like follows from them; kept is only whether it goes on, and about the one delivery
    (一次发证) since when the applicant has every result sent by itself (`singly_since`), or when all were made.
    """

    number = models.CharField(max_length=17, unique=True)
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Status])
    edition = models.ForeignKey(BundleEdition, models.PROTECT, related_name="+")
    applicant = models.ForeignKey(Party, models.PROTECT, related_name="bundle_cases")
    agent = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+", db_index=False)
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    channel = models.CharField(max_length=8, choices=Channel)
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="+", db_index=False)
    receiver = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    received_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    singly_since = models.DateTimeField(null=True)
    gathered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status__in=["open", "ended", "withdrawn"]), name="bundle_case_status_known"
            ),
            models.CheckConstraint(condition=Q(number__regex=r"^\d{17}$"), name="bundle_case_number_shape"),
            models.CheckConstraint(
                condition=Q(status="open", ended_at__isnull=True) | (~Q(status="open") & Q(ended_at__isnull=False)),
                name="bundle_case_ended_at_its_end",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["applicant", "-id"], name="bundle_case_by_applicant"),
            models.Index(fields=["id"], name="bundle_case_open", condition=Q(status="open")),
        ]

    @property
    def chain(self) -> str:
        return f"bundle:{self.number}"

    @property
    def state(self) -> Status:
        return Status(self.status)

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()


class BundleChild(models.Model):
    """One case of a joint application (一件事里的一件): an ordinary case, by its member of the edition.

    `takes_from` are the members whose results stand for materials of this one (前序产出), `filled` the fields of its
    form that such a result filled, each with the member that gave it. `held_because` is why joint acceptance left it
    out, in words, and `let_go_at` when its result was sent before the others because its own limit came.
    """

    bundle = models.ForeignKey(BundleCase, models.PROTECT, related_name="children")
    member = models.CharField(max_length=40)
    case = models.OneToOneField(Case, models.PROTECT, related_name="bundle_child")
    takes_from = models.JSONField(default=list)
    filled = models.JSONField(default=dict)
    held_because = models.CharField(max_length=300, blank=True, default="", db_default="")
    told_failed_at = models.DateTimeField(null=True)
    let_go_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["bundle", "member"], name="bundle_child_once_a_member"),
        ]


class SourceState(models.Model):
    """How a system that reports an event answered last (对接系统状态): one row an event, silent since when, and why."""

    event = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    answered_at = models.DateTimeField(null=True)
    silent_since = models.DateTimeField(null=True)
    silences = models.PositiveIntegerField(default=0)


class Report(models.Model):
    """What was reported for a case that waits (前置信息): also what was not taken, and why; never who it was about."""

    is_append_only: ClassVar[bool] = True

    child = models.ForeignKey(BundleChild, models.PROTECT, related_name="reports")
    event = models.CharField(max_length=40)
    source = models.CharField(max_length=80)
    number = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    outcome = models.CharField(max_length=10)
    amount = models.BigIntegerField()
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    trouble = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["child", "digest"], name="bundle_report_once"),
            models.UniqueConstraint(
                fields=["child", "event"], condition=Q(trouble=""), name="bundle_report_opens_once"
            ),
        ]
