"""Materials of a case (材料): one row for each that the list asked for, each with its files."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.registers.documents.models import StoredFile

from .case import Case


class MaterialState(models.TextChoices):
    """How a required material stands (材料状态)."""

    PROVIDED = "provided", "已提交"
    SPARED = "spared", "免提交"
    DEFERRED = "deferred", "容缺后补"
    COMMITTED = "committed", "告知承诺"
    MISSING = "missing", "未提交"


class MaterialVerdict(models.TextChoices):
    """What the pre-check said of a material (预审结论)."""

    OPEN = "", "待审"
    GOOD = "good", "合格"
    BAD = "bad", "不合格"


class Material(models.Model):
    """A material of a case (材料): one row for each that the list asked for in this situation."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="materials")
    requirement_code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=MaterialState)
    verdict = models.CharField(max_length=4, choices=MaterialVerdict, blank=True, default=MaterialVerdict.OPEN)
    problem = models.CharField(max_length=500, blank=True, default="")
    license_identifier = models.CharField(max_length=120, blank=True, default="")
    round = models.PositiveSmallIntegerField(default=1)
    provided_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "requirement_code"],
                name="material_one_in_force",
                condition=Q(replaced_at__isnull=True),
            ),
        ]


class MaterialFile(models.Model):
    """A file of a material, in its order."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["material", "position"], name="material_file_position"),
        ]
