"""How far people have to the next terminal (终端覆盖): from every community and village, as the crow flies; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from tongban.registers.servicemap.rules.distance import Point, metres_between

NEAR_METRES = 1000
"""What counts as near: a quarter of an hour on foot (十五分钟步行)."""


@dataclass(frozen=True, slots=True)
class Reach:
    """A community or village, and how far its next terminal is, in metres; None where there is none at all."""

    code: str
    name: str
    metres: float | None
    point: Point | None = None

    @property
    def is_near(self) -> bool:
        """Is there one within a kilometre?"""
        return self.metres is not None and self.metres <= NEAR_METRES


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole city, the farthest first."""

    rows: tuple[Reach, ...]

    @property
    def near(self) -> int:
        """How many have one within a kilometre."""
        return sum(each.is_near for each in self.rows)

    @property
    def share(self) -> float | None:
        """The share of homes that have one within a kilometre."""
        return self.near / len(self.rows) if self.rows else None

    @property
    def middle(self) -> float | None:
        """The median distance in metres."""
        known = [each.metres for each in self.rows if each.metres is not None]
        return median(known) if known else None


def coverage(homes: Iterable[tuple[str, str, Point]], terminals: Sequence[Point]) -> Coverage:
    """From each home (code, name, position) to the nearest terminal."""
    rows = [
        Reach(code, name, min((metres_between(point, each) for each in terminals), default=None), point)
        for code, name, point in homes
    ]
    far = float("inf")
    return Coverage(tuple(sorted(rows, key=lambda each: (-(far if each.metres is None else each.metres), each.code))))
