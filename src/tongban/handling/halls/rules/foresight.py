"""How long one still waits, played through (预演等候): from who is served, who is in front, and how long such matters
took in the last weeks; pure. R-164.

The windows that are open are played some dozens of times with service times that were seen here: what is left of the
services in hand, then everybody in front with a time of their own kind of matter. The middle of the outcomes is the
forecast, four in five of them are its range. It is told as one figure only where the outcomes lie close together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heapreplace
from math import ceil, floor
from random import Random
from statistics import fmean, median

from .forecast import Forecast

LEAST_SEEN = 20
"""So many services must have been seen, else nothing is played."""
LEAST_OF_KIND = 8
"""With fewer of a kind, the times of all kinds stand for it."""
MOST_AHEAD = 150
RUNS = 60
LONGEST_SERVICE = 120.0
"""Minutes; a longer one is a window that forgot to register the end."""
SHARP = 0.2
"""One figure is told where the outcomes lie within this share of it on average; else only the range."""
LEFT_AT_LEAST = 1.0


@dataclass(frozen=True, slots=True)
class Services:
    """How long services took (办理用时), in minutes, by kind of matter; the empty kind is all of them."""

    by_kind: Mapping[str, Sequence[float]] = field(default_factory=dict)

    @property
    def seen(self) -> int:
        return len(self.by_kind.get("", ()))

    def rows(self) -> Iterator[tuple[str, float]]:
        """The same as (kind, minutes), as `services_of` takes them."""
        named = 0
        for kind, seen in self.by_kind.items():
            if kind:
                named += len(seen)
                yield from ((kind, each) for each in seen)
        if not named:
            yield from (("", each) for each in self.by_kind.get("", ()))

    def of(self, kind: str) -> Sequence[float]:
        found = self.by_kind.get(kind, ())
        return found if len(found) >= LEAST_OF_KIND else self.by_kind.get("", ())


def services_of(rows: Iterable[tuple[str, float]]) -> Services:
    """From (kind, minutes); what cannot be a service is left out."""
    found: dict[str, list[float]] = {"": []}
    for kind, minutes in rows:
        if 0 < minutes <= LONGEST_SERVICE:
            found[""].append(minutes)
            if kind:
                found.setdefault(kind, []).append(minutes)
    return Services({kind: tuple(sorted(each)) for kind, each in found.items()})


def foresee(
    in_hand: Sequence[tuple[str, float]], ahead: Sequence[str], services: Services, *, free: int
) -> Forecast | None:
    """The wait behind `ahead`, while `in_hand` (kind, minutes since the call) are served and `free` windows are idle.

    None where no window is open, too little was seen, or the line is longer than anybody could foresee.
    """
    if services.seen < LEAST_SEEN or not (in_hand or free) or len(ahead) > MOST_AHEAD:
        return None
    if len(ahead) < free:
        return Forecast(0, 1, services.seen, 0.0, is_played=True)
    chance = Random(len(ahead))  # noqa: S311 - the same question is answered alike
    left = [_left(services.of(kind), since) for kind, since in in_hand]
    times = [services.of(kind) for kind in ahead]
    found = sorted(_play(left, times, free, chance) for _ in range(RUNS))
    middle = median(found)
    apart = fmean(abs(each - middle) for each in found)
    low = floor(found[RUNS // 10])
    high = max(low + 1, ceil(found[-1 - RUNS // 10]))
    return Forecast(low, high, services.seen, middle, is_played=True, is_sharp=apart <= SHARP * middle)


def _left(seen: Sequence[float], since: float) -> Sequence[float]:
    """What is left of a service that began so long ago: of those that took longer."""
    longer = [each - since for each in seen if each > since]
    return longer or (LEFT_AT_LEAST,)


def _play(left: Sequence[Sequence[float]], ahead: Sequence[Sequence[float]], free: int, chance: Random) -> float:
    windows = [0.0] * free + [chance.choice(each) for each in left]
    heapify(windows)
    for each in ahead:
        heapreplace(windows, windows[0] + chance.choice(each))
    return windows[0]
