"""Who is touched by a change of a list (影响范围): upper storeys answer for what hangs on an option.

`config/wiring.py` fills the table at start. A kind that nobody answers for is not shown: a house without bundles says
nothing of bundles.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Affected:
    """One thing that hangs on an option (受影响的一件): its number and state, and nothing of anybody's person."""

    key: int
    number: str
    state: str
    since: datetime


class Touches(Protocol):
    """One kind of thing that hangs on options, such as running cases (在办件)."""

    @property
    def label(self) -> str:
        """What it is called on the page."""
        ...

    @property
    def what_happens(self) -> str:
        """What the change does to it, in a sentence."""
        ...

    def count(self, option_codes: Sequence[str], *, at: datetime) -> int: ...

    def page(self, option_codes: Sequence[str], *, at: datetime, after: int = 0, most: int = 50) -> Sequence[Affected]:
        """Those with a greater key than `after`, in their order."""
        ...


class Workload(Protocol):
    """How many applications came in each month (月办件量)."""

    def __call__(self, option_codes: Sequence[str], *, until: date, months: int) -> Sequence[int]:
        """The counts of the whole months before the month of `until`, the oldest first."""
        ...


def no_cases(option_codes: Sequence[str], *, until: date, months: int) -> Sequence[int]:
    """A house in which nothing is handled."""
    return []


@dataclass(slots=True)
class Table:
    """The kinds of things that hang on options, and who counts the months."""

    kinds: dict[str, Touches] = field(default_factory=dict)
    workload: Workload = no_cases


TOUCHES = Table()
