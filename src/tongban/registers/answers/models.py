"""The table of what the assistant could not answer about a matter (补答任务): the work list of its department."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.models import HandlingOption

from .rules.states import TaskStatus


class GuideTask(Chained):
    """A question about one matter that its guide does not answer (补答任务): how often it was asked, and since when.

    Nothing says who asked; what holds a long number is never kept.
    """

    option = models.ForeignKey(HandlingOption, models.PROTECT, related_name="tasks")
    text = models.CharField(max_length=60)
    times = models.PositiveIntegerField()
    first_on = models.DateField()
    last_on = models.DateField()
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in TaskStatus])
    reason = models.CharField(max_length=200, blank=True, default="")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["option", "text"], name="answers_task_once"),
            models.CheckConstraint(
                condition=Q(status=TaskStatus.OPEN, settled_at__isnull=True, settled_by__isnull=True)
                | (~Q(status=TaskStatus.OPEN) & Q(settled_at__isnull=False, settled_by__isnull=False)),
                name="answers_settled_task_names_who",
            ),
            models.CheckConstraint(
                condition=Q(status=TaskStatus.DISMISSED) & ~Q(reason="") | ~Q(status=TaskStatus.DISMISSED),
                name="answers_dismissed_task_has_a_reason",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["status", "-times"], name="answers_by_times")]

    @property
    def chain(self) -> str:
        return f"guide_task:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.option.list.agency_id}",)

    @property
    def state(self) -> TaskStatus:
        return TaskStatus(self.status)
