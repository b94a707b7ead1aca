"""How busy places are (现在几人在等), for the map and whoever decides where to go: three statements for all."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from tongban.foundation.kernel.clock import local_day
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.models import Ticket
from tongban.handling.halls.rules.forecast import MOST_GAPS, Call, forecast, gaps
from tongban.handling.halls.rules.states import TicketStatus

from .tickets import windows_at


@dataclass(frozen=True, slots=True)
class Busy:
    """People who wait for anything, windows that call, and in how many minutes, at most, one who came now is called.

    `minutes` is the upper end of the forecast for matters of the catalogue; None where it would be a guess.
    """

    waiting: int
    windows_open: int
    minutes: int | None
    as_of: datetime


def busy(keys: Collection[str], *, at: datetime) -> dict[str, Busy]:
    """The queues of the places with these keys; a place that gave out no number today and has no window is left out."""
    day, line = local_day(at), BOUND.policy.matters
    waits, waits_too = Q(status=TicketStatus.WAITING), Q(status=TicketStatus.WAITING, line=line)
    today = Ticket.objects.filter(venue__key__in=keys, day=day).order_by()
    counts = today.values_list("venue__key").annotate(all=Count("pk", waits), same=Count("pk", waits_too))
    numbers = {key: (everybody, same) for key, everybody, same in counts}
    roles = next((each.roles for each in BOUND.policy.lines if each.code == line), ())
    windows = Counter(dict(windows_at(keys, roles=roles, day=day)))
    called = _called(keys, line, day)
    found = {}
    for key in sorted({*numbers, *windows}):
        everybody, same = numbers.get(key, (0, 0))
        told = forecast(same, gaps(called.get(key, []))) if windows[key] else None
        found[key] = Busy(everybody, windows[key], told.high if told else None, at)
    return found


def _called(keys: Collection[str], line: str, day: date) -> dict[str, list[Call]]:
    """The last calls of each place."""
    rank = Window(RowNumber(), partition_by=F("venue"), order_by=F("called_at").desc())
    rows = Ticket.objects.filter(venue__key__in=keys, day=day, line=line, called_at__isnull=False)
    found: dict[str, list[Call]] = {}
    newest = rows.annotate(rank=rank).filter(rank__lte=2 * MOST_GAPS)
    for key, called_at, drawn_at in newest.values_list("venue__key", "called_at", "drawn_at"):
        found.setdefault(key, []).extend([(called_at, drawn_at)] if called_at else [])
    return found
