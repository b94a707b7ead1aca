"""Guiding from the door to the result (全程导引): who guides, what is to be done, how fast one was met; pure. R-165."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import fmean


class GuidanceStatus(StrEnum):
    """Where a guidance stands: named and on the way to the visitor, at the visitor's side, over."""

    NEW = "new"
    NAMED = "named"
    GUIDING = "guiding"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return {"new": "安排中", "named": "导引员正过来", "guiding": "导引中", "ended": "导引结束"}[self]


UNDER_WAY = frozenset({GuidanceStatus.NAMED, GuidanceStatus.GUIDING})
"""A visitor is guided, and has a named guide."""


class GuideTask(StrEnum):
    """What a guide does, in this order (导引任务); what must not be left out is `is_due`."""

    PREPARED = "prepared"
    SEATED = "seated"
    AT_WINDOW = "at_window"
    EXPLAINED = "explained"
    SEEN_OFF = "seen_off"

    @property
    def label(self) -> str:
        return {
            "prepared": "问清办什么事，看过材料，帮着填表",
            "seated": "带到等候的地方坐下",
            "at_window": "叫到号，陪到窗口",
            "explained": "结果和下一步说明白",
            "seen_off": "送到门口",
        }[self]

    @property
    def is_due(self) -> bool:
        return self in (GuideTask.AT_WINDOW, GuideTask.EXPLAINED)


class GuidanceEnd(StrEnum):
    """How it ended (导引结果)."""

    DONE = "done"
    DECLINED = "declined"
    GONE = "gone"
    OVERNIGHT = "overnight"

    @property
    def label(self) -> str:
        return {
            "done": "从进门陪到出结果",
            "declined": "本人不用导引",
            "gone": "人走了",
            "overnight": "当天没有登记结束",
        }[self]


BROKEN_OFF = (GuidanceEnd.DECLINED, GuidanceEnd.GONE)
"""What a guide may say when it ends before the result."""


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody at a place who could guide now: is this their post, how many they guide, since when they do no more."""

    staff_id: int
    is_post: bool
    guiding: int
    last_at: datetime | None = None


def whom(there: Iterable[OnDuty]) -> OnDuty | None:
    """Who is named: a guide by post before others, then whoever guides fewest, then whoever had none for longest."""
    rows = sorted(there, key=_first)
    return rows[0] if rows else None


def _first(each: OnDuty) -> tuple[bool, int, float, int]:
    since = each.last_at.timestamp() if each.last_at is not None else 0.0
    return (not each.is_post, each.guiding, since, each.staff_id)


def left_out(done: Iterable[str]) -> tuple[GuideTask, ...]:
    """What must be done before a guidance may end with a result, and was not."""
    ticked = set(done)
    return tuple(each for each in GuideTask if each.is_due and each not in ticked)


@dataclass(frozen=True, slots=True)
class Met:
    """How fast visitors were met (见面用时): how many were guided, how many were met, in time, minutes until then."""

    guided: int
    met: int
    in_time: int
    mean: float | None
    longest: float | None

    @property
    def percent(self) -> int | None:
        """及时率: of those who were met or should have been; None when nobody was."""
        return round(100 * self.in_time / self.guided) if self.guided else None


def met(rows: Sequence[tuple[datetime, datetime | None]], *, within: timedelta, at: datetime) -> Met:
    """Of (named at, met at): who was not met yet counts once the time is over, and before that not at all."""
    counted = [(since, until) for since, until in rows if until is not None or at - since > within]
    waits = [(until - since) for since, until in counted if until is not None]
    minutes = [each.total_seconds() / 60 for each in waits]
    return Met(
        guided=len(counted),
        met=len(waits),
        in_time=sum(each <= within for each in waits),
        mean=fmean(minutes) if minutes else None,
        longest=max(minutes, default=None),
    )
