"""What the months came to (月度计数): cases by body and matter, counted by a timer, so that no page counts cases."""

from typing import ClassVar

from django.db import models

from tongban.registers.agencies.models import Agency


class CountedMonth(models.Model):
    """A month that was counted (已统计的月份), and as of when: what ended later is not in it yet."""

    month = models.DateField(primary_key=True)
    counted_at = models.DateTimeField()


class MonthCount(models.Model):
    """One matter of one body in a month (一个月、一个部门、一个事项): counts only, shares are made of them.

    `received` is by the month of receipt, everything else by the month in which the case ended.
    """

    month = models.ForeignKey(CountedMonth, models.CASCADE, related_name="counts", db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    option_code = models.CharField(max_length=33)
    received = models.PositiveIntegerField()
    ended = models.PositiveIntegerField()
    zero = models.PositiveIntegerField()
    visits = models.PositiveIntegerField()
    online = models.PositiveIntegerField()
    whole = models.PositiveIntegerField()
    once = models.PositiveIntegerField()
    timed = models.PositiveIntegerField()
    late = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["month", "agency", "option_code"], name="counted_once_a_month"),
        ]
