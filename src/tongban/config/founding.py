"""Founding a database (建库): `schema.sql` makes in one piece what the migrations that it names make one by one.

`tongban schema` writes the file from a database that the migrations made. It stands for them as long as each is, byte
for byte, what it was then; if one was changed or is gone, the file is passed over, and they run one by one. Migrations
that came later run after it.
"""

import hashlib
import inspect
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

FILE = Path(__file__).with_name("schema.sql")
DIGITS = 16
_NAMED = re.compile(r"^-- ([0-9a-f]{16}) (\w+)\.(\w+)$", re.MULTILINE)

Key = tuple[str, str]
"""A migration: its application and its name."""


def found(connection: BaseDatabaseWrapper, text: str) -> bool:
    """Make the tables of an empty database by this schema, and note its migrations as applied; was that all of them?

    False as well when nothing was done: the database is not empty, or the schema does not stand for the migrations.
    """
    with connection.cursor() as cursor:
        if connection.introspection.table_names(cursor):
            return False
    named, known = keys_in(text), migrations()
    if not named or not named.keys() <= known.keys() or any(digest(known[key]) != named[key] for key in named):
        return False
    server: Any = connection
    with transaction.atomic(using=connection.alias):
        server.connection.execute(text.encode(), prepare=False)
        recorder = MigrationRecorder(connection)
        recorder.migration_qs.bulk_create(recorder.Migration(app=app, name=name) for app, name in sorted(named))
    return named.keys() == known.keys()


def migrations() -> Mapping[Key, Migration]:
    """All migrations that there are, by application and name."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return dict(loader.disk_migrations)


def keys_in(text: str) -> dict[Key, str]:
    """The migrations that a schema stands for, each with what it was then."""
    return {(app, name): digits for digits, app, name in _NAMED.findall(text)}


def heading(named: Iterable[Migration]) -> str:
    """The lines of a schema that name its migrations."""
    return "".join(f"-- {digest(each)} {each.app_label}.{each.name}\n" for each in named)


def digest(migration: Migration) -> str:
    """Changes with every byte of the migration's file."""
    source = inspect.getsourcefile(type(migration))
    assert source is not None, "a migration is a file"
    return hashlib.sha256(Path(source).read_bytes()).hexdigest()[:DIGITS]
