"""In which order numbers are called (叫号次序): by the time of coming, with a head start for some; pure. Plan 四(七)1.

Whoever has priority counts as having come some minutes earlier than they did, and so does who booked and came in
time. The earliest is called first. That is the whole rule, and it gives what a hall needs: within a kind the order is
that of time, whoever has priority waits less, and nobody is ever passed by somebody who came more than the head
start later, so that nobody starves, however many have priority.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

COMES_BACK_AFTER = 3
"""Whoever missed the call and comes back is behind this many (过三号)."""
EARLY = timedelta(minutes=30)
"""So long before the booked slot one counts as in time."""


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """The place of a number in the order: its time, and among equals the number that was drawn first."""

    at: datetime
    key: int


def turn_at(came_at: datetime, earlier: timedelta) -> datetime:
    """From when a number counts as waiting."""
    return came_at - earlier


def next_up(waiting: Iterable[Turn]) -> Turn | None:
    """Whose turn it is; the database orders by the same two columns."""
    return min(waiting, default=None)


def before(mine: Turn, waiting: Iterable[Turn]) -> int:
    """How many are called before me, if nobody with priority comes (前面还有几位)."""
    return sum(each < mine for each in waiting)


def comes_back_at(waiting: Sequence[datetime], *, at: datetime) -> datetime:
    """The turn of somebody who missed the call: behind the next three, or at once when fewer wait."""
    ahead = sorted(waiting)[:COMES_BACK_AFTER]
    return min(at, ahead[-1] + timedelta(microseconds=1)) if ahead else at


def is_in_time(came_at: datetime, starts_at: datetime, ends_at: datetime) -> bool:
    """Did who booked come for the slot: not much before it, not after it? Others wait as everybody does."""
    return starts_at - EARLY <= came_at <= ends_at
