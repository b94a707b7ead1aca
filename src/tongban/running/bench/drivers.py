"""The load generator seen from the run (压测进程): started once, given one turn after the other."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from tongban.running.refusal import CannotRun
from tongban.running.serving import Place

from .driving import Drive, Turn

PROCESS = "tongban.running.bench.driving"


class Driver:
    """The load generator, in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def turn(self, turn: Turn, label: str) -> Drive:
        """One turn of it; CannotRun with its own words when it failed."""
        told, said = self._process.stdin, self._process.stdout
        assert told is not None
        assert said is not None
        told.write(msgspec.json.encode(turn).decode() + "\n")
        told.flush()
        if not (line := said.readline()):
            assert self._process.stderr is not None
            raise CannotRun(f"“{label}”没有测成：{self._process.stderr.read().strip()[-300:]}")
        return msgspec.json.decode(line, type=Drive)


@contextmanager
def driving(place: Place, clients: int) -> Iterator[Driver]:
    """A load generator for the length of a block."""
    command, pipe = [sys.executable, "-m", PROCESS, place.host, str(place.port), str(clients)], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield Driver(process)
        finally:
            process.kill()
