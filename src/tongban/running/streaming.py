"""`tongban stream`: a copy of the whole database, and every change as it is written (连续备份); and the proof of it.

What is lost with the database's disk is what had not reached the folder: seconds, not the time between two dumps. The
drill puts the copy and the changes into a cluster of its own, lets it recover as a real one would, and compares. R-174.
"""

import os
import re
import shutil
import signal
import subprocess
import time
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

from tongban.running import binaries, database
from tongban.running.checking import STREAM_SLOT
from tongban.running.folder import DataFolder
from tongban.running.opening import KEYRING, As, opened
from tongban.running.postgres import OWNER, THROWAWAY, Cluster
from tongban.running.refusal import CannotRun
from tongban.running.restoring import STREAMED, Proof, behind, held_by, live, reached, run

SLOT = STREAM_SLOT
BASE, WAL, DRILL = STREAMED, "wal", "drill"
BASE_LASTS = timedelta(days=7)
"""How old the copy may grow: a recovery writes again whatever came after it, and must end within the half hour."""
RECOVERY_SECONDS = 25 * 60.0
CHUNK = 20_000
_BEGUN = re.compile(r"^START WAL LOCATION: .*\(file [0-9A-F]{8}([0-9A-F]{16})\)$", re.MULTILINE)
_SEGMENT = re.compile(r"[0-9A-F]{24}(\.partial)?$")
_MATCHING = (
    "SELECT count(*) FROM ledger_entry JOIN unnest(%s::bigint[], %s::bytea[]) AS kept(id, hash) USING (id, hash)"
)


def stream(asked: Namespace, folder: DataFolder) -> int:
    """Until it is stopped; begun again it goes on where it was."""
    if database.WEB_VARIABLE in os.environ:
        raise CannotRun("连续备份只管自带的数据库。自己的 PostgreSQL 请用它自己的归档，见 docs/operations.md。")
    place = Path(asked.folder).resolve()
    with opened(folder, As.OWNER):
        address = connection.get_connection_params()
        prepare(place, address, now=time.time())
        print(f"正在连续备份到 {place}。按 Ctrl-C 停止；再次运行就接着备份。", flush=True)
        return _follow(place, address)


def prepare(place: Path, address: Mapping[str, Any], *, now: float) -> None:
    """The folder, the slot that keeps what has not come yet, and a copy that is not too old."""
    for each in (place, place / WAL):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)
    options = ("--create-slot", "--if-not-exists", f"--slot={SLOT}", f"--directory={place / WAL}")
    run("pg_receivewal", address, *options)
    base = place / BASE
    if base.is_dir() and now - base.stat().st_mtime < BASE_LASTS.total_seconds():
        return
    fresh = place / f"{BASE}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    run("pg_basebackup", address, f"--pgdata={fresh}", "--wal-method=stream", "--checkpoint=fast")
    shutil.rmtree(base, ignore_errors=True)
    fresh.rename(base)
    os.utime(base, (now, now))
    for each in no_longer_needed(place):
        each.unlink()


def no_longer_needed(place: Path) -> list[Path]:
    """What was written before the copy began: no recovery reads it any more."""
    begun = _BEGUN.search((place / BASE / "backup_label").read_text(encoding="utf-8"))
    assert begun is not None, "a copy says where it began"
    return [
        each for each in sorted((place / WAL).iterdir()) if _SEGMENT.match(each.name) and each.name[8:24] < begun[1]
    ]


def _follow(place: Path, address: Mapping[str, Any]) -> int:
    command = [str(binaries.installed() / "pg_receivewal"), f"--host={address['host']}", f"--port={address['port']}"]
    command += [f"--username={address['user']}", "--no-password", f"--slot={SLOT}", "--synchronous"]
    environ = {**os.environ, "PGPASSWORD": address.get("password", "")}
    receiver = subprocess.Popen([*command, f"--directory={place / WAL}"], env=environ, start_new_session=True)
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: receiver.terminate())
    return 0 if receiver.wait() in (0, -signal.SIGTERM) else 1


