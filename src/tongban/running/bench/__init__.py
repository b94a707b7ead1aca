"""Measuring the house (测速): a city of its own, the real servers, and beside each figure the limit of this machine."""

import contextlib
import math
import os
import shutil
import signal
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import django
from django.db import connections

from tongban.foundation.kernel.vault import create_keyring
from tongban.running import database
from tongban.running.folder import DataFolder
from tongban.running.opening import KEYRING, SETTINGS, SETTINGS_VARIABLE
from tongban.running.postgres import OWNER, Cluster
from tongban.running.refusal import CannotRun

MEASURING = "tongban.running.bench.measuring"
QUICK_LONGEST, QUICK_LEAST, QUICK_ENOUGH = 1.5, 0.5, 500
QUICK_LIMIT = 1
QUICK_TURNS = 2
QUICK_WITHIN = 35.5
"""Seconds from the start within which a quick run is measured; what it takes to come and go is left to 40."""
QUICK_CASES = 10_000
WAY_IN = 0o711


@dataclass(frozen=True, slots=True)
class Wish:
    """How it is to be measured: cases in the city, clients at once, which operations, and how long each.

    An operation is driven for `seconds`; one that has `enough` answers may end after `least` of them. `limit` is how
    many seconds its limit is looked for, `turn` how many a check takes. What writes is driven in so many `turns`, and
    after each of them pgbench writes for a second: a machine that is slower for a while is so for both. What
    reads is driven shorter, though never under `least`, when not all of it would fit in before `until`
    (`time.monotonic`).
    """

    cases: int
    clients: int
    seconds: float
    least: float
    enough: int
    limit: int
    turn: float
    turns: int
    until: float
    only: frozenset[str]
    as_json: bool
    reads: int = 0


def run(asked: Namespace, folder: DataFolder) -> int:
    """`tongban bench`: 0, or 1 when an answer was an error; what is measured goes to standard output."""
    wish = Wish(
        cases=min(asked.cases, QUICK_CASES) if asked.quick else asked.cases,
        clients=asked.clients,
        seconds=QUICK_LONGEST if asked.quick else asked.seconds,
        least=QUICK_LEAST if asked.quick else asked.seconds,
        enough=QUICK_ENOUGH if asked.quick else 0,
        limit=QUICK_LIMIT if asked.quick else asked.seconds,
        turn=QUICK_LEAST if asked.quick else asked.seconds,
        turns=QUICK_TURNS if asked.quick else max(QUICK_TURNS, asked.seconds),
        until=_BEGAN + QUICK_WITHIN if asked.quick else math.inf,
        only=frozenset(filter(None, asked.only.split(","))),
        as_json=asked.json,
        reads=asked.reads,
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with _own(folder if asked.data else None) as own, _opened(own, stays=bool(asked.data)) as opened:
        measure, addresses = opened
        return measure(wish, own, addresses)


Measure = Callable[[Wish, DataFolder, database.Addresses], int]


@contextlib.contextmanager
def _opened(own: DataFolder, *, stays: bool) -> Iterator[tuple[Measure, database.Addresses]]:
    """As `opening.opened` opens a house for its owner; but this one is new, so that Python gets everything ready
    while PostgreSQL makes its files. An operator's own database is never touched."""
    own.make()
    create_keyring(own.keys / KEYRING)
    cluster = Cluster(own, say=say)
    url = cluster.url(OWNER, database.DATABASE)
    os.environ.setdefault(SETTINGS_VARIABLE, SETTINGS)
    os.environ[database.DATA_VARIABLE] = str(own.root)
    database.Addresses(web=url, owner=url).put_into(os.environ)
    with ThreadPoolExecutor(1) as aside:
        ready = aside.submit(_measure)
        with cluster.in_use():
            addresses = database.embedded(cluster)
            try:
                yield ready.result(), addresses
            finally:
                connections.close_all()
                if not stays:
                    cluster.abandon()


def _measure() -> Measure:
    django.setup()
    measure: Measure = import_module(MEASURING).measure
    return measure


def say(sentence: str) -> None:
    """Progress, on standard error, with the seconds since the start."""
    print(f"[{time.monotonic() - _BEGAN:5.1f}秒] {sentence}", file=sys.stderr, flush=True)


@contextlib.contextmanager
def _own(given: DataFolder | None) -> Iterator[DataFolder]:
    """A data folder that holds nothing yet: the one that was named and stays, or one that goes when all is told."""
    if given is not None:
        if given.root.exists() and any(given.root.iterdir()):
            raise CannotRun(f"{given.root} 里已有内容。测速要用一个空目录，请换一个 --data。")
        yield given
        return
    root = Path(tempfile.mkdtemp(prefix="tongban-bench-"))
    root.chmod(WAY_IN)  # the account of the database has to pass
    folder = DataFolder(root)
    try:
        yield folder
    finally:
        shutil.rmtree(Cluster(folder, say=say).home, ignore_errors=True)
        shutil.rmtree(root, ignore_errors=True)


_BEGAN = time.monotonic()
