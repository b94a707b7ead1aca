"""The continuous backup: what was acknowledged is in the folder at once and comes back, measured by a drill (R-174)."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tongban.foundation.kernel.clock import now
from tongban.running import database
from tongban.running.refusal import CannotRun
from tongban.running.restoring import RPO_LIMIT, RTO_LIMIT
from tongban.running.streaming import BASE, WAL, no_longer_needed, prove_stream, verify
from tongban.running.testdb import READY_VARIABLE

pytestmark = pytest.mark.req("R-174")
LIST = {
    "format": "tongban-advisories-1",
    "as_of": "2026-01-01",
    "source": "样例",
    "is_complete": True,
    "advisories": [],
}
_NOT_OURS = {database.WEB_VARIABLE, database.OWNER_VARIABLE, database.DATA_VARIABLE, READY_VARIABLE}


class House:
    """A house of its own with the embedded database, as an operator has it; every command is a process."""

    def __init__(self, place: Path) -> None:
        place.mkdir(exist_ok=True)
        self.data, self.backup = place / "var", place / "backup"
        self._command = [sys.executable, "-m", "tongban.cli", "--data", str(self.data)]
        self._environ = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
        self._list = place / "list.json"
        self._list.write_text(json.dumps(LIST), encoding="utf-8")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*self._command, *words], env=self._environ, capture_output=True, text=True, check=False)

    def act(self) -> None:
        """Something that the ledger acknowledges."""
        assert self.run("advisories", str(self._list)).returncode == 0

    @contextmanager
    def stream(self) -> Iterator[None]:
        """The backup at work, from when it says that it follows."""
        words = [*self._command, "stream", str(self.backup)]
        with subprocess.Popen(words, env=self._environ, stdout=subprocess.PIPE, text=True) as following:
            assert following.stdout is not None
            assert "正在连续备份" in following.stdout.readline()
            yield
            following.terminate()
        assert following.returncode == 0

    def drill(self) -> tuple[int, int, str]:
        """RTO and RPO in seconds, and the words."""
        done = self.run("restore-drill", str(self.backup))
        found = re.search(r"恢复用时 (\d+) 秒.*旧 (\d+) 秒", done.stdout)
        return (int(found[1]), int(found[2]), done.stdout) if found else (-1, -1, done.stdout + done.stderr)


@pytest.fixture
def house(place: Path) -> Iterator[House]:
    made = House(place)
    assert made.run("db", "start").returncode == 0
    assert made.run("migrate").returncode == 0
    yield made
    assert made.run("db", "stop").returncode == 0


def test_what_was_acknowledged_comes_back_and_what_a_drill_measures_is_within_the_limits(house: House) -> None:
    with house.stream():
        house.act()
        time.sleep(1)
    assert "连续备份没有在运行" in house.run("check").stdout
    time.sleep(1)
    house.act()
    rto, rpo, words = house.drill()
    assert 0 < rto <= RTO_LIMIT, words
    assert 0 < rpo <= RPO_LIMIT, "what came while nobody followed is missed, and said"
    assert "内容完整" in words
    with house.stream():
        time.sleep(1)
        assert house.drill()[1] == 0, "the slot kept what nobody had fetched"
    assert sorted(each.name for each in house.backup.iterdir()) == [BASE, WAL]
    _comes_back_elsewhere(house)
    spoiled = next(each for each in (house.backup / BASE / "base").rglob("*") if each.is_file() and each.stat().st_size)
    spoiled.write_bytes(b"x" + spoiled.read_bytes()[1:])
    with pytest.raises(CannotRun, match="不一样了"):
        verify(house.backup / BASE)


def _comes_back_elsewhere(house: House) -> None:
    """On a new disk: first the keys, then the database, and what stands there is not written over."""
    other = House(house.data.parent / "other")
    assert "keys" in other.run("restore", str(house.backup)).stderr
    shutil.copytree(house.data / "keys", other.data / "keys", dirs_exist_ok=True)
    done = other.run("restore", str(house.backup))
    assert "已恢复" in done.stdout, done.stderr
    assert "不会覆盖" in other.run("restore", str(house.backup)).stderr
    assert "启动检查通过" in other.run("check").stdout


def test_what_was_written_before_the_copy_began_goes_and_nothing_else(tmp_path: Path) -> None:
    for each in (BASE, WAL):
        (tmp_path / each).mkdir()
    label = "START WAL LOCATION: 0/5000028 (file 000000010000000000000005)\nCHECKPOINT LOCATION: 0/5000080\n"
    (tmp_path / BASE / "backup_label").write_text(label, encoding="utf-8")
    kept = ("000000010000000000000005", "000000020000000000000006.partial", "00000002.history", "read.me")
    for name in (*kept, "000000010000000000000004", "000000010000000000000003.partial"):
        (tmp_path / WAL / name).touch()
    gone = {each.name for each in no_longer_needed(tmp_path)}
    assert gone == {"000000010000000000000004", "000000010000000000000003.partial"}


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="没有连续备份"):
        prove_stream(tmp_path, at=now())
