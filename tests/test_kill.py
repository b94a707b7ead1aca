"""What was acknowledged is kept, once, whatever is killed: web workers, web, worker, supervisor and PostgreSQL."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tongban.running import network
from tongban.running.bench.driving import read_requests
from tongban.running.database import OWNER_VARIABLE, WEB_VARIABLE
from tongban.running.folder import DataFolder
from tongban.running.postgres import Cluster
from tongban.running.processes import SUPERVISED_VARIABLE, end_leftovers
from tongban.running.testdb import READY_VARIABLE

SUBMISSIONS = 2000
CLIENTS = 8
TWICE = 20  # every so many submissions one is sent a second time although it was answered
PATIENCE = 40.0
ROOT = Path(__file__).resolve().parents[1]
FORGOTTEN = (WEB_VARIABLE, OWNER_VARIABLE, "TONGBAN_DATA", READY_VARIABLE, "DJANGO_SETTINGS_MODULE")


@dataclass
class House:
    """A house in processes of its own, which can be killed part by part."""

    folder: DataFolder
    port: int
    process: subprocess.Popen[bytes] | None = None
    kills: Counter[str] = field(default_factory=Counter)

    def start(self) -> None:
        command = [sys.executable, "-m", "tongban.cli", "up", "--port", str(self.port), "--data", str(self.folder.root)]
        with (self.folder.root / "up.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, env=environ(), cwd=ROOT, start_new_session=True
            )

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(20)
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def children(self, word: str) -> list[int]:
        """Processes that the supervisor of this folder started and whose command has this word, the oldest first."""
        mark = f"{SUPERVISED_VARIABLE}={self.folder.root}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            with suppress(OSError):
                if entry.name.isdigit() and mark in (entry / "environ").read_bytes().split(b"\0"):
                    found += [int(entry.name)] if word.encode() in (entry / "cmdline").read_bytes() else []
        return sorted(found)

    def kill_web_worker(self) -> None:
        self._kill("web worker", self.children("granian")[-1:])

    def kill_web(self) -> None:
        self._kill("web", self.children("granian")[:1])

    def kill_worker(self) -> None:
        self._kill("worker", self.children("tongban.running.worker")[:1])

    def kill_database(self) -> None:
        postmaster = int((self.folder.pg / "data" / "postmaster.pid").read_text().split()[0])
        family = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        self._kill("database", [postmaster, *map(int, family)])

    def kill_supervisor(self) -> None:
        """The whole of `tongban up`; whoever operates it starts it again."""
        assert self.process is not None
        self._kill("supervisor", [self.process.pid])
        self.process.wait()
        self.start()

    def _kill(self, name: str, pids: list[int]) -> None:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.kills[name] += bool(pids)


def environ() -> dict[str, str]:
    """Nothing of the test's own database."""
    paths = f"{ROOT / 'src'}:{ROOT}"
    return {name: value for name, value in os.environ.items() if name not in FORGOTTEN} | {"PYTHONPATH": paths}


def in_city(act: str, house: House) -> None:
    command = [sys.executable, "-m", "tests.chaos", act, str(house.folder.root), str(house.port), str(SUBMISSIONS)]
    subprocess.run(command, env=environ(), cwd=ROOT, check=True, timeout=240)


@pytest.fixture
def house() -> Iterator[House]:
    root = Path(tempfile.mkdtemp(prefix="tongban-kill-"))
    root.chmod(0o711)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    built = House(DataFolder(root), port)
    try:
        in_city("prepare", built)
        built.start()
        yield built
    finally:
        built.stop()
        end_leftovers(built.folder)
        cluster = Cluster(built.folder)
        cluster.stop()
        shutil.rmtree(cluster.home, ignore_errors=True)
        shutil.rmtree(root, ignore_errors=True)


class Crowd:
    """Clients that do not give up: the same request under the same key until it is answered."""

    def __init__(self, house: House, requests: list[bytes]) -> None:
        self.house, self.requests = house, requests
        self.numbers: dict[int, str] = {}
        self.differing: list[int] = []
        self.retries = 0

    def run(self) -> None:
        with ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(self.insist, range(len(self.requests))))

    def insist(self, place: int) -> None:
        for _ in range(2 if place % TWICE == 0 else 1):
            number = self._answered(self.requests[place])
            if self.numbers.setdefault(place, number) != number:
                self.differing.append(place)

    def _answered(self, request: bytes) -> str:
        head, _, body = request.partition(b"\r\n\r\n")
        first, *rest = head.decode().split("\r\n")
        headers = dict(line.split(": ", 1) for line in rest)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            connection = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=10)
            with suppress(OSError, http.client.HTTPException), closing(connection):
                connection.request("POST", first.split()[1], body, headers)
                response = connection.getresponse()
                text = response.read()
                if response.status == http.HTTPStatus.CREATED:
                    return str(json.loads(text)["number"])
                assert response.status >= 500 or response.status == 409, text.decode()
            self.retries += 1
            time.sleep(0.1)
        raise TimeoutError("nobody answered")


def kill_in_between(house: House, crowd: Crowd) -> Callable[[], None]:
    """Kill one part after the other while the crowd is at it, evenly over its submissions."""
    turns = [
        *(house.kill_web_worker, house.kill_database, house.kill_worker, house.kill_web, house.kill_web_worker),
        *(house.kill_database, house.kill_supervisor, house.kill_web_worker, house.kill_database, house.kill_worker),
    ]

    def run() -> None:
        for place, kill in enumerate(turns, start=1):
            while len(crowd.numbers) < place * SUBMISSIONS / (len(turns) + 1):
                time.sleep(0.01)
            kill()

    return run


@pytest.mark.chaos
@pytest.mark.req("R-101")
def test_every_acknowledged_number_exists_once_whatever_was_killed(house: House) -> None:
    deadline = time.monotonic() + 30
    while not network.is_answering("127.0.0.1", house.port):
        assert time.monotonic() < deadline, (house.folder.root / "up.log").read_text()
        time.sleep(0.1)
    crowd = Crowd(house, read_requests(house.folder.root / "requests"))
    killer = threading.Thread(target=kill_in_between(house, crowd), daemon=True)
    killer.start()
    crowd.run()
    killer.join(10)
    house.stop()
    in_city("judge", house)
    left = json.loads((house.folder.root / "verdict.json").read_text())
    assert house.kills == {"web worker": 3, "database": 3, "worker": 2, "web": 1, "supervisor": 1}
    assert crowd.differing == [], "one key, one number"
    assert set(crowd.numbers.values()) - set(left["numbers"]) == set(), "acknowledged and lost"
    assert len(left["numbers"]) == len(set(left["numbers"])) == SUBMISSIONS, "lodged twice"
    assert (left["applicants"], left["answers"], left["entries"]) == (SUBMISSIONS,) * 3
    assert (left["undelivered"], left["told"]) == (0, True)
    assert left["findings"] == []
