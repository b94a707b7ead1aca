"""How often a visitor may ask (访问频率): counted in this process only, because reading pages writes nothing (D13)."""

import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from time import monotonic

from tongban.foundation.kernel.errors import TooMany

MOST_CALLERS = 20_000


class Pace:
    """At most `times` in `seconds` per caller; the one who comes too often is told when to come again."""

    def __init__(self, times: int, seconds: float, *, tick: Callable[[], float] = monotonic) -> None:
        self._times, self._seconds, self._tick = times, seconds, tick
        self._lock = threading.Lock()
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()

    def keep(self, caller: str | None) -> None:
        """Count this one, or raise `TooMany`."""
        now, key = self._tick(), caller or ""
        with self._lock:
            seen = self._seen.setdefault(key, deque())
            self._seen.move_to_end(key)
            while seen and now - seen[0] >= self._seconds:
                seen.popleft()
            if len(seen) >= self._times:
                wait = max(1, round(self._seconds - (now - seen[0])))
                raise TooMany(f"查得太快了，请{wait}秒后再试。着急的话，请拨打12345。")
            seen.append(now)
            if len(self._seen) > MOST_CALLERS:
                self._seen.popitem(last=False)

    def forget(self) -> None:
        with self._lock:
            self._seen.clear()