def restore(asked: Namespace, folder: DataFolder) -> int:
    """Into a data folder whose keys are back and whose database is gone: recovered and ready to be started."""
    place = Path(asked.folder).resolve()
    if not (place / BASE).is_dir():
        raise CannotRun(f"{place} 里没有连续备份。")
    if not (folder.keys / f"{OWNER}.password").exists() or not (folder.keys / KEYRING).exists():
        raise CannotRun(f"请先把 keys 目录的备份放回 {folder.keys}：没有它，恢复出来的内容读不了。")
    cluster = Cluster(folder.make())
    if cluster.data.exists():
        raise CannotRun(f"{cluster.data} 里还有数据库，不会覆盖它。确认不要了，请先移走。")
    began = time.monotonic()
    verify(place / BASE)
    with _recovering(cluster, place, database.DATABASE) as url, psycopg.connect(url) as restored:
        held = held_by(restored)
    took = int(time.monotonic() - began) + 1
    print(f"已恢复，用时 {took} 秒：留痕 {held.entries} 条，最后一条 {held.newest}，办件 {held.cases} 件。")
    print("files/ 和 anchors/ 请另外放回，然后运行 tongban check。")
    return 0


def prove_stream(place: Path, *, at: datetime) -> Proof:
    """Recover the copy and all that came after it, and compare it with the real database."""
    if not (place / BASE).is_dir():
        raise CannotRun(f"{place} 里没有连续备份。请先运行 tongban stream {place}。")
    address = connection.get_connection_params()
    began = time.monotonic()
    verify(place / BASE)
    with _recovered(place, address) as restored:
        took = int(time.monotonic() - began) + 1
        held = held_by(restored)
        is_whole = _is_part(restored, address)
    return Proof(took, behind(held, live(address), at), is_whole, held.entries, held.cases)


def verify(base: Path) -> None:
    """The copy is what was copied, file by file."""
    command = [str(binaries.installed() / "pg_verifybackup"), "--quiet", "--no-parse-wal", str(base)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotRun(f"{base} 和备份时不一样了，不能用来恢复：{done.stderr.strip()[-300:]}")


@contextmanager
def _recovered(place: Path, address: Mapping[str, Any]) -> Iterator[psycopg.Connection]:
    """A cluster of its own made of the backup, for the length of a block."""
    folder = DataFolder(place / DRILL)
    shutil.rmtree(folder.root, ignore_errors=True)
    folder.make()
    (folder.keys / f"{OWNER}.password").write_text(address.get("password", ""), encoding="utf-8")
    cluster = Cluster(folder, settings=THROWAWAY, say=lambda _: None)
    try:
        with _recovering(cluster, place, address["dbname"]) as url, psycopg.connect(url) as restored:
            yield restored
    finally:
        shutil.rmtree(cluster.home, ignore_errors=True)
        shutil.rmtree(folder.root, ignore_errors=True)


@contextmanager
def _recovering(cluster: Cluster, place: Path, name: str) -> Iterator[str]:
    """The copy and the changes in the place of a cluster that is not there, recovered; the address of its database."""
    wal = cluster.home / WAL
    fetch = f'cp "{wal}/%f" "%p" 2>/dev/null || cp "{wal}/%f.partial" "%p" 2>/dev/null'
    cluster.settings = {**cluster.settings, "restore_command": fetch}
    shutil.copytree(place / BASE, cluster.data)
    shutil.copytree(place / WAL, wal)
    (cluster.data / "recovery.signal").touch()
    for each in (cluster.data, wal, *cluster.data.rglob("*"), *wal.rglob("*")):
        cluster.account.own(each)
    with cluster.in_use():
        url = cluster.url(OWNER, name)
        _wait_until_it_is_done(url)
        yield url
    shutil.rmtree(wal)


def _wait_until_it_is_done(url: str) -> None:
    deadline = time.monotonic() + RECOVERY_SECONDS
    while time.monotonic() < deadline:
        with psycopg.connect(url) as looking:
            row = looking.execute("SELECT pg_is_in_recovery()").fetchone()
        if row == (False,):
            return
        time.sleep(0.1)
    raise CannotRun(f"恢复超过 {int(RECOVERY_SECONDS // 60)} 分钟还没有完成。")


def _is_part(restored: psycopg.Connection, address: Mapping[str, Any]) -> bool:
    """Every entry of the ledger that came back stands in the real one, with the very same hash."""
    with psycopg.connect(**reached(address), dbname=address["dbname"]) as real, restored.cursor("kept") as kept:
        kept.execute("SELECT id, hash FROM ledger_entry ORDER BY id")
        while rows := kept.fetchmany(CHUNK):
            found = real.execute(_MATCHING, [[key for key, _ in rows], [digest for _, digest in rows]]).fetchone()
            if found != (len(rows),):
                return False
    return True
