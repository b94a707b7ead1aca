"""`tongban schema`: writes what the migrations make as one file, by which an empty database is founded (建库文件)."""

import os
import re
import subprocess
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from tongban.config import founding
from tongban.running import binaries
from tongban.running.database import OWNER_VARIABLE, WEB_VARIABLE
from tongban.running.folder import DataFolder
from tongban.running.opening import As, opened
from tongban.running.refusal import CannotRun

NOTED = "django_migrations"
_ADDRESS = {"host": "host", "port": "port", "username": "user", "dbname": "dbname"}
WAY_IN = 0o711
# What pg_dump says to its own session, and words that only its own psql understands.
_SESSION = re.compile(
    r"^(?:SET |SELECT pg_catalog\.(?:set_config|setval\('public\.django_migrations_)|\\(?:un)?restrict|--).*\n",
    re.MULTILINE,
)
# PostgreSQL tells of one condition in two ways: as a migration typed it, and as it reads its own words again.
_TYPED = re.compile(r"\(ARRAY\[((?:'[^']*'::character varying(?:, )?)+)\]\)::text\[\]")
_EACH = re.compile(r"'[^']*'::character varying")
_BLANK = re.compile(r"\n{3,}")
_BEGIN = """\
SET LOCAL search_path = '';
SET LOCAL check_function_bodies = off;
"""
_END = """
SET LOCAL search_path TO DEFAULT;
"""


def write(_asked: Namespace, _folder: DataFolder) -> int:
    """Make a database by the migrations, one by one, and write down what came of it."""
    for variable in (WEB_VARIABLE, OWNER_VARIABLE):  # never an operator's database
        os.environ.pop(variable, None)
    with _passing() as own, opened(own, As.OWNER):
        call_command(migrate.Command(), interactive=False, verbosity=0)
        named = [founding.migrations()[key] for key in sorted(founding.migrations())]
        founding.FILE.write_text(founding.heading(named) + statements(dumped(connection)), encoding="utf-8")
    print(f"已写 {founding.FILE.name}，代表 {len(named)} 项数据库升级。")
    return 0


def dumped(connection: BaseDatabaseWrapper) -> str:
    """All that a database holds but which migrations it has, as pg_dump tells it."""
    server: Any = connection
    address = server.get_connection_params()
    command = [str(binaries.installed() / "pg_dump"), "--inserts", f"--exclude-table-data={NOTED}"]
    command += ["--no-owner", "--no-privileges"]
    command += [f"--{name}={address[key]}" for name, key in _ADDRESS.items() if address.get(key)]
    environ = {**os.environ, "PGPASSWORD": address.get("password", "")}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotRun(f"pg_dump 没有写成：{done.stderr.strip()[-300:]}")
    return done.stdout


def statements(dump: str) -> str:
    """The same for one transaction of any client: without what is said to the whole session, or to psql.

    A database that was made by these statements is told by the same statements.
    """
    plain = _BLANK.sub("\n\n", _SESSION.sub("", dump)).rstrip() + "\n"
    return _BEGIN + _TYPED.sub(_read_again, plain) + _END


def _read_again(typed: re.Match[str]) -> str:
    """As PostgreSQL understands its own words for a list of texts."""
    return "ARRAY[" + _EACH.sub(r"(\g<0>)::text", typed[1]) + "]"


@contextmanager
def _passing() -> Iterator[DataFolder]:
    """A data folder that goes when all is written."""
    with tempfile.TemporaryDirectory(prefix="tongban-schema-") as name:
        Path(name).chmod(WAY_IN)  # the account of the database has to pass
        yield DataFolder(Path(name))
