"""`tongban backup`, `tongban restore-drill`: a dump with what it must hold, and the proof that it comes back whole.

The drill restores into a database of its own beside the real one, compares and drops it; how long that took (RTO) and
how much newer the real one is (RPO) go into the ledger, where the checklist of classified protection reads them.
"""

import hashlib
import json
import os
import subprocess
import time
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection, transaction

from tongban.foundation.kernel import clock
from tongban.foundation.kernel.actors import SYSTEM
from tongban.running import binaries
from tongban.running.folder import DataFolder
from tongban.running.opening import As, opened
from tongban.running.refusal import CannotRun

DUMP, MANIFEST = "database.dump", "manifest.json"
CHAIN, VERB = "restore-drill", "restore_drill"
BASIS = "GB/T 22239-2019 8.1.4.9 数据备份恢复"
RPO_LIMIT, RTO_LIMIT = 5 * 60, 30 * 60
STREAMED, _STREAMING = "base", "tongban.running.streaming"
_LEDGER = "tongban.foundation.ledger.commands"
_ADDRESS = {"host": "host", "port": "port", "username": "user"}
_HELD = """
SELECT count(*), max(at), encode(sha256(coalesce(string_agg(hash, ''::bytea ORDER BY id), ''::bytea)), 'hex'),
    (SELECT count(*) FROM cases_case), (SELECT count(*) FROM documents_officialdocument)
FROM ledger_entry
"""


@dataclass(frozen=True, slots=True)
class Held:
    """What a database holds (库内内容): counts, the newest act, and one hash over the whole ledger."""

    entries: int
    newest: str
    ledger: str
    cases: int
    papers: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What a drill found (演练结果), in seconds."""

    rto_seconds: int
    rpo_seconds: int
    is_whole: bool
    entries: int
    cases: int


def backup(asked: Namespace, folder: DataFolder) -> int:
    """Write the dump and what it must hold; the folder is for its owner only."""
    place = Path(asked.folder)
    with opened(folder, As.OWNER):
        made = back_up(place)
    print(f"已备份到 {place}：留痕 {made.entries} 条，办件 {made.cases} 件。files/、keys/、anchors/ 请另外复制。")
    return 0


def drill(asked: Namespace, folder: DataFolder) -> int:
    """0 when everything came back within the limits, else 1."""
    with opened(folder, As.OWNER):
        proof = _proof(Path(asked.folder).resolve(), at=clock.now())
        facts = {**asdict(proof), "host": os.uname().nodename}
        with transaction.atomic():
            import_module(_LEDGER).record(CHAIN, VERB, by=SYSTEM, at=clock.now(), basis=BASIS, facts=facts)
    is_good = proof.is_whole and proof.rto_seconds <= RTO_LIMIT and proof.rpo_seconds <= RPO_LIMIT
    print(
        f"恢复用时 {proof.rto_seconds} 秒（要求 {RTO_LIMIT} 秒以内），比现在的库旧 {proof.rpo_seconds} 秒"
        f"（要求 {RPO_LIMIT} 秒以内），内容{'完整' if proof.is_whole else '不完整'}。"
    )
    print("已记入留痕。" if is_good else "没有达到要求，已记入留痕。")
    return 0 if is_good else 1


def _proof(place: Path, *, at: datetime) -> Proof:
    """By what lies in the folder: a dump, or a copy with what came after it."""
    if (place / STREAMED).is_dir():
        found: Proof = import_module(_STREAMING).prove_stream(place, at=at)
        return found
    return prove(place, at=at)


def back_up(place: Path) -> Held:
    """The dump of one instant, and what was in the database at it."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    address = connection.get_connection_params()
    with _snapshot(address) as (name, held):
        run("pg_dump", address, "--format=custom", f"--snapshot={name}", f"--file={place / DUMP}", address["dbname"])
    (place / DUMP).chmod(0o600)
    digest = hashlib.sha256((place / DUMP).read_bytes()).hexdigest()
    said = {"held": asdict(held), "sha256": digest}
    (place / MANIFEST).write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return held


def prove(place: Path, *, at: datetime) -> Proof:
    """Restore into a database that goes again, and compare it with the manifest and with the real one."""
    said = _manifest(place)
    began = time.monotonic()
    address = connection.get_connection_params()
    with _scratch(address) as name:
        run("pg_restore", address, "--no-owner", "--no-privileges", f"--dbname={name}", str(place / DUMP))
        with psycopg.connect(**reached(address), dbname=name) as restored:
            held = held_by(restored)
    took = int(time.monotonic() - began) + 1
    is_whole = asdict(held) == said["held"]
    return Proof(took, behind(held, live(address), at), is_whole, held.entries, held.cases)


def behind(held: Held, real: Held, at: datetime) -> int:
    """How many seconds of acts the restored database lacks."""
    newest, kept = (datetime.fromisoformat(each.newest or at.isoformat()) for each in (real, held))
    return max(0, int((newest - kept).total_seconds()))


def _manifest(place: Path) -> dict[str, Any]:
    if not (place / MANIFEST).exists() or not (place / DUMP).exists():
        raise CannotRun(f"{place} 里没有备份。请先运行 tongban backup {place}。")
    said: dict[str, Any] = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
    if hashlib.sha256((place / DUMP).read_bytes()).hexdigest() != said["sha256"]:
        raise CannotRun(f"{place / DUMP} 和备份时不一样了，不能用来恢复。请换一份备份。")
    return said


@contextmanager
def _snapshot(address: dict[str, Any]) -> Iterator[tuple[str, Held]]:
    """One view of the database for the dump and for what is counted, however much is written meanwhile."""
    with psycopg.connect(**reached(address), dbname=address["dbname"]) as looking:
        looking.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        row = looking.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None, "a snapshot has a name"
        yield row[0], held_by(looking)


@contextmanager
def _scratch(address: dict[str, Any]) -> Iterator[str]:
    """A database beside the real one, for the length of a block."""
    name = f"{address['dbname']}_restored"
    with psycopg.connect(**reached(address), dbname="postgres", autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE template0'.encode())
        try:
            yield name
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def live(address: Mapping[str, Any]) -> Held:
    with psycopg.connect(**reached(address), dbname=address["dbname"]) as looking:
        return held_by(looking)


def held_by(looking: psycopg.Connection) -> Held:
    row = looking.execute(_HELD).fetchone()
    assert row is not None, "counting gives a row"
    entries, newest, ledger, cases, papers = row
    return Held(entries, newest.isoformat() if newest is not None else "", ledger, cases, papers)


def reached(address: Mapping[str, Any]) -> dict[str, Any]:
    return {key: address[key] for key in ("host", "port", "user", "password") if address.get(key)}


def run(program: str, address: Mapping[str, Any], *words: str) -> None:
    """A program of PostgreSQL; the password goes by the environment, where other users cannot read it."""
    command = [str(binaries.installed() / program)]
    command += [f"--{name}={address[key]}" for name, key in _ADDRESS.items() if address.get(key)]
    environ = {**os.environ, "PGPASSWORD": address.get("password", "")}
    done = subprocess.run([*command, *words], env=environ, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotRun(f"{program} 没有做成：{done.stderr.strip()[-300:]}")
