"""What of handling hangs on options (清单变更的影响): applications being filled in, cases on their way, months of work.

Numbers and states only: who changes a list needs to know how many, and which, and nothing of anybody's person.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.handling.cases.models import Case, Draft
from tongban.handling.cases.rules.states import Status
from tongban.registers.catalog.impact import Affected


class Applications:
    """Applications that are not submitted yet (没有提交的申请)."""

    label = "没有提交的申请"
    what_happens = "提交前会看到清单改了什么，按新清单补充或者修改"

    def count(self, option_codes: Sequence[str], *, at: datetime) -> int:
        return self._rows(option_codes, at).count()

    def page(self, option_codes: Sequence[str], *, at: datetime, after: int = 0, most: int = 50) -> Sequence[Affected]:
        rows = self._rows(option_codes, at).filter(pk__gt=after).order_by("pk")
        found = rows.values_list("pk", "number", "updated_at")[:most]
        return [Affected(key, number, Status.DRAFT.label, since) for key, number, since in found]

    def _rows(self, option_codes: Sequence[str], at: datetime) -> QuerySet[Draft]:
        kept = Draft.objects.filter(expires_on__gte=local_day(at))
        return kept.filter(option_version__option__code__in=option_codes)


class RunningCases:
    """Cases that are on their way (在办件)."""

    label = "在办件"
    what_happens = "按收件时的清单办完，不会多要材料"

    def count(self, option_codes: Sequence[str], *, at: datetime) -> int:
        return self._rows(option_codes).count()

    def page(self, option_codes: Sequence[str], *, at: datetime, after: int = 0, most: int = 50) -> Sequence[Affected]:
        rows = self._rows(option_codes).filter(pk__gt=after).order_by("pk")
        found = rows.values_list("pk", "number", "status", "received_at")[:most]
        return [Affected(key, number, Status(status).label, since) for key, number, status, since in found]

    def _rows(self, option_codes: Sequence[str]) -> QuerySet[Case]:
        return Case.objects.filter(ended_at__isnull=True, option_code__in=option_codes)


def received_by_month(option_codes: Sequence[str], *, until: date, months: int) -> Sequence[int]:
    """Cases received in each whole month before that of `until`, the oldest first; none is 0 (one statement)."""
    first = [_month(until, -back) for back in range(months, 0, -1)]
    rows: Any = Case.objects.filter(
        option_code__in=option_codes, received_at__gte=_begin(first[0]), received_at__lt=_begin(_month(until, 0))
    )
    counted = rows.annotate(month=TruncMonth("received_at", tzinfo=LOCAL)).values("month").annotate(times=Count("pk"))
    times = {local_day(each["month"]): each["times"] for each in counted.order_by("month")}
    return [times.get(day, 0) for day in first]


def _month(day: date, distance: int) -> date:
    """The first day of the month so many months away."""
    index = day.year * 12 + day.month - 1 + distance
    return date(index // 12, index % 12 + 1, 1)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LOCAL)
