"""In which order the doors of a day are visited (上门路线): by time, then as placed, then by street; pure."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Stop(Protocol):
    """A door on the way: its time, the place that somebody gave it, and where it is."""

    @property
    def begins(self) -> str: ...
    @property
    def place(self) -> int | None: ...
    @property
    def street(self) -> str: ...
    @property
    def key(self) -> int: ...


Door = TypeVar("Door", bound=Stop)


def in_order(stops: Iterable[Door]) -> list[Door]:
    """The order of the day; doors of one street follow one another within the same slot."""
    return sorted(stops, key=lambda each: (each.begins, each.place is None, each.place or 0, each.street, each.key))
