"""The working calendar in force, kept in the process and looked after every half minute."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Final

from django.conf import settings
from django.db.models import Count, Max, QuerySet

from tongban.foundation.worktime.models import CalendarEdition
from tongban.foundation.worktime.rules.calendar import WorkCalendar
from tongban.foundation.worktime.rules.shipped import shipped_editions

FRESH_SECONDS: Final = 30
"""How long a process may go on with the calendar it knows."""

Revision = tuple[int, int | None]


@dataclass(slots=True)
class _Kept:
    """What this process knows: the calendar, the rows it was made of, and until when that is believed."""

    calendar: WorkCalendar | None = None
    revision: Revision = (0, None)
    until: float = 0.0


_kept = _Kept()
_asks_nobody: ContextVar[bool] = ContextVar("calendar_asks_nobody", default=False)


@contextmanager
def without_asking() -> Iterator[None]:
    """Within the block the calendar is the last one that this process knew, or the shipped one: no statement."""
    token = _asks_nobody.set(True)
    try:
        yield
    finally:
        _asks_nobody.reset(token)


def calendar() -> WorkCalendar:
    """The calendar in force (现行工作日历): what was shipped, overlaid by the newest published editions.

    No query while it is fresh, one to see that nothing is new, two when an edition was published.
    """
    kept = _kept
    if _asks_nobody.get():
        return kept.calendar or _shipped()
    if kept.calendar is None or monotonic() >= kept.until:
        revision = _revision()
        if kept.calendar is None or revision != kept.revision:
            kept.calendar = _overlaid(CalendarEdition.objects.all()) if revision[0] else _shipped()
            kept.revision = revision
        kept.until = monotonic() + FRESH_SECONDS
    return kept.calendar


def calendar_as_of(at: datetime) -> WorkCalendar:
    """The calendar that was in force at this instant (当时的日历), to compute an old due date again."""
    return _overlaid(CalendarEdition.objects.filter(recorded_at__lte=at))


def editions(year: int) -> QuerySet[CalendarEdition]:
    """Every published edition of a year, the newest first (历次版本)."""
    return CalendarEdition.objects.filter(year=year).order_by("-number")


def forget() -> None:
    """Look again at the next call; for whoever has just published an edition."""
    _kept.until = 0.0


def _revision() -> Revision:
    """Number and highest id: both, because a lower id may be committed later."""
    row = CalendarEdition.objects.aggregate(rows=Count("id"), newest=Max("id"))
    return row["rows"], row["newest"]


def _shipped() -> WorkCalendar:
    return WorkCalendar(shipped_editions().values(), closing=settings.TONGBAN_CLOSING)


def _overlaid(published: QuerySet[CalendarEdition]) -> WorkCalendar:
    newest = published.order_by("year", "-number").distinct("year")
    by_year = dict(shipped_editions()) | {row.year: row.edition() for row in newest}
    return WorkCalendar(by_year.values(), closing=settings.TONGBAN_CLOSING)
