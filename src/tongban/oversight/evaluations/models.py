"""The tables of ratings (好差评): invitations, what was said, and how a bad rating is put right."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.handling.halls.models import Kiosk
from tongban.registers.agencies.models import Agency, Staff, Venue
from tongban.registers.parties.models import Party

from .rules.grades import Grade, Service, Validity, Way
from .rules.policy import Area
from .rules.states import Finding, InvitationStatus, RedressStatus

_TOLD = [RedressStatus.TOLD.value, RedressStatus.CLOSED.value]
_APPEALS = [Finding.MISTAKEN.value, Finding.MALICIOUS.value]


class Invitation(Chained):
    """Whoever was served is asked once (评价邀请): for each case, for each visit. Nobody else rates that service.

    `code` opens the page to whoever holds it and stands in no ledger and on no page of staff; `key` names the row.
    `agency` and `staff` are who had the main part in hand. Ledger and rows of whoever keeps their name back name none.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in InvitationStatus])
    service = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Service])
    subject = models.CharField(max_length=48, unique=True)
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    option_code = models.CharField(max_length=33, blank=True, default="")
    option_name = models.CharField(max_length=200, blank=True, default="")
    case_number = models.CharField(max_length=17, blank=True, default="")
    channel = models.CharField(max_length=8)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="+", db_index=False)
    window = models.CharField(max_length=40, blank=True, default="")
    kiosk = models.ForeignKey(Kiosk, models.PROTECT, null=True, related_name="+", db_index=False)
    served_at = models.DateTimeField()
    closes_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(service="case") | Q(case_number__regex=r"^\d{17}$"), name="invitation_case_is_named"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["party", "-id"], name="invitation_of_person"),
            models.Index(fields=["served_at", "option_code"], name="invitation_by_service"),
            models.Index(fields=["closes_on"], condition=Q(status="open"), name="invitation_open"),
        ]

    @property
    def chain(self) -> str:
        return f"evaluation:{self.key.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> InvitationStatus:
        return InvitationStatus(self.status)

    @property
    def name(self) -> str:
        """What was done, as its person knows it."""
        return self.option_name or Service(self.service).label


