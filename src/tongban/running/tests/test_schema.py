from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from tongban.config import founding
from tongban.config.postgresql.base import DatabaseWrapper
from tongban.running import schema

pytestmark = pytest.mark.django_db


@contextmanager
def empty_database(name: str) -> Iterator[DatabaseWrapper]:
    """A database beside the tests', which is the default one for the length of a block."""
    ours: Any = connections[DEFAULT_DB_ALIAS]
    made, own = ours.copy(), f"{ours.settings_dict['NAME']}_{name}"
    made.settings_dict = {**ours.settings_dict, "NAME": own}
    address = ours.get_connection_params()
    reached = {key: address[key] for key in ("host", "port", "user", "password") if key in address}
    with psycopg.connect(**reached, dbname="postgres", autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)'.encode())
        admin.execute(f'CREATE DATABASE "{own}" TEMPLATE template0'.encode())
        connections[DEFAULT_DB_ALIAS] = made
        try:
            yield made
        finally:
            made.close()
            connections[DEFAULT_DB_ALIAS] = ours
            admin.execute(f'DROP DATABASE "{own}" WITH (FORCE)'.encode())


@pytest.fixture(scope="module")
def text() -> str:
    return founding.FILE.read_text(encoding="utf-8")


def test_a_founded_database_is_what_the_migrations_make_one_by_one(text: str) -> None:
    named = founding.keys_in(text)
    with empty_database("founded") as founded:
        assert founding.found(founded, text) == (named.keys() == founding.migrations().keys())
        assert _noted(founded) == set(named)
        at_once = _told(founded)
    with empty_database("walked") as walked:
        executor = MigrationExecutor(walked)
        after = {key: {child.key for child in executor.loader.graph.node_map[key].children} for key in named}
        executor.migrate([key for key in sorted(named) if not after[key] & named.keys()])
        assert at_once == _told(walked)


def test_the_file_stands_for_migrations_as_they_are_now(text: str) -> None:
    known = founding.migrations()
    changed = [
        key
        for key, digits in founding.keys_in(text).items()
        if key not in known or founding.digest(known[key]) != digits
    ]
    assert not changed, "script/tongban schema writes the file anew"


def test_what_came_later_is_left_to_be_migrated() -> None:
    known = founding.migrations()
    named = {key: each for key, each in known.items() if key[0] == "worktime"}
    with empty_database("part") as part:
        MigrationExecutor(part).migrate(sorted(named))
        older = founding.heading(named.values()) + schema.statements(schema.dumped(part))
    with empty_database("later") as later:
        assert not founding.found(later, older), "not everything is done"
        assert _noted(later) == set(named)


def test_a_file_that_tells_of_other_migrations_is_passed_over(text: str) -> None:
    first = next(iter(founding.keys_in(text).values()))
    with empty_database("other") as other:
        assert not founding.found(other, text.replace(first, "0" * founding.DIGITS))
        assert not founding.found(other, "")
        assert not other.introspection.table_names()


def test_a_database_that_holds_something_is_not_founded(text: str) -> None:
    assert not founding.found(connection, text)


def _noted(database: DatabaseWrapper) -> set[tuple[str, str]]:
    return set(MigrationRecorder(database).applied_migrations())


def _told(database: DatabaseWrapper) -> tuple[str, list[tuple[str, str]]]:
    """What it is made of, and every function to the letter."""
    with database.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regprocedure::text, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        )
        return schema.statements(schema.dumped(database)), sorted(cursor.fetchall())
