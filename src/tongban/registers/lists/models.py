"""The tables of published lists (清单): drafts, immutable editions, and how mismatches were settled."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.documents.models import OfficialDocument

from .rules.editions import EditionName
from .rules.kinds import KINDS, Kind
from .rules.matching import Decision
from .rules.states import OPEN, Status

KIND_CHOICES = [(each.code, each.title) for each in KINDS.values()]
STATUS_CHOICES = [(each.value, each.label) for each in Status]


class Edition(models.Model):
    """One published edition of a list (清单版次): numbered, dated, hashed; never changed.

    `content` is the canonical JSON that people download, `content_hash` its SHA-256, checked by the database;
    `institution` is whose list it is where each institution has its own, `notice` the announcement with its 文号.
    """

    is_append_only: ClassVar[bool] = True

    kind = models.CharField(max_length=24, choices=KIND_CHOICES)
    institution = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    dated_on = models.DateField()
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    row_count = models.PositiveIntegerField()
    withheld = models.PositiveIntegerField(default=0)
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="next")
    notice = models.OneToOneField(OfficialDocument, models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    published_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["kind", "institution", "year", "number"], name="lists_edition_number", nulls_distinct=False
            ),
            models.UniqueConstraint(
                fields=["kind", "institution"],
                condition=Q(previous__isnull=True),
                name="lists_one_first_edition",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="lists_edition_from_one"),
            models.CheckConstraint(condition=~Q(published_by=F("proposed_by")), name="lists_edition_by_two_persons"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(F("kind"), F("institution"), F("dated_on").desc(), name="lists_edition_in_force"),
        ]

    @property
    def name(self) -> EditionName:
        return EditionName(self.year, self.number, self.institution.key if self.institution else "")

    @property
    def subject(self) -> str:
        """How papers and files name it as their subject."""
        return f"published-list:{self.kind}/{self.name.slug}"


class EditionDraft(Chained):
    """The next edition of a list while it is being made (清单草案): who drafts and proposes never publishes.

    `rows` are plain rows with their keys; `left_out` maps keys that the catalogue gives to the reason why they do not
    stand on the list; `withheld` counts what is a state secret, of which nothing else is entered. `source` names the
    list from outside and its number.
    """

    status = models.CharField(max_length=12, default=Status.DRAFT, choices=STATUS_CHOICES)
    kind = models.CharField(max_length=24, choices=KIND_CHOICES)
    institution = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    base = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    rows = models.JSONField(default=list)
    left_out = models.JSONField(default=dict)
    withheld = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True, default="")
    drafter = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    proposer = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    publisher = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    edition = models.OneToOneField(Edition, models.PROTECT, null=True, related_name="draft")
    returned_because = models.CharField(max_length=500, blank=True, default="")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["kind", "institution"],
                condition=Q(status__in=sorted(OPEN)),
                name="lists_one_open_draft",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(publisher__isnull=True) | (~Q(publisher=F("proposer")) & ~Q(publisher=F("drafter"))),
                name="lists_nobody_publishes_their_own",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.PUBLISHED, edition__isnull=False, publisher__isnull=False)
                | (~Q(status=Status.PUBLISHED) & Q(edition__isnull=True)),
                name="lists_published_is_an_edition",
            ),
        ]

    @property
    def chain(self) -> str:
        return f"list-draft:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.institution_id}",) if self.institution_id else ()

    @property
    def about(self) -> Kind:
        return KINDS[self.kind]


class Resolution(models.Model):
    """How a mismatch between another list and the catalogue was settled (处理结果): who, when, why; never changed.

    The last word on a name counts. An alias becomes part of the alias table (别名表) that later matching reads.
    """

    is_append_only: ClassVar[bool] = True

    kind = models.CharField(max_length=24, choices=KIND_CHOICES)
    name = models.CharField(max_length=200)
    matter_kind = models.CharField(max_length=20, blank=True, default="")
    decision = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Decision])
    basic_code = models.CharField(max_length=12, blank=True, default="")
    reason = models.CharField(max_length=500)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(decision__in=[Decision.ALIAS, Decision.RENAME]) | Q(basic_code__gt=""),
                name="lists_resolution_names_the_item",
            ),
            models.CheckConstraint(condition=Q(reason__gt=""), name="lists_resolution_says_why"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(F("kind"), F("name"), F("id").desc(), name="lists_last_word"),
        ]
