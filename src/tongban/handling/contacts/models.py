"""The tables of first contacts (首问): the contact, what was answered, shifts, and coaching before filing."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Agency, Staff, Venue
from tongban.registers.catalog.models import OptionVersion
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.parties.models import Account, Party
from tongban.registers.upkeep.models import Report

from .rules.states import UNFINISHED, Cause, ContactChannel, ContactKind, ContactResult, ContactStatus, Root


class FirstContact(Chained):
    """Somebody asked, and one person answers for it (首问登记) until it is accepted by another or ends with a result.

    Name and number are sealed; beside them stands what a list may show. `question` holds no number of a person.
    The database lets the owner change only to whom it was offered, and only by leaving «offered» (migration 0002).
    """

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=[(each.value, each.label) for each in ContactKind])
    channel = models.CharField(max_length=8, choices=[(each.value, each.label) for each in ContactChannel])
    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in ContactStatus])
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    name_sealed = models.BinaryField(default=b"")
    name_masked = models.CharField(max_length=120, blank=True, default="")
    phone_sealed = models.BinaryField(default=b"")
    phone_index = models.BinaryField(max_length=16, null=True)
    phone_masked = models.CharField(max_length=20, blank=True, default="")
    option_code = models.CharField(max_length=33, blank=True, default="")
    option_name = models.CharField(max_length=200, blank=True, default="")
    seen = models.ForeignKey(OptionVersion, models.PROTECT, null=True, related_name="+")
    case_number = models.CharField(max_length=17, blank=True, default="")
    question = models.CharField(max_length=500)
    owner = models.ForeignKey(Staff, models.PROTECT, related_name="held_contacts")
    offered_to = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    reached_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    result = models.CharField(
        max_length=12, blank=True, default="", choices=[(each.value, each.label) for each in ContactResult]
    )
    result_words = models.CharField(max_length=500, blank=True, default="")
    result_body = models.CharField(max_length=120, blank=True, default="")
    result_case = models.CharField(max_length=17, blank=True, default="")
    repeats = models.ForeignKey("self", models.PROTECT, null=True, related_name="repeated_by")
    leader = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    cause = models.CharField(
        max_length=10, blank=True, default="", choices=[(each.value, each.label) for each in Cause]
    )
    root = models.CharField(max_length=8, blank=True, default="", choices=[(each.value, each.label) for each in Root])
    root_report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="+")
    objections = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status="offered", offered_to__isnull=False) | (~Q(status="offered") & Q(offered_to=None)),
                name="contact_offered_names_a_receiver",
            ),
            models.CheckConstraint(
                condition=Q(offered_to__isnull=True) | ~Q(offered_to=F("owner")), name="contact_not_offered_to_owner"
            ),
            models.CheckConstraint(
                condition=(Q(status="closed", closed_at__isnull=False) & ~Q(result=""))
                | (Q(status="settled", closed_at__isnull=True) & ~Q(result=""))
                | (~Q(status__in=["settled", "closed"]) & Q(closed_at__isnull=True, result="")),
                name="contact_closed_has_a_result",
            ),
            models.CheckConstraint(
                condition=~Q(result="case_begun") | Q(result_case__regex=r"^\d{17}$"), name="contact_case_is_named"
            ),
            models.CheckConstraint(
                condition=~Q(result__in=["referred", "not_ours"]) | ~Q(result_body=""), name="contact_body_is_named"
            ),
            models.CheckConstraint(
                condition=Q(phone_index__isnull=True, phone_sealed=b"") | Q(phone_index__isnull=False),
                name="contact_phone_has_index",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "status"], name="contact_of_owner"),
            models.Index(fields=["due_on"], condition=Q(closed_at__isnull=True), name="contact_open_by_due"),
            models.Index(fields=["phone_index", "opened_at"], name="contact_by_phone"),
            models.Index(fields=["opened_at"], name="contact_by_time"),
        ]

    @property
    def chain(self) -> str:
        return f"contact:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def number(self) -> str:
        """The number in the register (登记号), as one reads it out."""
        return f"{local_day(self.opened_at):%Y%m%d}-{self.pk}"

    @property
    def state(self) -> ContactStatus:
        return ContactStatus(self.status)

    @property
    def sort(self) -> ContactKind:
        return ContactKind(self.kind)

    @property
    def way(self) -> ContactChannel:
        return ContactChannel(self.channel)

    @property
    def outcome(self) -> ContactResult | None:
        return ContactResult(self.result) if self.result else None

    @property
    def why(self) -> Cause | None:
        return Cause(self.cause) if self.cause else None

    @property
    def is_open(self) -> bool:
        return self.status in UNFINISHED

    @property
    def is_repeat(self) -> bool:
        """Asked again within seven days: it was not answered at once (一次没有答清)."""
        return self.repeats_id is not None


class JointOpinion(models.Model):
    """Another body is asked for its part of what could not be done (会办): what for, by when, what it said."""

    contact = models.ForeignKey(FirstContact, models.PROTECT, related_name="opinions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_for = models.CharField(max_length=500)
    due_on = models.DateField()
    words = models.CharField(max_length=500, blank=True, default="")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contact", "agency"], name="joint_opinion_once_each"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, staff__isnull=True, words="")
                | (Q(answered_at__isnull=False, staff__isnull=False) & ~Q(words="")),
                name="joint_opinion_is_somebodys",
            ),
        ]


class TextState(models.TextChoices):
    """What became of a text message (短信); nothing is said to be sent that was not."""

    NONE = "", "没有发"
    QUEUED = "queued", "正在发"
    KEPT = "kept", "已放进本人账号的消息"
    SENT = "sent", "短信已经发出"
    NO_GATEWAY = "no_gateway", "没有接短信网关，短信没有发出"


class Answer(models.Model):
    """One answer to a question (答复): from which edition of which guide, for which situation, and how it was given."""

    contact = models.ForeignKey(FirstContact, models.PROTECT, related_name="answers")
    at = models.DateTimeField()
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    version = models.ForeignKey(OptionVersion, models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    situation = models.JSONField(default=dict)
    answer_id = models.CharField(max_length=64)
    text_state = models.CharField(max_length=12, choices=TextState, blank=True, default=TextState.NONE)
    text = models.CharField(max_length=500, blank=True, default="")
    texted_at = models.DateTimeField(null=True)
    slip = models.ForeignKey(OfficialDocument, models.PROTECT, null=True, related_name="+")


class Shift(models.Model):
    """Somebody's time at a window (当班): from signing on to signing off, and what the next one has to know."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="+")
    window = models.CharField(max_length=40)
    signed_on_at = models.DateTimeField()
    signed_off_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["staff"], condition=Q(signed_off_at__isnull=True), name="shift_one_open_each"
            ),
            models.CheckConstraint(
                condition=Q(signed_off_at__isnull=True) | Q(signed_off_at__gte=F("signed_on_at")),
                name="shift_ends_after_it_began",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["venue", "window", "-signed_off_at"], name="shift_note_of_window"),
        ]

    @property
    def chain(self) -> str:
        return f"shift:{self.pk}"


