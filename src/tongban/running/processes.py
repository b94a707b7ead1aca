"""Keeping processes running (进程看护): start, restart, forward what they say, stop in order, leave no orphan."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tongban.running.folder import DataFolder
from tongban.running.refusal import CannotRun

SUPERVISED_VARIABLE = "TONGBAN_SUPERVISED_FOR"
FIRST_DELAY = 0.5
LONGEST_DELAY = 30.0
SETTLED_SECONDS = 60.0
ENDS_BEFORE_READY = 2
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOG_LIMIT = 16 * 1024 * 1024
LOG_KEPT_SECONDS = 184 * 24 * 3600
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


def _end_with_parent() -> None:
    """Between fork and exec: ask the kernel to end this process when the supervisor dies, however it dies."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One process that is to run: its command, and how long it may take to finish what it is doing."""

    name: str
    command: Sequence[str]
    environ: Mapping[str, str]
    patience: float
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    delay: float = FIRST_DELAY
    start_at: float = 0.0
    ends: int = 0

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self, log: Path, show: bool) -> None:
        """Start it in a group of its own, so that a Ctrl-C at the terminal reaches only the supervisor."""
        rotate(log)
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=dict(self.environ),
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - one prctl; no lock is taken between fork and exec
        )
        threading.Thread(target=forward, args=(self.process, self.name, log, show), daemon=True).start()

    def note_end(self, now: float) -> None:
        """It ended by itself: clear away what it left behind, and wait longer each time before the next start."""
        assert self.process is not None
        self.kill()
        self.ends += 1
        settled = now - self.started > SETTLED_SECONDS
        self.delay = FIRST_DELAY if settled else min(self.delay * 2, LONGEST_DELAY)
        self.start_at = now + self.delay
        self.process = None

    def stop(self) -> None:
        """Ask it to end, wait as long as its patience says, then end its whole group."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(self.patience)
        self.kill()

    def kill(self) -> None:
        """End it and every process that it started, at once."""
        self.signal_group(signal.SIGKILL)
        if self.process is not None:
            self.process.wait()

    def signal_group(self, how: signal.Signals) -> None:
        """Send a signal and do not wait: safe inside a signal handler, where waiting could lock itself out."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, how)


@dataclass
class Supervisor:
    """Keeps the children of one data folder, and with `keep_up` what they need, running until told to stop."""

    folder: DataFolder
    children: Sequence[Child]
    keep_up: Callable[[], bool] = lambda: False
    say: Callable[[str], None] = print
    show: bool = True
    _stop: threading.Event = field(default_factory=threading.Event)
    _signals: int = 0

    def run(self, is_ready: Callable[[], bool], when_ready: Callable[[], None], within: float = 60.0) -> None:
        """Start the children in order, report readiness once, then watch until a signal to stop arrives."""
        heard = [how for how in STOPS if signal.getsignal(how) is not signal.SIG_IGN or how is not signal.SIGHUP]
        previous = {how: signal.signal(how, self._told) for how in heard}  # nohup means it: a hang-up stays ignored
        try:
            self._start_missing()
            self._wait_for(is_ready, within)
            if not self._stop.is_set():
                when_ready()
            while not self._stop.wait(0.2):
                self._start_missing()
                self._keep_up()
        finally:
            for child in self.children:
                child.stop()
            for how, handler in previous.items():
                signal.signal(how, handler)

    def _told(self, _number: int, _frame: FrameType | None) -> None:
        """The first signal stops in order, the second at once."""
        self._signals += 1
        self._stop.set()
        if self._signals > 1:
            for child in self.children:
                child.signal_group(signal.SIGKILL)

    def _wait_for(self, is_ready: Callable[[], bool], within: float) -> None:
        deadline = time.monotonic() + within
        while not self._stop.is_set() and not is_ready():
            self._start_missing()
            broken = [child.name for child in self.children if child.ends >= ENDS_BEFORE_READY]
            if broken or time.monotonic() > deadline:
                name = broken[0] if broken else self.children[0].name
                raise CannotRun(f"{name} 没有启动成功。原因见 {self.folder.log / name}.log 的最后几行。")
            self._stop.wait(0.05)

    def _keep_up(self) -> None:
        """What the children need, above all the database; while it cannot be had we try on, and say so."""
        try:
            if self.keep_up():
                self.say("数据库意外结束，已自动重新启动。")
        except CannotRun as refusal:
            self.say(str(refusal))
            self._stop.wait(FIRST_DELAY)

    def _start_missing(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if child.process is not None and not child.is_running:
                self.say(f"{child.name} 意外结束（代码 {child.process.returncode}），将自动重新启动。")
                child.note_end(now)
            if child.process is None and now >= child.start_at and not self._stop.is_set():
                child.start(self.folder.log / f"{child.name}.log", self.show)


def forward(process: subprocess.Popen[bytes], name: str, log: Path, show: bool) -> None:
    """Copy what a process says to its log, and with its name in front to the console, until it ends."""
    assert process.stdout is not None
    with log.open("ab", buffering=0) as kept, process.stdout as said:
        for line in said:
            kept.write(line)
            if show:
                with suppress(OSError, ValueError):  # the terminal may be gone; the log is not
                    sys.stderr.write(f"{name:>6} | {line.decode('utf-8', errors='replace')}")


def rotate(log: Path, *, now: float | None = None) -> None:
    """Put a log that has grown large aside under its second; what is half a year old goes (网络安全法 第二十三条)."""
    at = time.time() if now is None else now
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(f".log.{time.strftime('%Y%m%dT%H%M%S', time.gmtime(at))}"))
    for old in log.parent.glob(f"{log.name}.*"):
        if at - old.stat().st_mtime > LOG_KEPT_SECONDS:
            old.unlink()


def end_leftovers(folder: DataFolder) -> int:
    """End what a killed supervisor of this folder left running, and say how many processes that were.

    Only the holder of the folder's `serve` lock may call this: whoever else carries our mark is an orphan then.
    """
    mark = f"{SUPERVISED_VARIABLE}={folder.root}".encode()
    ended = 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        with suppress(OSError):
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                os.kill(int(entry.name), signal.SIGKILL)
                ended += 1
    return ended
