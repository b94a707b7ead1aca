"""What the radar has told (到期提醒记录): one row for a licence, its last day and a threshold."""

from typing import ClassVar

from django.db import models

from tongban.registers.licenses.models import License


class RenewalNotice(models.Model):
    """A holder was told that a licence runs out (到期提醒): once for each threshold of each term."""

    license = models.ForeignKey(License, models.PROTECT, related_name="+")
    valid_to = models.DateField("有效期至")
    threshold = models.PositiveSmallIntegerField("提前天数")
    sent_at = models.DateTimeField("提醒时间")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["license", "valid_to", "threshold"], name="renewal_told_once"),
        ]
