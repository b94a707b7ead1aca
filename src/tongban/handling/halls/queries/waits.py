"""How long people waited on a day at a place, and how good the told waits were (等候情况). R-078, R-164."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count

from tongban.handling.contacts.models import Shift
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.models import Ticket, WindowPause
from tongban.handling.halls.rules.replay import Open, Replay, Waited, replay
from tongban.handling.halls.rules.waits import Spread, Wait, between, spread, spreads

from .foreseeing import seen_before

MOST = 5000


@dataclass(frozen=True, slots=True)
class DayOfWaits:
    """A day: all, by kind, by window, by priority; how far windows lie apart; how good the forecast was, by kind."""

    whole: Spread | None
    by_line: tuple[Spread, ...]
    by_window: tuple[Spread, ...]
    by_care: tuple[Spread, ...]
    apart: float | None
    told: tuple[tuple[str, Replay], ...]


def day_of_waits(venue_id: int, *, day: date) -> DayOfWaits:
    """Everybody who was called on that day, when windows called, what the weeks before had shown (four statements)."""
    rows = Ticket.objects.filter(venue_id=venue_id, day=day, called_at__isnull=False).order_by("called_at", "pk")
    waits: list[Wait] = []
    numbers: dict[str, list[Waited]] = {}
    windows: dict[str, set[str]] = {}
    extra = timedelta(minutes=BOUND.policy.head_start.most_extra)
    columns = ("line", "window", "priority", "drawn_at", "turn_at", "called_at", "ended_at", "option_code", "domain")
    for line, window, priority, drawn, turn, called, ended, option, domain in rows.values_list(*columns)[:MOST]:
        waits.append(Wait(line, window, bool(priority), max(0.0, (called - drawn).total_seconds() / 60)))
        numbers.setdefault(line, []).append(Waited(drawn, turn, called, ended or called, option or domain or line))
        windows.setdefault(line, set()).add(window)
    before = seen_before(venue_id, day=day)
    opened = _opened(venue_id, day)
    by_window = spreads(waits, lambda each: each.window)
    name = BOUND.policy.name_of
    return DayOfWaits(
        whole=spread("全部", [each.minutes for each in waits]) if waits else None,
        by_line=spreads(waits, lambda each: name(each.line)),
        by_window=by_window,
        by_care=spreads(waits, lambda each: "优先" if each.has_care else "普通"),
        apart=between(by_window),
        told=tuple(
            (name(line), replay(each, windows=_at(opened, windows[line]), before=before, most_extra=extra))
            for line, each in sorted(numbers.items())
        ),
    )


def _opened(venue_id: int, day: date) -> list[tuple[str, Open]]:
    """Each window and when it called: signed on, and not paused (two statements)."""
    shifts = Shift.objects.filter(venue_id=venue_id, signed_on_at__date=day).order_by("pk")
    pauses = WindowPause.objects.filter(shift__in=shifts).order_by("began_at")
    paused: dict[int, list[tuple[datetime, datetime | None]]] = {}
    for shift, began, ended in pauses.values_list("shift_id", "began_at", "ended_at"):
        paused.setdefault(shift, []).append((began, ended))
    found = []
    for key, window, on, off in shifts.values_list("pk", "window", "signed_on_at", "signed_off_at"):
        begins: datetime | None = on
        for began, ended in paused.get(key, ()):
            if begins is not None:
                found.append((window, Open(begins, began)))
            begins = ended
        if begins is not None:
            found.append((window, Open(begins, off)))
    return found


def _at(opened: Iterable[tuple[str, Open]], windows: Container[str]) -> list[Open]:
    return [each for window, each in opened if window in windows]


def days_with_numbers(venue_id: int, *, most: int = 7) -> list[date]:
    """The last days on which numbers were drawn there (one statement)."""
    rows = Ticket.objects.filter(venue_id=venue_id).order_by("-day").values_list("day").annotate(many=Count("pk"))
    return [day for day, _ in rows[:most]]
