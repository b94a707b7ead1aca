"""The tables of subjects (主体归并): who they are, which source rows are theirs, and who may be the same."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.exchange.connectors.provincial_data.models import ReturnedBatch, ReturnedRow
from tongban.foundation.ledger.models import Chained

from .rules.flow import PairStatus
from .rules.likeness import Look


class Subject(models.Model):
    """Somebody whom source rows tell of (主体): found by the blind index of their credit code, or standing alone.

    Those with the same `group` are one by decision. Name, address and day are what the comparison reads; what counts
    stands in the source rows, which nothing here ever changes.
    """

    index = models.BinaryField("信用代码(盲索引)", max_length=16, null=True, unique=True)
    group = models.BigIntegerField("归并组", null=True, db_index=True)
    name = models.CharField("名称", max_length=500, blank=True, default="")
    address = models.CharField("地址", max_length=500, blank=True, default="")
    founded_on = models.CharField("成立日期", max_length=10, blank=True, default="")
    block_name = models.CharField(max_length=4, blank=True, default="", db_index=True)
    block_address = models.CharField(max_length=500, blank=True, default="", db_index=True)

    @property
    def look(self) -> Look:
        return Look(self.name, self.address, self.founded_on)


class Sourced(models.Model):
    """Whose a source row is (来源归属), as its batch told it; a row is one subject's."""

    row = models.OneToOneField(ReturnedRow, models.PROTECT, related_name="sourced")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="sourced")
    batch = models.ForeignKey(ReturnedBatch, models.PROTECT, related_name="+")


class Pair(Chained):
    """Two subjects that may be the same (疑似同一主体): how alike they are, and what somebody decided."""

    left = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    right = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    score = models.FloatField("相似度")
    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in PairStatus])
    reason = models.CharField("核对理由", max_length=1000, blank=True, default="")
    found_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["left", "right"], name="subject_pair_once"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="subject_pair_in_order"),
            models.CheckConstraint(
                condition=Q(status=PairStatus.OPEN) | ~Q(reason=""), name="subject_pair_decided_says_why"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["right"], name="subject_pair_right"),
        ]

    @property
    def chain(self) -> str:
        return f"subject-pair:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()
