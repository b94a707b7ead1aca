"""How good the told waits were (预计等候的误差): a day played again, forecasts against real waits; pure. R-164."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from .forecast import MOST_GAPS, forecast, gaps


@dataclass(frozen=True, slots=True)
class Waited:
    """A number that was called: when it was drawn, from when it counts, when it was called and when that ended."""

    drawn_at: datetime
    turn_at: datetime
    called_at: datetime
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Replay:
    """Of how many a wait was told; the mean error in minutes, and as a share of the mean wait in per cent."""

    told: int
    error: float
    wait: float

    @property
    def percent(self) -> int | None:
        """平均绝对误差占平均等候的百分之几; None while nobody was told anything."""
        return round(100 * self.error / self.wait) if self.told and self.wait else None


def replay(numbers: Iterable[Waited], *, windows: int) -> Replay:
    """The forecast as the page told it when each number was drawn, by what had been called until then."""
    told, error, wait = 0, 0.0, 0.0
    for each, expected in _told(numbers, windows):
        real = (each.called_at - each.drawn_at).total_seconds() / 60
        told, error, wait = told + 1, error + abs(expected - real), wait + real
    return Replay(told, error / told if told else 0.0, wait / told if told else 0.0)


def _told(numbers: Iterable[Waited], windows: int) -> Iterator[tuple[Waited, float]]:
    """In the order of drawing: what was told, in minutes, where something was."""
    rows = sorted(numbers, key=lambda row: row.drawn_at)
    calls = sorted(rows, key=lambda row: row.called_at)
    ends = sorted(row.ended_at for row in rows)
    turns: list[datetime] = []
    gone = 0
    for each in rows:
        while gone < len(calls) and calls[gone].called_at < each.drawn_at:
            place = bisect_left(turns, calls[gone].turn_at)
            if place < len(turns) and turns[place] == calls[gone].turn_at:
                del turns[place]
            gone += 1
        busy = gone - bisect_right(ends, each.drawn_at)
        seen = calls[max(0, gone - 2 * MOST_GAPS) : gone]
        between = gaps((row.called_at, row.drawn_at) for row in seen)
        found = forecast(bisect_right(turns, each.turn_at), between, free=max(0, windows - busy))
        insort(turns, each.turn_at)
        if found is not None:
            yield each, found.middle
