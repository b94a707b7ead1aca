"""Trainings, who takes part and with what result, and what clerks ask chiefs (培训、合格证、业务提问)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Chained
from tongban.oversight.workforce.rules.training import QuestionStatus, TrainingKind, TrainingStatus
from tongban.registers.agencies.models import Agency, Staff


class Training(Chained):
    """One training (一次培训): of a matter, taught by its body, or of the plan; `course` is what a pass counts for.

    Of a matter `course` is its option code, `edition` the number of the list that made it needed, `since` the day
    from which that counts; what changed stands in `changes`. A pass counts for `valid_months`, 0 for good;
    `pass_mark` 0 asks attendance only.
    """

    kind = models.CharField(max_length=8, choices=[(each.value, each.label) for each in TrainingKind])
    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in TrainingStatus])
    course = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField(default=0)
    changes = models.JSONField(default=list)
    words = models.CharField(max_length=2000, blank=True, default="")
    trainer = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    since = models.DateField(null=True)
    due_on = models.DateField()
    given_at = models.DateTimeField(null=True)
    pass_mark = models.PositiveSmallIntegerField(default=0)
    valid_months = models.PositiveSmallIntegerField(default=0)
    planned_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["course", "edition"], condition=Q(kind="matter"), name="training_once_an_edition"
            ),
            models.CheckConstraint(
                condition=~Q(status="given") | (Q(given_at__isnull=False, trainer__isnull=False) & ~Q(words="")),
                name="training_given_by_somebody_in_words",
            ),
            models.CheckConstraint(condition=Q(pass_mark__lte=100), name="training_mark_of_a_hundred"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["course", "-id"], name="training_of_course")]

    @property
    def chain(self) -> str:
        return f"training:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)

    @property
    def state(self) -> TrainingStatus:
        return TrainingStatus(self.status)

    @property
    def sort(self) -> TrainingKind:
        return TrainingKind(self.kind)


class Trainee(models.Model):
    """One person in a training (参训人员): the result, and the certificate that a pass gives (合格证)."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="trainees")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    score = models.PositiveSmallIntegerField(null=True)
    failed_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)
    certificate = models.CharField(max_length=20, blank=True, default="")
    expires_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["training", "staff"], name="trainee_once_in_a_training"),
            models.UniqueConstraint(
                fields=["certificate"], condition=~Q(certificate=""), name="trainee_certificate_once"
            ),
            models.CheckConstraint(
                condition=Q(passed_at__isnull=True, certificate="", expires_on__isnull=True)
                | (Q(passed_at__isnull=False) & ~Q(certificate="")),
                name="trainee_certificate_only_for_a_pass",
            ),
            models.CheckConstraint(condition=Q(score__isnull=True) | Q(score__lte=100), name="trainee_score_of_100"),
        ]


class ClerkQuestion(Chained):
    """What a clerk asks the body of a matter (业务提问), and the answer; every clerk may read both."""

    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in QuestionStatus])
    option_code = models.CharField(max_length=33)
    option_name = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    asker = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    words = models.CharField(max_length=1000)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=2000, blank=True, default="")
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status="answered", answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")
                | (~Q(status="answered") & Q(answered_at__isnull=True, answer="")),
                name="question_answered_by_somebody",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "status", "-id"], name="question_of_agency"),
        ]

    @property
    def chain(self) -> str:
        return f"clerk-question:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)

    @property
    def state(self) -> QuestionStatus:
        return QuestionStatus(self.status)
