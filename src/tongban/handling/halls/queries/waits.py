"""How long people waited on a day at a place, and how good the told waits were (等候情况). R-078, R-164."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.models import Ticket
from tongban.handling.halls.rules.replay import Replay, Waited, replay
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
    """Everybody who was called on that day, and what the weeks before had shown (two statements)."""
    rows = Ticket.objects.filter(venue_id=venue_id, day=day, called_at__isnull=False).order_by("called_at", "pk")
    waits: list[Wait] = []
    numbers: dict[str, list[Waited]] = {}
    windows: dict[str, set[str]] = {}
    columns = ("line", "window", "priority", "drawn_at", "turn_at", "called_at", "ended_at", "option_code", "domain")
    for line, window, priority, drawn, turn, called, ended, option, domain in rows.values_list(*columns)[:MOST]:
        waits.append(Wait(line, window, bool(priority), max(0.0, (called - drawn).total_seconds() / 60)))
        numbers.setdefault(line, []).append(Waited(drawn, turn, called, ended or called, option or domain or line))
        windows.setdefault(line, set()).add(window)
    before = seen_before(venue_id, day=day)
    by_window = spreads(waits, lambda each: each.window)
    name = BOUND.policy.name_of
    return DayOfWaits(
        whole=spread("全部", [each.minutes for each in waits]) if waits else None,
        by_line=spreads(waits, lambda each: name(each.line)),
        by_window=by_window,
        by_care=spreads(waits, lambda each: "优先" if each.has_care else "普通"),
        apart=between(by_window),
        told=tuple(
            (name(line), replay(each, windows=len(windows[line]), before=before))
            for line, each in sorted(numbers.items())
        ),
    )


def days_with_numbers(venue_id: int, *, most: int = 7) -> list[date]:
    """The last days on which numbers were drawn there (one statement)."""
    rows = Ticket.objects.filter(venue_id=venue_id).order_by("-day").values_list("day").annotate(many=Count("pk"))
    return [day for day, _ in rows[:most]]
