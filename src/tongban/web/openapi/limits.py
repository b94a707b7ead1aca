"""How often (频率限制, D13): cheap counters of this process for questions that cost or that invite guessing.

A city with four worker processes allows up to four times as many; the counters guard against floods. What guards
against guessing a query code stands in the database (`handling.cases.commands.tracking`).
"""

from collections import deque
from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import NamedTuple

from tongban.foundation.kernel.errors import TooMany


class Rate(NamedTuple):
    """So many in so many seconds."""

    most: int
    seconds: float


RATES = {
    "verify": Rate(30, 60.0),
    "token": Rate(30, 60.0),
    "keyed": Rate(60, 60.0),
    "shared": Rate(300, 60.0),
}
MOST_KEPT = 20_000


class Counters:
    """The times of the last requests by bucket and address; `tick` is a clock that only goes forward."""

    def __init__(self, tick: Callable[[], float] = monotonic) -> None:
        self._tick = tick
        self._lock = Lock()
        self._times: dict[tuple[str, str], deque[float]] = {}

    def guard(self, bucket: str, who: str | None, rate: Rate | None = None) -> None:
        """Count one; `TooMany`, with when to come again, beyond the rate: the bucket's, or one of this caller's own."""
        rate, at = rate or RATES[bucket], self._tick()
        with self._lock:
            if len(self._times) > MOST_KEPT:
                self._times.clear()
            times = self._times.setdefault((bucket, who or ""), deque())
            while times and at - times[0] >= rate.seconds:
                times.popleft()
            if len(times) >= rate.most:
                raise TooMany(facts={"retry_after": max(1, round(rate.seconds - (at - times[0])))})
            times.append(at)

    def clear(self) -> None:
        with self._lock:
            self._times.clear()


COUNTERS = Counters()
guard = COUNTERS.guard
