"""The tables of online help (在线帮办): one request on its way, and what was said in it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Staff
from tongban.registers.parties.models import Account

from .rules.states import OPEN, AssistanceStatus, MessageKind, Reply, Result


class Assistance(Chained):
    """One request for help (一次帮办): about which matter, at which place of its form, and who helps.

    `where` is a place in the catalogue's words, never of the applicant. `shared_at` is when the applicant agreed
    that the helper sees the form; empty again as soon as they no longer do.
    """

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    option_code = models.CharField(max_length=33)
    option_name = models.CharField(max_length=200)
    draft_number = models.CharField(max_length=17, blank=True, default="")
    where = models.CharField(max_length=120, blank=True, default="")
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in AssistanceStatus])
    helper = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    offered_to = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    shared_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    result = models.CharField(
        max_length=10, blank=True, default="", choices=[(each.value, each.label) for each in Result]
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(status__in=sorted(OPEN)), name="assistance_one_open_each"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["asked", "withdrawn"], helper__isnull=True, taken_at__isnull=True)
                | Q(status__in=["taken", "ended"], helper__isnull=False, taken_at__isnull=False),
                name="assistance_taken_has_a_helper",
            ),
            models.CheckConstraint(
                condition=Q(status__in=sorted(OPEN), ended_at__isnull=True)
                | (~Q(status__in=sorted(OPEN)) & Q(ended_at__isnull=False, shared_at__isnull=True)),
                name="assistance_nothing_is_shared_after_the_end",
            ),
            models.CheckConstraint(
                condition=(Q(status="ended") & ~Q(result="")) | (~Q(status="ended") & Q(result="")),
                name="assistance_ended_has_a_result",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["asked_at"], condition=Q(status="asked"), name="assistance_queue"),
            models.Index(fields=["helper", "status"], name="assistance_of_helper"),
        ]

    @property
    def chain(self) -> str:
        return f"assistance:{self.code.hex}"

    @property
    def talk(self) -> str:
        """The chain of what was said: two who talk at once do not hold each other up."""
        return f"assistance-talk:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> AssistanceStatus:
        return AssistanceStatus(self.status)

    @property
    def outcome(self) -> Result | None:
        return Result(self.result) if self.result else None

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None


class Message(models.Model):
    """Something said, pointed at or proposed (一句话); its text is sealed: people write down what is personal."""

    assistance = models.ForeignKey(Assistance, models.PROTECT, related_name="messages")
    at = models.DateTimeField()
    is_from_helper = models.BooleanField()
    by_name = models.CharField(max_length=60, blank=True, default="")
    kind = models.CharField(max_length=10, choices=[(each.value, each.label) for each in MessageKind])
    spot = models.CharField(max_length=90, blank=True, default="")
    spot_label = models.CharField(max_length=200, blank=True, default="")
    text_sealed = models.BinaryField(default=b"")
    value_sealed = models.BinaryField(default=b"")
    reply = models.CharField(
        max_length=10, blank=True, default="", choices=[(each.value, each.label) for each in Reply]
    )
    replied_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["assistance", "id"], name="assistance_talk"),
        ]

    @property
    def sort(self) -> MessageKind:
        return MessageKind(self.kind)
