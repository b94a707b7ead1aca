"""Attendance (考勤): what signing on and off says about a session that somebody was rostered for; pure. R-187."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

GRACE: Final = timedelta(minutes=5)
"""So much is neither late nor early: clocks differ, and a visit may end a little before."""


class Presence(StrEnum):
    """How a session was attended (出勤情况)."""

    COMING = "coming"
    THERE = "there"
    WHOLE = "whole"
    LATE = "late"
    EARLY = "early"
    LATE_AND_EARLY = "late_early"
    ABSENT = "absent"
    ON_LEAVE = "leave"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def kind(self) -> str:
        """In which colour it is shown."""
        return {"whole": "done", "there": "info", "coming": "plain", "leave": "plain"}.get(self.value, "warn")


_LABELS = {
    Presence.COMING: "还没签到",
    Presence.THERE: "在岗",
    Presence.WHOLE: "正常",
    Presence.LATE: "迟到",
    Presence.EARLY: "早退",
    Presence.LATE_AND_EARLY: "迟到并早退",
    Presence.ABSENT: "缺勤",
    Presence.ON_LEAVE: "请假",
}


@dataclass(frozen=True, slots=True)
class Stay:
    """One time at a window: signed on, and off unless it still goes on."""

    on_at: datetime
    off_at: datetime | None


def attended(
    begins: datetime, ends: datetime, stays: Iterable[Stay], *, at: datetime, is_on_leave: bool = False
) -> Presence:
    """How a session from `begins` to `ends` was attended, as of `at`."""
    if is_on_leave:
        return Presence.ON_LEAVE
    within = sorted(
        (each for each in stays if each.on_at < ends and (each.off_at is None or each.off_at > begins)),
        key=lambda each: each.on_at,
    )
    if not within:
        return Presence.COMING if at < ends else Presence.ABSENT
    is_late = within[0].on_at > begins + GRACE
    last = within[-1].off_at
    if at < ends and last is None:
        return Presence.LATE if is_late else Presence.THERE
    is_early = last is not None and last < ends - GRACE and max(each.off_at or ends for each in within) < ends - GRACE
    if is_late:
        return Presence.LATE_AND_EARLY if is_early else Presence.LATE
    return Presence.EARLY if is_early else Presence.WHOLE
