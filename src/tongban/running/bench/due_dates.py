"""How long 100,000 due dates take (到期日测速): one process, processor time, no database.

`python -m tongban.running.bench.due_dates` tells it as JSON for three kinds of work: a day's intake, where many begin
on one day under one limit; limits that are all different; and those with pauses and an extension.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.worktime.rules import Extension, Limit, Pause, Unit, due, shipped_calendar

COUNT = 100_000
FIRST = datetime(2024, 1, 2, 8, 30, tzinfo=LOCAL)
DAYS = 1000
LIMITS = tuple(Limit(value, Unit.WORKDAY) for value in (1, 3, 5, 10, 15, 20, 45))
LONGEST = 100
Work = Callable[[int], Iterator[object]]


def alike(count: int) -> Iterator[date]:
    """As they come: a thousand days, seven limits, every instant of its own."""
    calendar = shipped_calendar()
    for turn in range(count):
        start = FIRST + timedelta(days=turn % DAYS, seconds=turn % 30_000)
        yield due(start, LIMITS[turn % len(LIMITS)], calendar=calendar).due_on


def different(count: int) -> Iterator[date]:
    """No two of one day and one limit: nothing that was reckoned before helps."""
    calendar = shipped_calendar()
    for turn in range(count):
        limit = Limit(turn % LONGEST + 1, Unit.WORKDAY if turn % 2 else Unit.DAY)
        yield due(FIRST + timedelta(days=turn // LONGEST % DAYS), limit, calendar=calendar).due_on


def paused(count: int) -> Iterator[date]:
    """Each with two pauses and an extension of its own."""
    calendar, first = shipped_calendar(), FIRST.date()
    for turn in range(count):
        begun = first + timedelta(days=turn % DAYS)
        pauses = [Pause(begun + timedelta(days=day), begun + timedelta(days=day + 2), "听证") for day in (3, 9)]
        longer = [Extension(Limit(turn // DAYS + 1, Unit.WORKDAY), "经批准")]
        yield due(begun, LIMITS[turn % 7], pauses=pauses, extensions=longer, calendar=calendar).due_on


WORKS: dict[str, Work] = {"alike": alike, "different": different, "paused": paused}


def seconds(work: Work, count: int) -> float:
    """Processor time of so many due dates."""
    began = time.process_time()
    for _ in work(count):
        pass
    return time.process_time() - began


def main() -> None:
    shipped_calendar()
    json.dump({name: round(seconds(work, COUNT), 3) for name, work in WORKS.items()}, sys.stdout)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
