"""A throw-away PostgreSQL for pytest: started before Django reads its settings, shared by runs at the same time.

Loaded by `-p tongban.running.testdb`, because a conftest comes too late: pytest-django has read the settings by then.
Every run takes a numbered slot, so that two runs on one machine never share a database; with `--reuse-db` the slot's
database is there again the next time. `DATABASE_URL`, if set, is used as it is.
"""

import fcntl
import os
from collections.abc import Generator, Iterator, MutableMapping
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import IO

import pytest

from tongban.foundation.kernel.vault import create_keyring
from tongban.running import database
from tongban.running.folder import DataFolder, choose
from tongban.running.opening import KEYRING
from tongban.running.postgres import OWNER, THROWAWAY, Cluster

READY_VARIABLE = "TONGBAN_TEST_READY"
FOLDER_VARIABLE = "TONGBAN_TEST_DATA"
SETTINGS = {
    **THROWAWAY,
    "max_connections": "200",
    "wal_level": "minimal",  # nobody recovers or follows it; a copied database need not be written twice
    "max_wal_senders": "0",
    "wal_compression": "off",
    "checkpoint_timeout": "1h",
    "jit": "off",
}
_VARIABLES = (database.WEB_VARIABLE, database.OWNER_VARIABLE, database.DATA_VARIABLE, READY_VARIABLE)

_until_the_end = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    if READY_VARIABLE not in os.environ:
        _until_the_end.enter_context(throwaway(folder(), os.environ))
    return (yield)


def pytest_unconfigure() -> None:
    _until_the_end.close()


def folder() -> DataFolder:
    """`TONGBAN_TEST_DATA`, or the folder `test` in the usual data folder."""
    if given := os.environ.get(FOLDER_VARIABLE):
        return DataFolder(Path(given).resolve())
    return DataFolder(choose(None, os.environ).root / "test")


@contextmanager
def throwaway(where: DataFolder, environ: MutableMapping[str, str]) -> Iterator[None]:
    """All that Django's settings need, in `environ` for the length of a block: addresses, a data folder, keys.

    Both addresses are the owner's: pytest-django has to create databases. A test of rights takes the web's role itself.
    """
    before = {variable: environ.get(variable) for variable in _VARIABLES}
    where.make()
    try:
        with ExitStack() as running, _slot(where) as name:
            own = DataFolder(where.root / name).make()
            create_keyring(own.keys / KEYRING)
            if database.WEB_VARIABLE not in environ:
                cluster = running.enter_context(Cluster(where, settings=SETTINGS).in_use())
                database.embedded(cluster)
                url = cluster.url(OWNER, name)
                database.Addresses(web=url, owner=url).put_into(environ)
            environ[database.DATA_VARIABLE] = str(own.root)
            environ[READY_VARIABLE] = "1"
            yield
    finally:
        for variable, value in before.items():
            environ.pop(variable, None)
            if value is not None:
                environ[variable] = value


@contextmanager
def _slot(where: DataFolder) -> Iterator[str]:
    """The first number that no other run holds."""
    for number in count():
        with (where.root / f".slot{number}.lock").open("w") as handle:
            if _is_taken(handle):
                continue
            yield f"slot{number}"
            return


def _is_taken(handle: IO[str]) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False
