"""Checks on all cores (满核核验): a process for each core, and beside them what the bare signature takes there."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from tongban.foundation.kernel import clock
from tongban.running.folder import DataFolder
from tongban.running.refusal import CannotRun

from . import meters, say
from .checks import Check
from .driving import Drive, percentile, write_requests
from .report import Figures
from .turning import READY, SIGNATURE, Turn

PROCESS = "tongban.running.bench.turning"
Process = subprocess.Popen[str]


@dataclass(frozen=True, slots=True)
class Ground:
    """Where it is measured: the folder, the database's process, seconds for a figure, a process for each core."""

    folder: DataFolder
    database: int
    seconds: float
    started: Sequence[Process]


def measured(checks: Sequence[Check], ground: Ground) -> dict[str, tuple[Drive, Figures]]:
    """Rows of the table; the limit of each is the rate of bare signatures of the very same processes."""
    at, told = clock.now(), list[str]()
    subjects = {each.name: each.subjects(at) for each in checks}
    for name, genuine in subjects.items():
        path = ground.folder.root / f"subjects-{name}"
        write_requests(path, genuine)
        told += [name, str(path)]
    _warm(ground.started, " ".join([at.isoformat(), *told]))
    return {each.name: _measured(each, at, subjects[each.name][0], ground) for each in checks}


def _measured(check: Check, at: datetime, subject: bytes, ground: Ground) -> tuple[Drive, Figures]:
    say(f"测 {check.label}")
    bare = _turns(ground.started, SIGNATURE, ground.seconds)
    before = meters.cpu_seconds(ground.database)
    turns = _turns(ground.started, check.name, ground.seconds)
    database = meters.cpu_seconds(ground.database) - before
    return drive_of(turns), figures_of(turns, bare, database, _statements(check, at, subject, ground))


def drive_of(turns: Sequence[Turn]) -> Drive:
    """All processes as one: their checks together, in the time of the slowest."""
    spent = sorted(each for one in turns for each in one.spent)
    p50, p95, p99 = (round(percentile(spent, share) * 1000, 2) for share in (0.50, 0.95, 0.99))
    return Drive(len(spent), max(each.seconds for each in turns), p50, p95, p99, sum(each.errors for each in turns))


def figures_of(turns: Sequence[Turn], bare: Sequence[Turn], database: float, statements: int) -> Figures:
    """The row; `cpu_ms_web` is the processor time of the checking processes, who stand for the web's."""
    drive, rps, limit = drive_of(turns), sum(each.rate for each in turns), sum(each.rate for each in bare)
    return Figures(
        rps=round(rps, 1),
        limit_rps=round(limit, 1),
        ratio=round(rps / limit, 3),
        p50_ms=drive.p50_ms,
        p95_ms=drive.p95_ms,
        p99_ms=drive.p99_ms,
        cpu_ms_web=round(sum(each.cpu_seconds for each in turns) * 1000 / drive.requests, 3),
        cpu_ms_db=round(database * 1000 / drive.requests, 3),
        statements=statements,
    )


@contextmanager
def processes(environ: Mapping[str, str], *, wanted: bool) -> Iterator[list[Process]]:
    """One for each core, none if they are not wanted; they make themselves ready while other things are done."""
    pipe = subprocess.PIPE
    started = [
        subprocess.Popen([sys.executable, "-m", PROCESS], env=environ, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        for _ in range(len(os.sched_getaffinity(0)) if wanted else 0)
    ]
    try:
        yield started
    finally:
        for each in started:
            each.kill()
            each.communicate()


def _warm(started: Sequence[Process], told: str) -> None:
    """Tell all of them what is checked, and wait until they have tried it."""
    for each in started:
        _tell(each, told)
    if any(_said(each) != READY for each in started):
        raise CannotRun("核验没有测成：核验进程没有准备好。")


def _turns(started: Sequence[Process], what: str, seconds: float) -> list[Turn]:
    """The same turn in all processes at once."""
    for each in started:
        _tell(each, f"{what} {seconds}")
    return [Turn(**json.loads(_said(each))) for each in started]


def _tell(process: Process, line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def _said(process: Process) -> str:
    """The next line of a process; CannotRun with its own words when it ended instead."""
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    if not line:
        assert process.stderr is not None
        raise CannotRun(f"核验进程没有答完：{process.stderr.read().strip()[-300:]}")
    return line


def _statements(check: Check, at: datetime, subject: bytes, ground: Ground) -> int:
    """What one check sends to the database, once everything that is kept ready is ready."""
    holds = check.at(at)
    holds(subject)
    with meters.statements_logged():
        return meters.count_statements(ground.folder.log / "postgres.log", lambda: holds(subject))
