"""When to tell that a licence runs out (到期提醒): 90, 60 and 30 days before its last day; 行政许可法 第五十条."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

BASIS = "行政许可法 第五十条"
THRESHOLDS = (90, 60, 30)


def threshold_of(valid_to: date, on: date) -> int | None:
    """Which reminder is due: the nearest threshold that has been reached; None too early, and when it is over.

    A round that was missed tells the nearer one only, for nobody is helped by three messages at once.
    """
    left = (valid_to - on).days
    return min((each for each in THRESHOLDS if 0 <= left <= each), default=None)


class DayKind(StrEnum):
    """What falls on a day of an enterprise (日程类别)."""

    CORRECTION = "correction"
    LICENSE = "license"
    CASE = "case"

    @property
    def label(self) -> str:
        return {"correction": "补正截止", "license": "证照到期", "case": "最迟办到这一步"}[self.value]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day that counts for an enterprise (日程): what, until when, and to which case or licence it belongs."""

    on: date
    kind: DayKind
    what: str
    number: str

    @property
    def uid(self) -> str:
        return f"{self.kind}-{self.number}-{self.on:%Y%m%d}"
