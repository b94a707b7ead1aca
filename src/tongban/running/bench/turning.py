"""One process of checks (核验进程): it checks what it was given again and again, by the functions behind the pages.

It is a fork of the run, so that everything is imported once. It talks to the database under the web's role, on a
connection of its own; it says `READY` once it is warm, and answers the name of each way with one turn of it.
"""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from multiprocessing.connection import Connection
from typing import Any

from django.db import connection

READY = "ready"
WARM_SECONDS = 0.2

Way = tuple[Callable[[bytes], bool], Sequence[bytes]]
"""What is done, and to what in turn."""


@dataclass
class Turn:
    """What one process did in its time: seconds on the clock and of the processor, and of each check."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    errors: int = 0
    spent: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.spent) / self.seconds


def turn(holds: Callable[[bytes], bool], subjects: Sequence[bytes], seconds: float) -> Turn:
    """Check the subjects in a circle until the time is over; a genuine one that is not found so is an error."""
    done, around = Turn(), cycle(subjects)
    cpu, now = time.process_time(), time.perf_counter()
    began = now
    while now - began < seconds:
        before = now
        done.errors += not holds(next(around))
        now = time.perf_counter()
        done.spent.append(now - before)
    done.seconds, done.cpu_seconds = now - began, time.process_time() - cpu
    return done


def serve(line: Connection, ways: Mapping[str, Way], database: Mapping[str, Any], seconds: float) -> None:
    """A turn of so many seconds for each name that comes, until the process is ended."""
    gc.freeze()  # as the web's processes do: what was there before is not looked through again
    connection.settings_dict.update(database)
    for way in ways.values():
        turn(*way, WARM_SECONDS)
    line.send(READY)
    while True:
        line.send(turn(*ways[line.recv()], seconds))
