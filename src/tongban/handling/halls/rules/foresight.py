"""How long one still waits, played through (预演等候): from who is served, who is in front, who may still go before,
and how long such matters took in the last weeks; pure. R-164.

The windows that are open are played some dozens of times with service times that were seen here: what is left of the
services in hand, then everybody in front with a time of their own kind of matter, then those with a head start who are
still to come. The middle of the outcomes is the forecast, four in five of them are its range. It is told as one figure
only where the outcomes lie close together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heapify, heapreplace
from math import ceil, floor
from random import Random
from statistics import fmean, median

from .forecast import Forecast

LEAST_SEEN = 20
"""So many services must have been seen, else nothing is played."""
LEAST_OF_KIND = 8
"""With fewer of a kind, the times of all kinds stand for it."""
MOST_AHEAD = 300
RUNS = 60
LONGEST_SERVICE = 120.0
"""Minutes; a longer one is a window that forgot to register the end."""
SHARP = 0.2
"""One figure is told where the outcomes lie within this share of it on average; else only the range."""
LEFT_AT_LEAST = 1.0
LOOKS_BACK = timedelta(minutes=30)
Head = tuple[datetime, datetime]
"""Of somebody with a head start: when they came, and from when they count."""


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

    @property
    def mean(self) -> timedelta:
        """How long any service takes; nothing while none was seen."""
        return timedelta(minutes=fmean(self.by_kind.get("", ()) or (0.0,)))

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


@dataclass(frozen=True, slots=True)
class Comers:
    """Who may still come and go before (还会来的优先的人): so many a minute, for so many minutes, `most` in all."""

    rate: float = 0.0
    minutes: float = 0.0
    most: int = 0


NOBODY_COMES = Comers()


def comers(heads: Iterable[Head], *, mine: datetime, most: int, at: datetime) -> Comers:
    """As many as came with a head start in the last half an hour, for as long as such a start reaches before `mine`."""
    recent = [(came, counts) for came, counts in heads if timedelta() <= at - came <= LOOKS_BACK]
    if not recent or not most:
        return NOBODY_COMES
    reach = max(came - counts for came, counts in recent) + mine - at
    rate = len(recent) / (LOOKS_BACK.total_seconds() / 60)
    return Comers(rate, max(0.0, reach.total_seconds() / 60), most)


def foresee(
    in_hand: Sequence[tuple[str, float]],
    ahead: Sequence[str],
    services: Services,
    *,
    free: int,
    coming: Comers = NOBODY_COMES,
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
    idle = [(0.0,)] * free
    found = sorted(_play([*idle, *left], times, services.of(""), coming, chance) for _ in range(RUNS))
    middle = median(found)
    apart = fmean(abs(each - middle) for each in found)
    low = floor(found[RUNS // 10])
    high = max(low + 1, ceil(found[-1 - RUNS // 10]))
    return Forecast(low, high, services.seen, middle, is_played=True, is_sharp=apart <= SHARP * middle)


def _left(seen: Sequence[float], since: float) -> Sequence[float]:
    """What is left of a service that began so long ago: of those that took longer."""
    longer = [each - since for each in seen if each > since]
    return longer or (LEFT_AT_LEAST,)


def _play(
    left: Sequence[Sequence[float]],
    ahead: Sequence[Sequence[float]],
    usual: Sequence[float],
    coming: Comers,
    chance: Random,
) -> float:
    """In how many minutes it would be my turn, once."""
    windows = [chance.choice(each) for each in left]
    heapify(windows)
    for each in ahead:
        heapreplace(windows, windows[0] + chance.choice(each))
    if coming.rate:
        comes, passed = chance.expovariate(coming.rate), 0
        while comes <= min(coming.minutes, windows[0]) and passed < coming.most:
            heapreplace(windows, windows[0] + chance.choice(usual))
            comes, passed = comes + chance.expovariate(coming.rate), passed + 1
    return windows[0]
