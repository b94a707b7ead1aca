"""Zones of a hall (功能专区) by day and hour: what is in force, and what a window then calls; pure. R-079."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from tongban.foundation.kernel.clock import LOCAL

MOST_WINDOWS = 40
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class ZoneHours:
    """A zone: for which domain, at which windows, on which weekdays (1 to 7), between which hours."""

    line: str
    name: str
    floor: str
    windows: tuple[str, ...]
    weekdays: tuple[int, ...]
    opens: time
    closes: time
    since: datetime
    until: datetime | None = None

    def is_in_force(self, at: datetime) -> bool:
        """At this moment: set up by then, not taken away yet, and of this weekday and hour."""
        here = at.astimezone(LOCAL)
        stands = self.since <= at and (self.until is None or at < self.until)
        return stands and here.isoweekday() in self.weekdays and self.opens <= here.time() < self.closes

    def meets(self, other: "ZoneHours") -> tuple[str, ...]:
        """The windows that both have at the same hour of a weekday: a window is in one zone at a time."""
        if not set(self.weekdays) & set(other.weekdays) or not (
            self.opens < other.closes and other.opens < self.closes
        ):
            return ()
        return tuple(each for each in self.windows if each in other.windows)

    @property
    def words(self) -> str:
        """When it is there, as one says it."""
        days = "、".join(WEEKDAYS[each - 1] for each in self.weekdays)
        return f"周{days} {self.opens.hour}:{self.opens:%M}至{self.closes.hour}:{self.closes:%M}"


def in_force(zones: Iterable[ZoneHours], at: datetime) -> tuple[ZoneHours, ...]:
    return tuple(each for each in zones if each.is_in_force(at))


def line_at(domain: str, matters: str, zones: Iterable[ZoneHours], at: datetime) -> str:
    """Where a matter of this domain is waited for: in its zone while there is one, else with all matters."""
    return domain if any(each.line == domain for each in in_force(zones, at)) else matters


def windows_for(line: str, zones: Iterable[ZoneHours], at: datetime) -> tuple[str, ...]:
    """The windows of the zones for a line at a moment."""
    return tuple(window for each in in_force(zones, at) if each.line == line for window in each.windows)


def own_lines(
    window: str, mine: Collection[str], domains: Collection[str], zones: Sequence[ZoneHours], at: datetime
) -> tuple[frozenset[str], frozenset[str]]:
    """What a window calls first, and what it helps with when nobody waits for that.

    A window of a zone calls its zone first, another one everything that has no zone now: a zone that was taken away
    leaves nobody behind.
    """
    now = in_force(zones, at)
    here = {each.line for each in now if window in each.windows} & set(mine)
    zoned = {each.line for each in now}
    first = here or {each for each in mine if each not in domains or each not in zoned}
    return frozenset(first), frozenset(mine) - frozenset(first)


def read_windows(words: str) -> tuple[str, ...]:
    """The windows that somebody typed, one a line or with commas between, each once."""
    plain = words.replace("，", "\n").replace("、", "\n").replace(",", "\n").replace("\r", "\n")
    return tuple(dict.fromkeys(each.strip() for each in plain.split("\n") if each.strip()))
