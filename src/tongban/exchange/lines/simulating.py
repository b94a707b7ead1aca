"""A line as simulators have it (模拟的线路): calls get lost before or after they had effect, messages come twice, late.

What is under way is kept in the process, as a line would. What happens is drawn from a seed, so that a run can be
repeated. What the other side then does with what arrives is the business of its simulator.
"""

import random
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

Message = TypeVar("Message")


class Shares(Protocol):
    """How badly a line behaves (故障): shares from 0 to 1."""

    @property
    def loss(self) -> float: ...

    @property
    def duplicates(self) -> float: ...

    @property
    def delay(self) -> float: ...


class Dice(random.Random):
    """What goes wrong, drawn from a seed; repeatable, and no secret."""

    def happens(self, share: float) -> bool:
        """Nothing is drawn for what never happens, so that adding a fault leaves the runs without it as they were."""
        return share > 0 and self.random() < share


class Line(Generic[Message]):
    """The line to `other`; `broken` makes the error that its callers know, from a sentence."""

    def __init__(self, other: str, broken: Callable[[str], Exception], *, seed: int = 0) -> None:
        self.dice = Dice(seed)
        self._other, self._broken = other, broken
        self._under_way: list[Message] = []

    def send(self, message: Message, now: Shares) -> None:
        """Put a message on the line. Raises when no answer comes back; it may arrive all the same, with the next."""
        is_lost = self.dice.happens(now.loss)
        if is_lost and self.dice.happens(0.5):
            raise self._broken(f"没有连上{self._other}，请稍后再试。")
        self._under_way += [message] * (2 if self.dice.happens(now.duplicates) else 1)
        if is_lost:
            raise self._broken(f"{self._other}的回执没有收到，请稍后再试。")
        if self.dice.happens(now.delay):
            raise self._broken(f"{self._other}超过时间没有回应，请稍后再试。")

    def reach(self, now: Shares) -> None:
        """Ask something that changes nothing: a line that loses calls loses these, too."""
        if self.dice.happens(now.loss):
            raise self._broken(f"没有连上{self._other}，请稍后再试。")

    def arrivals(self, *, is_reordering: bool = False) -> list[Message]:
        """Everything under way arrives, in another order if the line is such a one."""
        arriving, self._under_way = self._under_way, []
        if is_reordering:
            self.dice.shuffle(arriving)
        return arriving
