"""How long ago somebody last said that a guide is right (指南核对), as a light; pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Freshness(StrEnum):
    """The light of a guide (指南核对灯): green, yellow, red."""

    FRESH = "fresh"
    STALE = "stale"
    OVERDUE = "overdue"

    @property
    def label(self) -> str:
        return {"fresh": "核对过", "stale": "该核对了", "overdue": "很久没核对"}[self]


@dataclass(frozen=True, slots=True)
class ReviewPolicy:
    """After how many days without a look a guide turns yellow, and red; R-090 says 180, and a year."""

    yellow_after: int = 180
    red_after: int = 365

    def __post_init__(self) -> None:
        assert 0 < self.yellow_after < self.red_after, "yellow comes before red"

    def light(self, seen_on: date, *, on: date) -> Freshness:
        """A guide that was looked at `yellow_after` days ago is still green on that day."""
        days = (on - seen_on).days
        if days > self.red_after:
            return Freshness.OVERDUE
        return Freshness.STALE if days > self.yellow_after else Freshness.FRESH


DEFAULT_POLICY = ReviewPolicy()
