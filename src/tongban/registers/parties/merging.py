"""Two entries of one person become one (合并重复登记): each module moves its own rows from the one to the other.

`config/wiring.py` fills the table once at start, because this register knows none of those who refer to it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Merger:
    """From which party to which, by id; and from which account to which, if both had one."""

    keep: int
    drop: int
    keep_account: int | None = None
    drop_account: int | None = None


Moved = Mapping[str, int | list[str]]
Mover = Callable[[Merger], Moved]

MOVERS: dict[str, Mover] = {}
