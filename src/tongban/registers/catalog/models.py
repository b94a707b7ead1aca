"""The catalogue's tables (事项): basic items, implementation lists with immutable versions, handling options."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.registers.agencies.models import Agency

from .kinds import ItemKind, ServiceField
from .lifecycle import ListState, Operation
from .wording import MissOutcome


class BasicItem(models.Model):
    """An item of the basic catalogue (基本目录), owned by province or ministry; 12 characters, letters in the tail."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(each.value, each.label) for each in ItemKind])
    field = models.CharField(max_length=20, blank=True, choices=[(each.value, each.label) for each in ServiceField])

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(code__regex=r"^\d{6}[0-9A-Z]{6}$"), name="catalog_basic_code_shape"),
            models.CheckConstraint(
                condition=Q(kind=ItemKind.PUBLIC_SERVICE, field__gt="")
                | (~Q(kind=ItemKind.PUBLIC_SERVICE) & Q(field="")),
                name="catalog_public_service_has_one_field",
            ),
        ]


class ImplementationList(models.Model):
    """An item as one body carries it out (实施清单): item × agency; code of 31 characters."""

    basic = models.ForeignKey(BasicItem, on_delete=models.PROTECT, related_name="lists")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="lists")
    level = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=31, unique=True)
    is_local_feature = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["basic", "agency"], name="catalog_one_list_per_agency"),
        ]


class ListVersion(models.Model):
    """One edition of an implementation list (清单版本): numbered, dated, with reason and source, never changed.

    `until_on` is when a suspension is expected to end; until `drafts_until_on` applications that were begun under the
    edition before may still be submitted under it (过渡期), else they follow this one. The founding catalogue
    (首次建库) was loaded as a whole; everything after it was compiled and reviewed.
    """

    is_append_only: ClassVar[bool] = True

    list = models.ForeignKey(ImplementationList, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    effective_on = models.DateField()
    reason = models.CharField(max_length=200)
    legal_source = models.CharField(max_length=200)
    published_at = models.DateTimeField()
    operation = models.CharField(
        max_length=12, default=Operation.ADD, choices=[(each.value, each.label) for each in Operation]
    )
    state = models.CharField(
        max_length=12, default=ListState.IN_FORCE, choices=[(each.value, each.label) for each in ListState]
    )
    template = models.CharField(max_length=40, default="", blank=True)
    name = models.CharField(max_length=200, default="")
    is_local_feature = models.BooleanField(default=False)
    is_founding = models.BooleanField(default=False)
    until_on = models.DateField(null=True)
    drafts_until_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["list", "number"], name="catalog_version_number"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(operation=Operation.SUSPEND, until_on__gte=F("effective_on")),
                name="catalog_until_is_of_a_suspension",
            ),
            models.CheckConstraint(
                condition=Q(drafts_until_on__isnull=True) | Q(drafts_until_on__gte=F("effective_on")),
                name="catalog_transition_in_order",
            ),
            models.CheckConstraint(
                condition=Q(operation=Operation.SUSPEND, state=ListState.SUSPENDED)
                | Q(operation=Operation.CANCEL, state=ListState.CANCELLED)
                | (~Q(operation__in=[Operation.SUSPEND, Operation.CANCEL]) & Q(state=ListState.IN_FORCE)),
                name="catalog_operation_leaves_state",
            ),
        ]


class Lineage(models.Model):
    """Where a list came from (沿革): a split or a merge leads from one list to another by an edition, never changed."""

    is_append_only: ClassVar[bool] = True

    edition = models.ForeignKey(ListVersion, on_delete=models.PROTECT, related_name="lineage")
    ancestor = models.ForeignKey(ImplementationList, on_delete=models.PROTECT, related_name="descendants")
    descendant = models.ForeignKey(ImplementationList, on_delete=models.PROTECT, related_name="ancestors")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "ancestor", "descendant"], name="catalog_lineage_once"),
            models.CheckConstraint(condition=~Q(ancestor=models.F("descendant")), name="catalog_lineage_leads_on"),
        ]


class HandlingOption(models.Model):
    """What a person really applies for (业务办理项): code of 33 characters; `current` is the version in force.

    `ended_by` is the edition that took it out of the catalogue, as long as it is out.
    """

    list = models.ForeignKey(ImplementationList, on_delete=models.PROTECT, related_name="options")
    code = models.CharField(max_length=33, unique=True)
    current = models.ForeignKey(
        "OptionVersion", on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    ended_by = models.ForeignKey(ListVersion, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(current__isnull=True) | Q(ended_by__isnull=True), name="catalog_in_force_or_ended"
            ),
        ]


class OptionVersion(models.Model):
    """The elements of an option in one edition: canonical JSON, its hash checked by the database, never changed."""

    is_append_only: ClassVar[bool] = True

    option = models.ForeignKey(HandlingOption, on_delete=models.PROTECT, related_name="versions")
    edition = models.ForeignKey(ListVersion, on_delete=models.PROTECT, related_name="options")
    name = models.CharField(max_length=200)
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    effective_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["option", "edition"], name="catalog_option_once_per_edition"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(F("option"), F("effective_on").desc(), name="catalog_option_as_of"),
        ]


class Synonym(models.Model):
    """A word that people say and the words that the catalogue says (同义词): editable, feeds the search."""

    said = models.CharField(max_length=60, unique=True)
    meant = models.CharField(max_length=200)


class Miss(models.Model):
    """A search that found nothing (零结果查询), counted per day for an editor; no personal data."""

    text = models.CharField(max_length=60)
    on = models.DateField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["text", "on"], name="catalog_miss_per_day"),
        ]


class EditedSynonym(models.Model):
    """A word that an editor has decided on (编辑过的说法): reading the city's file again leaves it alone."""

    said = models.CharField(max_length=60, unique=True)


class SettledMiss(models.Model):
    """What an editor made of a search that found nothing (已处理的零结果查询): a synonym, or nothing."""

    text = models.CharField(max_length=60, unique=True)
    outcome = models.CharField(max_length=10, choices=[(each.value, each.label) for each in MissOutcome])
    settled_on = models.DateField()


class Revision(models.Model):
    """The catalogue's revision: one row, one more with every publication; tells every channel that it is behind."""

    number = models.BigIntegerField(default=0)


class ChannelNode(models.Model):
    """One place that serves guides (渠道节点): a channel in a process or a device, and the revision that it serves.

    `behind_since` is when it was first seen on an older revision than the newest, `alarmed_at` when that was told.
    """

    node = models.CharField(max_length=50)
    channel = models.CharField(max_length=12)
    revision = models.BigIntegerField()
    seen_at = models.DateTimeField()
    behind_since = models.DateTimeField(null=True)
    alarmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["node", "channel"], name="catalog_channel_node_once"),
            models.CheckConstraint(
                condition=Q(alarmed_at__isnull=True) | Q(behind_since__isnull=False), name="catalog_alarm_has_cause"
            ),
        ]