class Evaluation(models.Model):
    """One rating (评价): the first of an invitation, or the second after a bad one was put right.

    The database refuses to change or delete it (migration 0002); only whether it counts is decided, once.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="evaluations")
    round = models.PositiveSmallIntegerField(default=1)
    grade = models.CharField(max_length=18, choices=[(each.value, each.label) for each in Grade])
    tags = models.JSONField(default=list)
    words = models.CharField(max_length=500, blank=True, default="")
    way = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Way])
    is_named = models.BooleanField(default=False)
    phone_sealed = models.BinaryField(default=b"")
    rated_at = models.DateTimeField()
    received_at = models.DateTimeField()
    seconds = models.PositiveIntegerField(null=True)
    origin = models.BinaryField(max_length=16, default=b"")
    source = models.CharField(max_length=40, blank=True, default="")
    source_ref = models.CharField(max_length=80, blank=True, default="")
    validity = models.CharField(
        max_length=10, choices=[(each.value, each.label) for each in Validity], default="counted"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["invitation", "round"], name="evaluation_once_a_round"),
            models.UniqueConstraint(
                fields=["source", "source_ref"], condition=~Q(source=""), name="evaluation_once_from_a_source"
            ),
            models.CheckConstraint(
                condition=Q(grade__in=[each.value for each in Grade]), name="evaluation_has_one_of_five_grades"
            ),
            models.CheckConstraint(condition=Q(round__in=[1, 2]), name="evaluation_first_or_second"),
            models.CheckConstraint(
                condition=Q(validity="counted") | Q(grade__in=[each.value for each in Grade if each.is_bad]),
                name="evaluation_only_bad_ones_are_contested",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["rated_at"], name="evaluation_by_time")]

    @property
    def mark(self) -> Grade:
        return Grade(self.grade)

    @property
    def may_be_reached(self) -> bool:
        """Did the rater give a name or a number (实名差评)?"""
        return self.is_named or bool(self.phone_sealed)


class Redress(Chained):
    """A bad rating being put right (差评整改): who is responsible, until when, what was found, done and told.

    `opened_at` is when the rating was given, from which limits run; `dispatched_at` is when the worker brought the task
    to the desk, so that how long handing out takes is measured. `latest_on` is the last day that the province allows.
    """

    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in RedressStatus])
    evaluation = models.OneToOneField(Evaluation, models.PROTECT, related_name="redress")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    area = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Area])
    topics = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    dispatched_at = models.DateTimeField(null=True)
    contact_by_on = models.DateField(null=True)
    contacted_at = models.DateTimeField(null=True)
    contact_words = models.CharField(max_length=500, blank=True, default="")
    due_on = models.DateField()
    latest_on = models.DateField(null=True)
    is_extended = models.BooleanField(default=False)
    escalated_at = models.DateTimeField(null=True)
    finding = models.CharField(
        max_length=10, blank=True, default="", choices=[(each.value, each.label) for each in Finding]
    )
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    verified_words = models.CharField(max_length=500, blank=True, default="")
    evidence = models.CharField(max_length=500, blank=True, default="")
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    decision = models.CharField(max_length=500, blank=True, default="")
    measure = models.CharField(max_length=500, blank=True, default="")
    rectified_at = models.DateTimeField(null=True)
    feedback = models.CharField(max_length=500, blank=True, default="")
    told_at = models.DateTimeField(null=True)
    second_until_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    returned = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(status__in=_TOLD) | (Q(told_at__isnull=False) & ~Q(feedback="")),
                name="redress_not_closed_untold",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False) | (~Q(status="closed") & Q(closed_at=None)),
                name="redress_closed_when_closed",
            ),
            models.CheckConstraint(
                condition=Q(contact_by_on__isnull=True) | Q(contacted_at__isnull=False) | Q(status__in=["new", "open"]),
                name="redress_named_rater_is_contacted",
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | Q(staff__isnull=True) | ~Q(verified_by=F("staff")),
                name="redress_not_verified_by_who_was_rated",
            ),
            models.CheckConstraint(
                condition=~Q(finding__in=_APPEALS) | Q(status="appealed") | Q(decided_by__isnull=False),
                name="redress_appeal_is_decided",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("verified_by")),
                name="redress_appeal_decided_by_another",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "agency", "-id"], name="redress_by_status"),
            models.Index(fields=["agency", "-id"], name="redress_of_agency"),
            models.Index(fields=["due_on"], condition=Q(told_at__isnull=True), name="redress_untold_by_due"),
        ]

    @property
    def chain(self) -> str:
        return f"redress:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> RedressStatus:
        return RedressStatus(self.status)

    @property
    def outcome(self) -> Finding | None:
        return Finding(self.finding) if self.finding else None


class SpotCheck(models.Model):
    """One closed redress that was drawn to be looked at again (抽查): by which seed, out of which list."""

    redress = models.ForeignKey(Redress, models.PROTECT, related_name="spot_checks")
    draw = models.ForeignKey("Draw", models.PROTECT, related_name="checks")
    is_sound = models.BooleanField(null=True)
    words = models.CharField(max_length=500, blank=True, default="")
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["redress", "draw"], name="spot_check_once_a_draw"),
            models.CheckConstraint(
                condition=Q(is_sound__isnull=True, checked_at__isnull=True, checked_by__isnull=True)
                | (Q(is_sound__isnull=False, checked_at__isnull=False, checked_by__isnull=False) & ~Q(words="")),
                name="spot_check_done_by_somebody_in_words",
            ),
        ]


class Draw(models.Model):
    """A draw of spot checks (抽查批次): the seed and the whole list stand here, so that anybody may draw it again."""

    month = models.DateField(unique=True)
    seed = models.CharField(max_length=64)
    percent = models.PositiveSmallIntegerField()
    listed = models.JSONField(default=list)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)

    @property
    def chain(self) -> str:
        return f"redress-draw:{self.month:%Y-%m}"


class RatingImport(models.Model):
    """One file of ratings that a department collected (部门评价导入): what came in was taken, known or rejected.

    `rejects` names each line that was not taken, by its number, the system's own number, and why.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    layout = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    rows = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()
    repeats = models.PositiveIntegerField()
    rejects = models.JSONField(default=list)
    imported_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    imported_at = models.DateTimeField()

    @property
    def rejected(self) -> int:
        return len(self.rejects)
