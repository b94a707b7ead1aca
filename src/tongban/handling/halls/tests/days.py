"""A day in a hall as it may have been (模拟的一天): made by chance, called by the house's own rules of turn.

People come in waves, for matters of different length; some have a head start; windows are quicker and slower, pause,
and close for lunch; whoever came before the doors closed is served. Nothing here is told to the forecast.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from math import log, sqrt
from random import Random

from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.halls.rules.fairness import MOST_SERVICES, called, may_pass, service_length
from tongban.handling.halls.rules.order import Turn, turn_at
from tongban.handling.halls.rules.policy import DEFAULT
from tongban.handling.halls.rules.replay import Open, Waited

MIDNIGHT = datetime(2026, 11, 23, tzinfo=LOCAL)
MINUTE = timedelta(minutes=1)
HALVES = ((8.5 * 60, 12 * 60), (14.5 * 60, 18 * 60))
WAVES = ((0.9, 1.2, 1.4, 1.3, 1.1, 0.7, 0.4), (0.9, 1.3, 1.3, 1.1, 1.0, 0.8, 0.6))
"""How many come in each half an hour, against the mean."""
KINDS = {
    "paper": (3.5, 0.20),
    "social": (6.0, 0.25),
    "medical": (8.0, 0.18),
    "shop": (14.0, 0.15),
    "food": (18.0, 0.10),
    "estate": (25.0, 0.06),
    "rare": (30.0, 0.02),
    "other": (9.0, 0.04),
}
"""What people come for: minutes on average, and how many of them."""
MEAN = sum(minutes * share for minutes, share in KINDS.values())
APART, WINDOWS_APART = 0.5, 0.15
"""How far the times of a kind lie apart, and the paces of windows: deviation by mean."""
CARED, BOOKED, MISSED = 0.08, 0.12, 0.03
PAUSE = (8.0, 18.0)
MOST_EXTRA = timedelta(minutes=DEFAULT.head_start.most_extra)
EXPECTED = timedelta(minutes=DEFAULT.service_minutes)


@dataclass(frozen=True, slots=True)
class Day:
    """The numbers of a day in the order of coming, and when windows called."""

    numbers: list[Waited]
    windows: list[Open]


@dataclass(slots=True)
class Person:
    """Somebody who comes at a minute of the day, by the order of coming and by that of turns, and what for."""

    key: int
    came: float
    stands: Turn
    turn: Turn
    kind: str


def a_day(seed: int, *, windows: int = 50, numbers: int = 2000, load: float = 0.95) -> Day:
    """So many people at so many windows whose time is used to `load` of what is there on the whole."""
    chance = Random(seed)
    paces = [_apart(chance, 1.0, WINDOWS_APART) for _ in range(windows)]
    there = sum(ends - begins - sum(PAUSE) / 2 for begins, ends in HALVES) * windows
    scale = load * there / (numbers * MEAN)
    people = _people(chance, numbers)
    halves = [Half(chance, begins, ends, [scale * each for each in paces]) for begins, ends in HALVES]
    halves[0].play([each for each in people if each.came < HALVES[0][1]])
    halves[1].play([each for each in people if each.came >= HALVES[0][1]])
    found = sorted((row for half in halves for row in half.found), key=lambda row: row.drawn_at)
    return Day(found, [each for half in halves for each in half.opened])


def _people(chance: Random, numbers: int) -> list[Person]:
    starts = [begins + 30 * place for begins, _ in HALVES for place in range(len(WAVES[0]))]
    weights = [weight for wave in WAVES for weight in wave]
    came = sorted(start + chance.uniform(0, 30) for start in chance.choices(starts, weights, k=numbers))
    found = []
    for key, minute in enumerate(came):
        drawn, draw = MIDNIGHT + minute * MINUTE, chance.random()
        earlier = DEFAULT.earlier(is_priority=draw < CARED, is_booked=CARED <= draw < CARED + BOOKED)
        (kind,) = chance.choices(list(KINDS), [share for _, share in KINDS.values()])
        found.append(Person(key, minute, Turn(drawn, key), Turn(turn_at(drawn, earlier), key), kind))
    return found


class Half:
    """From the doors' opening until the last who came before they closed is served; each window pauses once."""

    def __init__(self, chance: Random, begins: float, ends: float, paces: Sequence[float]) -> None:
        self.chance, self.ends, self.paces = chance, ends, paces
        self.pauses = [(chance.uniform(begins + 30, ends - 40), chance.uniform(*PAUSE)) for _ in paces]
        self.since = [begins + chance.uniform(-5, 5) for _ in paces]
        self.has_paused = [False] * len(paces)
        self.found: list[Waited] = []
        self.opened: list[Open] = []
        self.waiting: list[Person] = []
        self.passers: list[Person] = []

    def play(self, people: Sequence[Person]) -> None:
        left = deque(people)
        free = [(since, window) for window, since in enumerate(self.since)]
        heapify(free)
        while left or self.waiting:
            at, window = heappop(free)
            while left and left[0].came <= at:
                self.waiting.append(left.popleft())
            if at >= self.pauses[window][0] and not self.has_paused[window]:
                until = self._pause(at, window)
            elif self.waiting:
                until = self._serve(self._called(at), at, window)
            else:
                until = left[0].came
            heappush(free, (until, window))
        self.opened += [_open(self.since[window], max(at, self.ends)) for at, window in free]

    def _pause(self, at: float, window: int) -> float:
        self.opened.append(_open(self.since[window], at))
        self.has_paused[window], self.since[window] = True, at + self.pauses[window][1]
        return self.since[window]

    def _called(self, at: float) -> Person:
        """Whose turn it is, as the house decides it (`rules/order`, `rules/fairness`)."""
        oldest = min(self.waiting, key=lambda each: each.stands)
        first = min(self.waiting, key=lambda each: each.turn)
        ended = [row for row in self.found[-3 * MOST_SERVICES :] if row.ended_at <= MIDNIGHT + at * MINUTE]
        service = service_length([row.ended_at - row.called_at for row in ended], EXPECTED)
        allowed = may_pass(MOST_EXTRA, service, len(self.paces))
        passed = sum(each.stands > oldest.stands for each in self.passers)
        one = first if called(first.turn, oldest.turn, passed=passed, allowed=allowed) == first.turn else oldest
        self.passers += [one] if one.turn.at < one.stands.at else []
        self.waiting.remove(one)
        return one

    def _serve(self, one: Person, at: float, window: int) -> float:
        is_there = self.chance.random() >= MISSED
        until = at + (_apart(self.chance, KINDS[one.kind][0], APART) * self.paces[window] if is_there else 1.0)
        drawn, began, ended = (MIDNIGHT + each * MINUTE for each in (one.came, at, until))
        self.found.append(Waited(drawn, one.turn.at, began, ended, one.kind, str(window)))
        return until


def _open(begins: float, ends: float) -> Open:
    return Open(MIDNIGHT + begins * MINUTE, MIDNIGHT + ends * MINUTE)


def _apart(chance: Random, mean: float, apart: float) -> float:
    """A time by chance around the mean (lognormal)."""
    sigma = sqrt(log(1 + apart * apart))
    return chance.lognormvariate(log(mean) - sigma * sigma / 2, sigma)
