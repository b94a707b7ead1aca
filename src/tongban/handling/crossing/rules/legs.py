"""The four legs and their clocks (四段时限): they sum to the whole time, and an overrun is exactly one side's; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.worktime.rules import Light, WorkCalendar, add_workdays, workdays_between

from .states import Leg, Place


@dataclass(frozen=True, slots=True)
class Bounds:
    """When each leg began (各段起点): the instants of the four signatures, each at most as early as the next."""

    received_at: datetime
    given_at: datetime | None = None
    taken_at: datetime | None = None
    gave_back_at: datetime | None = None
    returned_at: datetime | None = None

    @property
    def reached(self) -> tuple[datetime, ...]:
        """The instants that have come, in order."""
        every = (self.received_at, self.given_at, self.taken_at, self.gave_back_at, self.returned_at)
        return tuple(each for each in every if each is not None)


@dataclass(frozen=True, slots=True)
class LegClock:
    """One leg with its clock and its owner (一段): `ended_at` is empty while it runs."""

    leg: Leg
    owner: Place
    limit_days: int
    started_at: datetime
    ended_at: datetime | None
    took: timedelta
    due_on: date
    over_days: int

    @property
    def is_running(self) -> bool:
        return self.ended_at is None

    @property
    def is_over(self) -> bool:
        return self.over_days > 0

    @property
    def light(self) -> Light:
        """Red when over, yellow on the last day while it runs, green otherwise."""
        if self.is_over:
            return Light.RED
        is_last = self.ended_at is None and local_day(self.started_at + self.took) == self.due_on
        return Light.YELLOW if is_last else Light.GREEN


def legs(bounds: Bounds, limits: Mapping[str, int], *, at: datetime, calendar: WorkCalendar) -> tuple[LegClock, ...]:
    """The legs that have begun, in order, as of this instant; together they took what passed since the receipt."""
    reached = bounds.reached
    is_done = bounds.returned_at is not None
    ends: Sequence[datetime] = reached if is_done else (*reached, max(at, reached[-1]))
    found = []
    for leg, (start, end) in zip(Leg, pairwise(ends), strict=False):
        is_ended = is_done or end is not ends[-1]
        due_on = add_workdays(local_day(start), limits[leg], calendar=calendar)
        found.append(
            LegClock(
                leg=leg,
                owner=leg.owner,
                limit_days=limits[leg],
                started_at=start,
                ended_at=end if is_ended else None,
                took=end - start,
                due_on=due_on,
                over_days=_over(due_on, local_day(end), calendar),
            )
        )
    return tuple(found)


def elapsed(bounds: Bounds, *, at: datetime) -> timedelta:
    """From the receipt until the result is back at the receiving place, or until now."""
    reached = bounds.reached
    return (bounds.returned_at or max(at, reached[-1])) - bounds.received_at


def answers_for(found: Sequence[LegClock]) -> dict[Leg, Place]:
    """Who answers for what took too long (超期归责): for each such leg exactly one of the two places."""
    return {each.leg: each.owner for each in found if each.is_over}


def _over(due_on: date, day: date, calendar: WorkCalendar) -> int:
    """By how many workdays it is late; an overrun that fell on days off counts as one."""
    return max(1, workdays_between(due_on, day, calendar=calendar)) if day > due_on else 0
