"""From a clock's plan to its dates (时限计算): the only place where cases and the calendar meet."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

import msgspec

from tongban.foundation.worktime.rules import (
    Counting,
    Due,
    Extension,
    Light,
    Limit,
    Pause,
    Remaining,
    Unit,
    WorkCalendar,
    due,
    light,
    remaining,
)
from tongban.registers.catalog.content import Span

from .clocks import ClockKind, ClockPlan


class RunningClock(Protocol):
    """What the reckoning needs to know of a clock."""

    @property
    def kind(self) -> str: ...
    @property
    def limit_value(self) -> int: ...
    @property
    def limit_unit(self) -> str: ...
    @property
    def extended_by(self) -> int: ...
    @property
    def counting(self) -> str: ...
    @property
    def started_at(self) -> datetime: ...


class SpecialTime(Protocol):
    """What the reckoning needs to know of a special procedure."""

    @property
    def name(self) -> str: ...
    @property
    def started_on(self) -> date: ...
    @property
    def expected_on(self) -> date: ...
    @property
    def finished_on(self) -> date | None: ...


class Reading(msgspec.Struct, frozen=True):
    """A clock as it reads on a day: its end, its light, and the words beside it."""

    due: Due
    light: Light
    remaining: Remaining


def pause_of(run: SpecialTime, *, until: date) -> Pause:
    """The days that a special procedure takes out of the limits, both included; an open one reaches to `until`.

    Never beyond the day that the applicant was told in writing (行政许可法 第四十五条): the rest is counted.
    """
    return Pause(run.started_on, max(min(run.finished_on or until, run.expected_on), run.started_on), run.name)


def limit_of(span: Span) -> Limit:
    return Limit(span.value, Unit(span.unit))


def plan_due(plan: ClockPlan, calendar: WorkCalendar) -> Due:
    """When a clock that starts now is over."""
    return due(plan.started_at, limit_of(plan.limit), counting=Counting(plan.counting), calendar=calendar)


def clock_due(clock: RunningClock, pauses: Sequence[Pause], calendar: WorkCalendar) -> Due:
    """When this clock is over, with the pauses that reach its kind and its extension."""
    extended = Extension(Limit(clock.extended_by, Unit.WORKDAY), "经批准延长") if clock.extended_by else None
    return due(
        clock.started_at,
        Limit(clock.limit_value, Unit(clock.limit_unit)),
        counting=Counting(clock.counting),
        pauses=pauses if ClockKind(clock.kind).is_paused_by_special else (),
        extensions=(extended,) if extended else (),
        calendar=calendar,
    )


def read_clock(
    clock: RunningClock, pauses: Sequence[Pause], calendar: WorkCalendar, *, on: date, ended_on: date | None
) -> Reading:
    """The clock on a day; a stopped clock is read on the day it stopped."""
    return reading_of(clock_due(clock, pauses, calendar), on=ended_on or on)


def reading_of(found: Due, *, on: date) -> Reading:
    """The reading of an end that was reckoned already."""
    left = remaining(found, on)
    return Reading(found, light(left), left)
