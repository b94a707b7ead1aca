"""The database stopped under a running house: guides stay, everything else waits, and it comes back (R-200).

Web processes are real, the database is the embedded one; the supervisor that would start it again is left out.
"""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from tongban.running import network
from tongban.running.database import embedded
from tongban.running.folder import DataFolder
from tongban.running.postgres import Cluster
from tongban.running.serving import Place, web_command

from .test_kill import ROOT, environ

BANNER = "网上办理正在恢复，现在只能查看"
PATIENCE = 30.0


@dataclass
class House:
    """A house whose database can be stopped and started."""

    folder: DataFolder
    cluster: Cluster
    place: Place
    codes: dict[str, str]

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection(self.place.host, self.place.port, timeout=20)
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def until(self, is_so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < deadline, "it never came to that"
            time.sleep(0.1)

    def status(self) -> str:
        return str(json.loads(self.get("/health/ready")[1])["status"])


@pytest.fixture
def house() -> Iterator[House]:
    root = Path(tempfile.mkdtemp(prefix="tongban-outage-"))
    root.chmod(0o711)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        place = Place("127.0.0.1", int(probe.getsockname()[1]))
    folder, web = DataFolder(root), None
    try:
        found = _prepared(folder)
        cluster = Cluster(folder)
        cluster.keep()
        web = _web(folder, place, embedded(cluster).web)
        built = House(folder, cluster, place, found["codes"])
        built.until(lambda: network.is_answering(place.host, place.port))
        yield built
    finally:
        if web is not None:
            with suppress(ProcessLookupError):
                os.killpg(web.pid, signal.SIGKILL)
            web.wait()
        Cluster(folder).stop()
        subprocess.run(["rm", "-rf", str(Cluster(folder).home), str(root)], check=False)


def _prepared(folder: DataFolder) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.chaos", "prepare_guides", str(folder.root), "0", "0"]
    subprocess.run(command, env=environ(), cwd=ROOT, check=True, timeout=180)
    found: dict[str, Any] = json.loads((folder.root / "guides.json").read_text("utf-8"))
    return found


def _web(folder: DataFolder, place: Place, address: str) -> "subprocess.Popen[bytes]":
    wanted = environ() | {"DATABASE_URL": address, "TONGBAN_DATA": str(folder.root), "TONGBAN_WORKERS": "2"}
    wanted |= {"TONGBAN_HOSTS": "127.0.0.1", "DJANGO_SETTINGS_MODULE": "tongban.config.settings"}
    with (folder.root / "web.log").open("ab") as log:
        return subprocess.Popen(
            web_command(place), env=wanted, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
        )


@pytest.mark.chaos
@pytest.mark.req("R-200")
def test_guides_are_read_while_the_database_is_away_and_everything_comes_back(house: House) -> None:
    some = next(iter(house.codes))
    assert house.status() == "ok"
    assert BANNER not in house.get(f"/items/{some}")[1]
    house.cluster.stop()
    house.until(lambda: house.status() == "degraded")
    for code, content_hash in house.codes.items():
        status, page = house.get(f"/items/{code}")
        assert (status, content_hash in page) == (HTTPStatus.OK, True), code
    status, page = house.get(f"/items/{some}/begin")
    assert (status, BANNER in page) == (HTTPStatus.OK, True)
    assert house.get("/search?q=%E9%A5%AD%E9%A6%86")[0] == HTTPStatus.OK
    status, page = house.get(f"/items/{some}/history")
    assert (status, "过五分钟再打开" in page) == (HTTPStatus.SERVICE_UNAVAILABLE, True)
    house.cluster.keep()
    house.until(lambda: house.status() == "ok")
    house.until(lambda: house.get(f"/items/{some}/history")[0] == HTTPStatus.OK)
    house.until(lambda: BANNER not in house.get(f"/items/{some}")[1])
