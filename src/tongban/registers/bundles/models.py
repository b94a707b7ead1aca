"""The tables of bundles (一件事): bundles, immutable editions with their members, and drafts of the next edition."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Agency, Staff

from .rules.states import OPEN, Operation, Status


class Bundle(models.Model):
    """A bundle (一件事) and its lead body (牵头部门); what it is called and holds stands in its editions."""

    code = models.SlugField(max_length=60, unique=True)
    lead = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    is_sample = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.code


class BundleEdition(models.Model):
    """One edition of a bundle (版本): numbered, in force from its day until the next one's; never changed.

    `content` is the canonical text of `rules.content.Content`, its hash checked by the database. An edition that
    withdraws the bundle keeps the content of the one before, so that one can read what it was.
    """

    is_append_only: ClassVar[bool] = True

    bundle = models.ForeignKey(Bundle, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    operation = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Operation])
    title = models.CharField(max_length=100)
    effective_on = models.DateField()
    reason = models.CharField(max_length=500)
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    proposed_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["bundle", "number"], name="bundle_edition_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="bundle_edition_from_one"),
            models.CheckConstraint(condition=~Q(approved_by=F("proposed_by")), name="bundle_edition_by_two_persons"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(F("bundle"), F("effective_on").desc(), name="bundle_edition_as_of"),
        ]


class BundleMember(models.Model):
    """A member of an edition by its option (联办事项), so that an option finds its bundles; never changed."""

    is_append_only: ClassVar[bool] = True

    edition = models.ForeignKey(BundleEdition, models.PROTECT, related_name="members")
    key = models.CharField(max_length=40)
    option_code = models.CharField(max_length=33, db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "key"], name="bundle_member_key"),
        ]


class BundleDraft(Chained):
    """The next edition while it is being made (文稿): who drafts or sends it to review never approves it.

    `content` is plain data of `rules.content.Content`; it may have findings until it is sent to review.
    """

    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Status])
    bundle = models.ForeignKey(Bundle, models.PROTECT, related_name="drafts")
    base = models.ForeignKey(BundleEdition, models.PROTECT, null=True, related_name="+")
    operation = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Operation])
    title = models.CharField(max_length=100)
    content = models.JSONField()
    reason = models.CharField(max_length=500, blank=True, default="")
    drafter = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    proposer = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    approver = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    edition = models.OneToOneField(BundleEdition, models.PROTECT, null=True, related_name="draft")
    returned_because = models.CharField(max_length=500, blank=True, default="")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["bundle"], condition=Q(status__in=sorted(OPEN)), name="bundle_one_open_draft"
            ),
            models.CheckConstraint(
                condition=Q(approver__isnull=True) | (~Q(approver=F("proposer")) & ~Q(approver=F("drafter"))),
                name="bundle_nobody_approves_their_own",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.APPROVED, edition__isnull=False, approver__isnull=False)
                | (~Q(status=Status.APPROVED) & Q(edition__isnull=True)),
                name="bundle_approved_is_an_edition",
            ),
        ]

    @property
    def chain(self) -> str:
        return f"bundle-draft:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.bundle.lead_id}",)
