"""The tables of interpretations (政策解读): the text as it is written, what was published, about what, how read."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.handling.benefits.models import Policy
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.catalog.models import HandlingOption

from .rules.states import ArticleStatus, ReadFrom


class Interpretation(Chained):
    """An article that tells people in plain words what a policy or a matter means for them (解读文章).

    `about` are the codes of items and policies as they are being written; what is in public stands in `subjects`.
    """

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    title = models.CharField(max_length=60)
    body = models.TextField()
    planned_on = models.DateField(null=True)
    about = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in ArticleStatus])
    drafter = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True, default="")
    is_sample = models.BooleanField(default=False)
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(status__in=["returned", "withdrawn"]) | ~Q(reason=""), name="interpretation_says_why"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["planned_on"], name="interpretation_calendar")]

    @property
    def chain(self) -> str:
        return f"interpretation:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)

    @property
    def state(self) -> ArticleStatus:
        return ArticleStatus(self.status)


class InterpretationEdition(models.Model):
    """One published text (解读版本): written by one person, published by another, never changed."""

    is_append_only: ClassVar[bool] = True

    interpretation = models.ForeignKey(Interpretation, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=60)
    body = models.TextField()
    written_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    published_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["interpretation", "number"], name="interpretation_edition_number"),
            models.CheckConstraint(
                condition=~Q(published_by=F("written_by")), name="interpretation_edition_by_two_persons"
            ),
        ]


class InterpretationSubject(models.Model):
    """What a published interpretation is about (解读对象): a matter or a policy; set when it is published."""

    interpretation = models.ForeignKey(Interpretation, models.CASCADE, related_name="subjects")
    option = models.ForeignKey(HandlingOption, models.PROTECT, null=True, related_name="interpreted")
    policy = models.ForeignKey(Policy, models.PROTECT, null=True, related_name="interpreted")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(option__isnull=False, policy__isnull=True) | Q(option__isnull=True, policy__isnull=False),
                name="interpretation_subject_is_one_thing",
            ),
            models.UniqueConstraint(
                fields=["interpretation", "option", "policy"],
                nulls_distinct=False,
                name="interpretation_subject_once",
            ),
        ]


class InterpretationReads(models.Model):
    """How often an interpretation was opened on a day, by which way (到达量): counts, nobody's name."""

    interpretation = models.ForeignKey(Interpretation, models.CASCADE, related_name="reads")
    on = models.DateField()
    came_from = models.CharField(max_length=8, choices=[(each.value, each.label) for each in ReadFrom])
    times = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["interpretation", "on", "came_from"], name="interpretation_reads_once"),
        ]
