"""The tables of construction projects (工程建设项目): the file, what was lodged for each stage, the pool of papers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Chained
from tongban.handling.bundles.models import BundleCase
from tongban.registers.documents.models import StoredFile
from tongban.registers.parties.models import Account, Mandate, Party

from .rules.states import Status


class Project(Chained):
    """A project (项目), known by the code of the national platform. `answers_sealed` is everything that was filled in
    once for any of its stages, by the key of the one form."""

    number = models.CharField(max_length=17, unique=True)
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Status])
    code = models.CharField(max_length=24)
    name = models.CharField(max_length=100)
    applicant = models.ForeignKey(Party, models.PROTECT, related_name="projects")
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    answers_sealed = models.BinaryField(default=bytes)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(status__in=["open", "ended", "closed"]), name="project_status_known"),
            models.CheckConstraint(
                condition=Q(status="open", ended_at__isnull=True) | (~Q(status="open") & Q(ended_at__isnull=False)),
                name="project_ended_at_its_end",
            ),
            models.UniqueConstraint(
                fields=["applicant", "code"], condition=~Q(status="closed"), name="project_once_a_code"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["applicant", "-id"], name="project_by_applicant")]

    @property
    def chain(self) -> str:
        return f"project:{self.number}"

    @property
    def state(self) -> Status:
        return Status(self.status)

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()


class ProjectStage(models.Model):
    """What was lodged for a stage (阶段申报): the joint application of its matters; of several the last one counts."""

    is_append_only: ClassVar[bool] = True

    project = models.ForeignKey(Project, models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=40)
    bundle = models.OneToOneField(BundleCase, models.PROTECT, related_name="project_stage")
    submitted_at = models.DateTimeField()


class ProjectPaper(models.Model):
    """A file of the pool (共用材料): handed in once for the project, and given to every case that asks for it."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="papers")
    key = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["project", "key"], condition=Q(replaced_at=None), name="project_paper_now")
        ]