class Coaching(models.Model):
    """Coaching before filing (申报辅导): who coached, for which draft or contact, and what they said is needed.

    `number` is that of the draft, which the case keeps; empty until there is one.
    """

    contact = models.ForeignKey(FirstContact, models.PROTECT, null=True, related_name="coachings")
    number = models.CharField(max_length=17, blank=True, default="")
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    option_code = models.CharField(max_length=33)
    option_name = models.CharField(max_length=200)
    version = models.ForeignKey(OptionVersion, models.PROTECT, related_name="+")
    agent = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    situation = models.JSONField(default=dict)
    needed = models.JSONField(default=list)
    coached_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="coaching_one_for_each_number"),
            models.CheckConstraint(
                condition=~Q(number="") | Q(contact__isnull=False), name="coaching_of_a_draft_or_a_contact"
            ),
        ]

    @property
    def chain(self) -> str:
        return f"coaching:{self.pk}"


class CoachingNote(models.Model):
    """A comment of the pre-review (预审意见): what the coach saw and said."""

    coaching = models.ForeignKey(Coaching, models.PROTECT, related_name="notes")
    at = models.DateTimeField()
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)


class CoachingFailure(models.Model):
    """The coached list was followed, and something else was asked for (辅导失误); `items` are the materials."""

    coaching = models.OneToOneField(Coaching, models.PROTECT, related_name="failure")
    at = models.DateTimeField()
    items = models.JSONField(default=list)
