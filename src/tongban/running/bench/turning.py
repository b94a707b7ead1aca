"""One process of checks (核验进程): it checks what it was given again and again, by the functions behind the pages.

`python -m tongban.running.bench.turning` reads the instant and the files of subjects from its first line (`INSTANT
CHECK FILE CHECK FILE …`), and says `ready` once it is warm. Each line that it reads then (`CHECK SECONDS`, or
`signature SECONDS` for the bare verification of signatures) is a turn, and is answered with one line of JSON. There is
one such process for each core.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from importlib import import_module
from itertools import cycle
from pathlib import Path

import django

from tongban.running.opening import SETTINGS, SETTINGS_VARIABLE

from .driving import read_requests

CHECKS = "tongban.running.bench.checks"
READY = "ready"
SIGNATURE = "signature"
WARM_SECONDS = 0.3


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


def main() -> None:
    os.environ.setdefault(SETTINGS_VARIABLE, SETTINGS)
    django.setup()
    checks = import_module(CHECKS)  # what it imports has models
    instant, *told = sys.stdin.readline().split()
    at = datetime.fromisoformat(instant)
    ways = {SIGNATURE: (checks.bare_signature(), [b""])}
    for name, path in zip(told[::2], told[1::2], strict=True):
        ways[name] = (checks.named(name).at(at), read_requests(Path(path)))
    for holds, subjects in ways.values():
        turn(holds, subjects, WARM_SECONDS)
    print(READY, flush=True)
    for line in sys.stdin:
        asked, seconds = line.split()
        print(json.dumps(asdict(turn(*ways[asked], float(seconds)))), flush=True)


if __name__ == "__main__":
    main()
