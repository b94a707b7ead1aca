"""Counting months (月度统计): what a page shows of many cases is counted here, by a timer and never in a request."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection, transaction

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.oversight.supervision.models import CountedMonth
from tongban.oversight.supervision.queries.indicators import COUNTING, values
from tongban.oversight.supervision.queries.period import Period, following, of_month

SETTLES: Final = timedelta(days=3)
"""So long after its end a month is counted anew: a ticket of its last day may be written up a day later."""
FIRST: Final = "SELECT min(received_at) FROM cases_case"


def count_months(*, at: datetime) -> int:
    """统计: the running month, and every one before it that is not settled; how many. Twice changes nothing."""
    known = dict(CountedMonth.objects.values_list("month", "counted_at"))
    wanted = [month for month in _months(at, known) if not _is_settled(month, known.get(month))]
    for month in wanted:
        count_month(month, at=at)
    return len(wanted)


@transaction.atomic
def count_month(month: date, *, at: datetime) -> None:
    """Count one month anew, as of an instant (three statements); two at the same time are one after the other."""
    CountedMonth.objects.get_or_create(month=month, defaults={"counted_at": at})
    counted = CountedMonth.objects.select_for_update().get(month=month)
    counted.counts.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(COUNTING, values(of_month(month)) | {"month": month, "at": at})
    counted.counted_at = at
    counted.save(update_fields=["counted_at"])


def _months(at: datetime, known: dict[date, datetime]) -> list[date]:
    """From the first month with a case to this one."""
    this = local_day(at).replace(day=1)
    first = min(known, default=None) or _first_month()
    if first is None:
        return [this]
    found = [min(first, this)]
    while found[-1] < this:
        found.append(following(found[-1]))
    return found


def _first_month() -> date | None:
    with connection.cursor() as cursor:
        cursor.execute(FIRST)
        (began,) = cursor.fetchone()
    return began.astimezone(LOCAL).date().replace(day=1) if began is not None else None


def _is_settled(month: date, counted_at: datetime | None) -> bool:
    return counted_at is not None and counted_at >= Period(month, month).until + SETTLES
