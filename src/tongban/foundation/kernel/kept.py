"""What was read is kept for some seconds (短时缓存): a page that thousands read asks once."""

from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """What `read` answers for a key, kept for so many seconds in this process; safe between threads.

    `most` keys are kept, one unless it is told: one that is more makes the others be forgotten. Whoever changes what
    is read tells this process to `forget`; others see the change when the seconds are over. Tests give their own
    clock, in seconds.
    """

    def __init__(
        self, read: Callable[[Key], Value], *, seconds: float, most: int = 1, tick: Callable[[], float] = monotonic
    ) -> None:
        self._read, self._seconds, self._most, self._tick = read, seconds, most, tick
        self._lock = Lock()
        self._kept: dict[Key, tuple[float, Value]] = {}

    def of(self, key: Key) -> Value:
        """The answer for this key, read now when there is none that is fresh."""
        kept = self._kept.get(key)
        if kept is not None and self._tick() < kept[0]:
            return kept[1]
        found = self._read(key)
        with self._lock:
            if key not in self._kept and len(self._kept) >= self._most:
                self._kept.clear()
            self._kept[key] = (self._tick() + self._seconds, found)
        return found

    def forget(self) -> None:
        """Read again at the next call."""
        with self._lock:
            self._kept.clear()
