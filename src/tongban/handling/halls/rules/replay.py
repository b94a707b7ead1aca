"""How good the told waits were (预计等候的误差): a day played again, forecasts against real waits; pure. R-164.

One figure is told only where it is sharp; of those the mean error counts. Of all, how many fell into the told range.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from .forecast import MOST_GAPS, Forecast, forecast, gaps
from .foresight import Services, foresee, services_of

MOST_REPLAYED = 150
"""So many numbers of a day are told again, evenly spread: enough to know, and quick."""
MOST_SERVICES = 600
_MARGIN = 0.5
"""Half a minute: ranges are told in whole minutes."""


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
    def covered_percent(self) -> int | None:
        return round(100 * self.covered / self.told) if self.told else None


def replay(numbers: Iterable[Waited], *, windows: int, before: Services | None = None) -> Replay:
    """The forecast as the page told it when each number was drawn, by what was known then; `before` is from the weeks
    before that day."""
    rows = sorted(numbers, key=lambda row: row.drawn_at)
    earlier = list(before.rows()) if before is not None else []
    every = max(1, len(rows) // MOST_REPLAYED)
    told = [
        (rows[place], found)
        for place in range(0, len(rows), every)
        if (found := _told(rows[:place], rows[place], windows, earlier)) is not None
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


def _told(known: Sequence[Waited], mine: Waited, windows: int, earlier: Sequence[tuple[str, float]]) -> Forecast | None:
    """What was told when this number was drawn; None where nothing was."""
    at = mine.drawn_at
    in_hand = [
        (row.kind, (at - row.called_at).total_seconds() / 60) for row in known if row.called_at <= at < row.ended_at
    ]
    waits = sorted((row for row in known if at < row.called_at), key=lambda row: row.turn_at)
    ahead = [row.kind for row in waits if row.turn_at <= mine.turn_at]
    free = max(0, windows - len(in_hand))
    ended = [(row.kind, row.service) for row in known if row.ended_at <= at][-MOST_SERVICES:]
    found = foresee(in_hand, ahead, services_of([*earlier, *ended]), free=free)
    if found is not None:
        return found
    calls = sorted((row.called_at, row.drawn_at) for row in known if row.called_at < at)
    return forecast(len(ahead), gaps(calls[-2 * MOST_GAPS :]), free=free)


def _mean(values: Iterable[float]) -> float:
    rows = list(values)
    return sum(rows) / len(rows) if rows else 0.0
