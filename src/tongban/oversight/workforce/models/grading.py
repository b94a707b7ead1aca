"""Examinations and the levels that were granted (等级认定考试、技能等级)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Chained
from tongban.oversight.workforce.rules.levels import ExamStatus
from tongban.registers.agencies.models import Staff

_MARKED = ["handed_in", "audited", "granted"]


class Exam(Chained):
    """One paper for one person (一份考卷): of which seed and bank, answered once; `level` 0 is practice (练习).

    Seed and hash of the bank are kept, and the paper itself: both give the same questions again.
    """

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in ExamStatus])
    seed = models.CharField(max_length=64)
    bank = models.CharField(max_length=64)
    content = models.TextField()
    answers = models.TextField(blank=True, default="")
    score = models.PositiveSmallIntegerField(null=True)
    set_at = models.DateTimeField()
    closes_on = models.DateField()
    handed_in_at = models.DateTimeField(null=True)
    audited_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    audited_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["staff", "level", "seed"], name="exam_once_a_seed"),
            models.CheckConstraint(
                condition=Q(status__in=_MARKED, score__isnull=False, handed_in_at__isnull=False)
                | (~Q(status__in=_MARKED) & Q(score__isnull=True, answers="")),
                name="exam_marked_when_handed_in",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["audited", "granted"]) | Q(level__gte=1, audited_by__isnull=False),
                name="exam_audited_by_somebody",
            ),
            models.CheckConstraint(condition=Q(level__lte=5), name="exam_level_is_one_of_five"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["status", "-id"], name="exam_by_status")]

    @property
    def chain(self) -> str:
        return f"exam:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> ExamStatus:
        return ExamStatus(self.status)

    @property
    def is_practice(self) -> bool:
        return self.level == 0


class SkillLevel(models.Model):
    """A level that somebody was granted (技能等级), with the file that it was granted on (晋级档案); never changed."""

    is_append_only: ClassVar[bool] = True

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    level = models.PositiveSmallIntegerField()
    exam = models.OneToOneField(Exam, models.PROTECT, related_name="granted")
    file = models.JSONField()
    granted_on = models.DateField()
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["staff", "level"], name="skill_level_once"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="skill_level_is_one_of_five"),
        ]
