"""Published editions of the working calendar; the newest of a year is in force, none is ever changed."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.worktime.rules.calendar import FIRST_YEAR, LAST_YEAR, Edition, Standing


class CalendarEdition(models.Model):
    """One edition of a year's working calendar (年度日历版本), whole in itself. Written once, changed never.

    `holidays` and `closures` are lists of `{"date", "name"}`, `workdays` a list of dates (调休上班). Closures
    hold for the whole city; a single venue's hours belong to the venue.
    """

    is_append_only: ClassVar[bool] = True

    STANDINGS: ClassVar[list[tuple[str, str]]] = [
        (Standing.OFFICIAL.value, "正式"),
        (Standing.PROVISIONAL.value, "暂定"),
    ]

    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveSmallIntegerField("版次")
    standing = models.CharField("状态", max_length=12, choices=STANDINGS)
    source = models.CharField("依据(文号)", max_length=200, blank=True)
    published_on = models.DateField("发布日期", null=True, blank=True)
    holidays = models.JSONField("放假", default=list)
    workdays = models.JSONField("调休上班", default=list, blank=True)
    closures = models.JSONField("本地停办", default=list, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    content_hash = models.CharField("内容指纹", max_length=64)
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.CharField("登记人", max_length=80)

    class Meta:
        verbose_name = "年度日历版本"
        verbose_name_plural = "年度日历版本"
        ordering: ClassVar[list[str]] = ["-year", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "number"], name="worktime_edition_year_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="worktime_edition_number_from_one"),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="worktime_edition_year_in_range"
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.PROVISIONAL.value)
                | (Q(standing=Standing.OFFICIAL.value, published_on__isnull=False) & ~Q(source="")),
                name="worktime_edition_official_has_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年日历第{self.number}版"

    def edition(self) -> Edition:
        """The same as the rules read it."""
        return Edition(
            year=self.year,
            holidays=_named(self.holidays),
            workdays=frozenset(date.fromisoformat(day) for day in self.workdays),
            closures=_named(self.closures),
            standing=Standing(self.standing),
            source=self.source,
            number=self.number,
        )


def _named(rows: list[Mapping[str, Any]]) -> Mapping[date, str]:
    return {date.fromisoformat(row["date"]): row["name"] for row in rows}
