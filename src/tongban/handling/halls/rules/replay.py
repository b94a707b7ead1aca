"""How good the told waits were (预计等候的误差): a day played again, forecasts against real waits; pure. R-164.

Every number of the day that was told anything counts, those who did not wait with them: the mean error (平均绝对误差)
is divided by their mean wait. Waits are told in whole minutes: where nearly nobody waits a share says nothing, and an
error below half a minute is none that could be told (`is_within`). Also: of those who were told one figure, and
how many fell into the told range.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .fairness import may_pass
from .forecast import MOST_GAPS, Forecast, forecast, gaps
from .foresight import Services, comers, foresee, services_of
from .policy import DEFAULT

MOST_REPLAYED = 150
"""So many numbers of a day are told again, evenly spread: enough to know, and quick."""
MOST_SERVICES = 600
_MARGIN = 0.5
"""Half a minute: ranges are told in whole minutes."""
TARGET = 25
"""Per cent of the mean wait: by so much told waits may be off on average (R-164)."""


@dataclass(frozen=True, slots=True)
class Waited:
    """A number that was called: when drawn, from when it counts, when called, when that ended; what for, and where."""

    drawn_at: datetime
    turn_at: datetime
    called_at: datetime
    ended_at: datetime
    kind: str = ""
    window: str = ""

    @property
    def wait(self) -> float:
        return (self.called_at - self.drawn_at).total_seconds() / 60

    @property
    def service(self) -> float:
        return (self.ended_at - self.called_at).total_seconds() / 60


@dataclass(frozen=True, slots=True)
class Open:
    """A window while it called (开着的窗口): between signing on or going on, and a pause or signing off."""

    begins_at: datetime
    ends_at: datetime | None

    def calls(self, at: datetime) -> bool:
        return self.begins_at <= at and (self.ends_at is None or at < self.ends_at)


@dataclass(frozen=True, slots=True)
class Replay:
    """Of how many a wait was told; the mean error and the mean wait in minutes; the same of those told as one figure;
    and how many fell into the range that was told."""

    told: int
    error: float
    wait: float
    sharp: int = 0
    sharp_error: float = 0.0
    sharp_wait: float = 0.0
    covered: int = 0

    @property
    def percent(self) -> int | None:
        """平均绝对误差占平均等候的百分之几, of all; None while nobody was told anything."""
        return round(100 * self.error / self.wait) if self.told and self.wait else None

    @property
    def sharp_percent(self) -> int | None:
        """The same of those that were told one figure (R-164: at most 25)."""
        return round(100 * self.sharp_error / self.sharp_wait) if self.sharp and self.sharp_wait else None

    @property
    def is_within(self) -> bool:
        """Off by a quarter of the mean wait at most, or by less than can be told (达标); true while nobody was told."""
        return self.error <= max(_MARGIN, TARGET / 100 * self.wait)

    @property
    def covered_percent(self) -> int | None:
        return round(100 * self.covered / self.told) if self.told else None


def replay(
    numbers: Iterable[Waited],
    *,
    windows: Sequence[Open],
    before: Services | None = None,
    most_extra: timedelta = timedelta(minutes=DEFAULT.head_start.most_extra),
) -> Replay:
    """The forecast as the page told it when each number was drawn, by what was known then; `before` is from the weeks
    before that day, `most_extra` what head starts may cost others."""
    rows = sorted(numbers, key=lambda row: row.drawn_at)
    earlier = list(before.rows()) if before is not None else []
    every = max(1, len(rows) // MOST_REPLAYED)
    told = [
        (rows[place], found)
        for place in range(0, len(rows), every)
        if (found := _told(rows[:place], rows[place], windows, earlier, most_extra)) is not None
    ]
    sharp = [(row, found) for row, found in told if found.is_sharp]
    return Replay(
        told=len(told),
        error=_mean(abs(found.middle - row.wait) for row, found in told),
        wait=_mean(row.wait for row, _ in told),
        sharp=len(sharp),
        sharp_error=_mean(abs(found.middle - row.wait) for row, found in sharp),
        sharp_wait=_mean(row.wait for row, _ in sharp),
        covered=sum(found.low - _MARGIN <= row.wait <= found.high + _MARGIN for row, found in told),
    )


def _told(
    known: Sequence[Waited],
    mine: Waited,
    windows: Sequence[Open],
    earlier: Sequence[tuple[str, float]],
    most_extra: timedelta,
) -> Forecast | None:
    """What was told when this number was drawn; None where nothing was."""
    at = mine.drawn_at
    in_hand = [
        (row.kind, (at - row.called_at).total_seconds() / 60) for row in known if row.called_at <= at < row.ended_at
    ]
    calling = sum(each.calls(at) for each in windows)
    free = max(0, calling - len(in_hand))
    ended = [(row.kind, row.service) for row in known if row.ended_at <= at][-MOST_SERVICES:]
    services = services_of([*earlier, *ended])
    most = may_pass(most_extra, services.mean, calling)
    waits = sorted((row for row in known if at < row.called_at), key=lambda row: row.turn_at)
    ahead = [row.kind for row in waits if row.turn_at <= mine.turn_at or not most]
    heads = ((row.drawn_at, row.turn_at) for row in known if row.turn_at < row.drawn_at)
    coming = comers(heads, mine=mine.turn_at, most=most, at=at)
    found = foresee(in_hand, ahead, services, free=free, coming=coming)
    if found is not None:
        return found
    calls = sorted((row.called_at, row.drawn_at) for row in known if row.called_at < at)
    return forecast(len(ahead), gaps(calls[-2 * MOST_GAPS :]), free=free)


def _mean(values: Iterable[float]) -> float:
    rows = list(values)
    return sum(rows) / len(rows) if rows else 0.0
