"""The applicant's choice between 容缺 and 不容缺 (容缺受理选项): who chose, how it is proved, what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.handling.cases.rules.deferral import Choice, Lapse, Way
from tongban.registers.documents.models import StoredFile


class Deferral(models.Model):
    """One choice for a case; `materials` are the codes that may follow, `due_on` the day as the notice says it.

    The day that runs is the clock's (容缺补齐期限); none where the gap is closed at collection.
    """

    case = models.OneToOneField("cases.Case", models.CASCADE, related_name="deferral")
    choice = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Choice])
    way = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Way])
    chosen_by = models.CharField(max_length=10)
    signature_sealed = models.BinaryField(default=b"")
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_index=False)
    signed_at = models.DateTimeField()
    materials = models.JSONField(default=list)
    due_on = models.DateField(null=True)
    filed_at = models.DateTimeField(null=True)
    extended_by = models.PositiveSmallIntegerField(db_default=0)
    reminded_on = models.DateField(null=True)
    lapse = models.CharField(
        max_length=10, choices=[(each.value, each.label) for each in Lapse], blank=True, db_default=""
    )
    lapsed_on = models.DateField(null=True)
    resumes_to = models.CharField(max_length=16, blank=True, db_default="")
    made_good_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(way="paper") | Q(paper__isnull=False), name="deferral_paper_is_kept"),
            models.CheckConstraint(
                condition=~Q(way="typed_name") | ~Q(signature_sealed=b""), name="deferral_name_is_kept"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["signed_at"], name="deferral_open", condition=Q(choice="deferred", made_good_at__isnull=True)
            ),
        ]
