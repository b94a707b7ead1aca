"""Checks on all cores (满核核验): a process for each core, and beside them what the bare signature takes there."""

import multiprocessing
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from django.db import connections

from tongban.config.settings import database
from tongban.foundation.kernel import clock
from tongban.running.refusal import CannotRun

from . import meters, say
from .checks import Check, bare_signature
from .driving import Drive
from .report import Figures
from .turning import READY, Turn, Way, serve

SIGNATURE = "signature"
FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Ground:
    """Where it is measured: the database's address and process, its log, and seconds for a figure."""

    address: str
    database: int
    log: Path
    seconds: float


def measured(checks: Sequence[Check], ground: Ground) -> dict[str, tuple[Drive, Figures]]:
    """Rows of the table; the limit of all is the rate of bare signatures of the very same processes."""
    at, ways = clock.now(), {SIGNATURE: (bare_signature(), [b""])}
    ways |= {each.name: (each.at(at), each.subjects(at)) for each in checks}
    with _processes(ways, ground) as started:
        bare = _turns(started, SIGNATURE)
        rows = {each.name: _measured(each, bare, ground, started) for each in checks}
    with meters.statements_logged():
        counted = {each.name: _statements(ways[each.name], ground) for each in checks}
    return {name: (drive, replace(row, statements=counted[name])) for name, (drive, row) in rows.items()}


def _measured(
    check: Check, bare: Sequence[Turn], ground: Ground, started: Sequence[Connection]
) -> tuple[Drive, Figures]:
    say(f"测 {check.label}")
    before = meters.cpu_seconds(ground.database)
    turns = _turns(started, check.name)
    return drive_of(turns), figures_of(turns, bare, meters.cpu_seconds(ground.database) - before)


def drive_of(turns: Sequence[Turn]) -> Drive:
    """All processes as one: their checks together, in the time of the slowest."""
    spent = sorted(each for one in turns for each in one.spent)
    return Drive(max(each.seconds for each in turns), len(spent), spent, sum(each.errors for each in turns))


def figures_of(turns: Sequence[Turn], bare: Sequence[Turn], database: float) -> Figures:
    """The row, without its statements; `cpu_ms_web` is the processor time of the checking processes, who stand for
    the web's."""
    drive, rps, limit = drive_of(turns), sum(each.rate for each in turns), sum(each.rate for each in bare)
    return Figures(
        rps=round(rps, 1),
        limit_rps=round(limit, 1),
        ratio=round(rps / limit, 3),
        p50_ms=drive.ms(0.50),
        p95_ms=drive.ms(0.95),
        p99_ms=drive.ms(0.99),
        cpu_ms_web=round(sum(each.cpu_seconds for each in turns) * 1000 / drive.requests, 3),
        cpu_ms_db=round(database * 1000 / drive.requests, 3),
    )


@contextmanager
def _processes(ways: Mapping[str, Way], ground: Ground) -> Iterator[list[Connection]]:
    """The lines to a process for each core, all of them warm; each is a fork, and nobody shares a connection."""
    connections.close_all()
    arguments: tuple[Any, ...] = (ways, database(ground.address), ground.seconds)
    started, lines = [], list[Connection]()
    try:
        for _ in range(len(os.sched_getaffinity(0))):
            near, far = FORK.Pipe()
            started.append(FORK.Process(target=serve, args=(far, *arguments), daemon=True))
            started[-1].start()
            far.close()
            lines.append(near)
        if any(_said(each) != READY for each in lines):
            raise CannotRun("核验没有测成：核验进程没有准备好。")
        yield lines
    finally:
        for each in started:
            each.kill()
            each.join()


def _turns(lines: Sequence[Connection], name: str) -> list[Turn]:
    """The same turn in all processes at once."""
    for each in lines:
        each.send(name)
    return [_said(each) for each in lines]


def _said(line: Connection) -> Any:
    """What a process says next; CannotRun when it ended instead, which it tells on standard error."""
    try:
        return line.recv()
    except EOFError:
        raise CannotRun("核验进程没有答完。原因见上面它自己的话。") from None


def _statements(way: Way, ground: Ground) -> int:
    """What one check sends to the database, once everything that is kept ready is ready."""
    holds, subjects = way
    holds(subjects[0])
    return meters.count_statements(ground.log, lambda: holds(subjects[0]))
