"""How long 100,000 due dates take (到期日测速): one process, processor time, no database.

`python -m tongban.running.bench.due_dates` tells it as JSON for three kinds of work: a day's intake, where many begin
on one day under one limit; limits that are all different; and those with pauses and an extension.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.worktime.rules import Extension, Limit, Pause, Unit, due, shipped_calendar

COUNT = 100_000
FIRST = datetime(2024, 1, 2, 8, 30, tzinfo=LOCAL)
DAYS = 1000
LIMITS = tuple(Limit(value, Unit.WORKDAY) for value in (1, 3, 5, 10, 15, 20, 45))
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A limit that began, as it lies in the register."""

    start: date | datetime
    limit: Limit
    pauses: Sequence[Pause] = ()
    extensions: Sequence[Extension] = ()


def alike(turn: int) -> Asked:
    """As they come: a thousand days, seven limits, every instant of its own."""
    return Asked(FIRST + timedelta(days=turn % DAYS, seconds=turn % 30_000), LIMITS[turn % len(LIMITS)])


def different(turn: int) -> Asked:
    """No two of one day and one limit: nothing that was reckoned before helps."""
    limit = Limit(turn % LONGEST + 1, Unit.WORKDAY if turn % 2 else Unit.DAY)
    return Asked(FIRST + timedelta(days=turn // LONGEST % DAYS), limit)


def paused(turn: int) -> Asked:
    """Each with two pauses and an extension of its own."""
    begun = FIRST.date() + timedelta(days=turn % DAYS)
    pauses = [Pause(begun + timedelta(days=day), begun + timedelta(days=day + 2), "听证") for day in (3, 9)]
    longer = [Extension(Limit(turn // DAYS + 1, Unit.WORKDAY), "经批准")]
    return Asked(begun, LIMITS[turn % len(LIMITS)], pauses, longer)


WORKS: dict[str, Callable[[int], Asked]] = {"alike": alike, "different": different, "paused": paused}


def reckoned(asked: Sequence[Asked]) -> list[date]:
    calendar = shipped_calendar()
    return [
        due(each.start, each.limit, pauses=each.pauses, extensions=each.extensions, calendar=calendar).due_on
        for each in asked
    ]


def seconds(work: Callable[[int], Asked], count: int) -> float:
    """Processor time of so many due dates."""
    asked = [work(turn) for turn in range(count)]
    shipped_calendar()
    began = time.process_time()
    reckoned(asked)
    return time.process_time() - began


def main() -> None:
    json.dump({name: round(seconds(work, COUNT), 3) for name, work in WORKS.items()}, sys.stdout)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
