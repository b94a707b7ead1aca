"""The tables of compiling (编制): rounds, drafts of lists, opinions of the joint review, templates, imports."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.catalog.kinds import ItemKind
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.catalog.models import ListVersion
from tongban.registers.documents.models import OfficialDocument

from .rules.imports import ImportStatus
from .rules.states import Origin, Status, Verdict


class Round(models.Model):
    """A collection round (集中梳理): departments hand in what is not in the catalogue yet, by a day; plan 二(一)."""

    title = models.CharField(max_length=100, unique=True)
    basis = models.CharField(max_length=200)
    opens_on = models.DateField()
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(due_on__gte=F("opens_on")), name="compiling_round_days_in_order"),
        ]


class RoundMember(models.Model):
    """A department that a collection round asks (参加部门)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="members")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "agency"], name="compiling_member_once"),
        ]


class ElementTemplate(models.Model):
    """The elements that every list has (要素模板, 四级46同): names, paths, which of them are the same at all levels."""

    is_append_only: ClassVar[bool] = True

    version = models.CharField(max_length=40, unique=True)
    source = models.CharField(max_length=200)
    is_reconstruction = models.BooleanField()
    elements = models.JSONField()
    loaded_at = models.DateTimeField()


class ListDraft(Chained):
    """The next edition of a list while it is being made (清单文稿): from the inbox to publication.

    `document` is an `ItemDocument` in plain JSON, `locked` the part of it that came from above, by pointer; `words`
    maps the key of a warning to what the reviewer says of it; `twins` are what looks like the same matter; `kept` is
    what an imported source says besides, word for word. `revision` counts savings, `version` the acts in the ledger,
    `turn` the submissions. `hands` is everybody who worked at it.
    """

    status = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Status])
    origin = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Origin])
    operation = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Operation])
    source_ref = models.CharField(max_length=120, blank=True, default="")
    source_hash = models.CharField(max_length=64, blank=True, default="")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    basic_code = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(each.value, each.label) for each in ItemKind])
    base = models.ForeignKey(ListVersion, models.PROTECT, null=True, related_name="+")
    ancestors = models.JSONField(default=list)
    ends_ancestors = models.BooleanField(default=False)
    document = models.JSONField(default=dict)
    locked = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    kept = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    twins = models.JSONField(default=list)
    hands = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=0)
    turn = models.PositiveSmallIntegerField(default=0)
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="drafts")
    due_on = models.DateField(null=True)
    compiler = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    submitter = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    publisher = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    published = models.OneToOneField(ListVersion, models.PROTECT, null=True, related_name="draft")
    notice = models.OneToOneField(OfficialDocument, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["source_ref", "source_hash"], condition=~Q(source_ref=""), name="compiling_pushed_once"
            ),
            models.CheckConstraint(
                condition=Q(publisher__isnull=True)
                | (~Q(publisher=F("submitter")) & (Q(compiler__isnull=True) | ~Q(publisher=F("compiler")))),
                name="compiling_nobody_publishes_their_own",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.PUBLISHED, published__isnull=False, notice__isnull=False)
                | (~Q(status=Status.PUBLISHED) & Q(published__isnull=True, notice__isnull=True)),
                name="compiling_published_is_an_edition",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.PUSHED, Status.DECLINED, Status.DROPPED]) | Q(agency__isnull=False),
                name="compiling_claimed_has_agency",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "agency", "due_on"], name="compiling_inbox"),
            models.Index(fields=["basic_code"], name="compiling_by_code"),
            models.Index(fields=["-updated_at", "-id"], name="compiling_newest"),
        ]

    @property
    def chain(self) -> str:
        return f"draft:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",) if self.agency_id else ()


class Opinion(models.Model):
    """What one body says of one submission (联合审核意见); a draft that is handed in again is reviewed anew."""

    is_append_only: ClassVar[bool] = True

    draft = models.ForeignKey(ListDraft, models.PROTECT, related_name="opinions")
    turn = models.PositiveSmallIntegerField()
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Verdict])
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draft", "turn", "agency"], name="compiling_one_opinion_per_body"),
        ]


class FoundingOpinion(models.Model):
    """What one body says of a list of the founding catalogue (首次建库联合审核), which no draft came before."""

    is_append_only: ClassVar[bool] = True

    edition = models.ForeignKey(ListVersion, models.PROTECT, related_name="founding_opinions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "agency"], name="compiling_one_founding_opinion_per_body"),
        ]


class ImportRun(models.Model):
    """One file on its way into the catalogue (导入批次): looked at first, taken in when somebody says so.

    The file (`sha256`) and what was read of it (`reading`) lie on the shelf by their hashes. `counts` is what a look
    foretold and, once it is done, what was done; `words` says why it cannot go on. `tries` counts a job's attempts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in ImportStatus])
    reading = models.CharField(max_length=64, blank=True, default="")
    counts = models.JSONField(default=dict)
    words = models.CharField(max_length=300, blank=True, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    uploaded_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(status__in=[ImportStatus.READ, ImportStatus.QUEUED, ImportStatus.DONE]) | ~Q(reading=""),
                name="compiling_import_read_before_taken_in",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-uploaded_at"], name="compiling_import_newest"),
            models.Index(
                fields=["uploaded_at"],
                condition=Q(status__in=[ImportStatus.WAITING, ImportStatus.QUEUED]),
                name="compiling_import_under_way",
            ),
        ]
