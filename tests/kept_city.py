"""The demo city of the test database, and how it is brought back after a test that really committed.

A copy of the whole database is kept beside it. To copy it anew takes seconds, nearly all of them for its 2,000 files;
so what a test left is found by comparing, and only those tables are filled again from the copy. Where a test built or
took down something, or wrote so much that a table has grown by megabytes, the whole is copied as ever.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import psycopg
from django.db import connection
from psycopg import sql

from tongban.foundation.worktime import queries as worktime
from tongban.handling.cases.commands import numbers
from tongban.handling.cases.queries import dispatch
from tongban.registers.catalog import queries as catalog
from tongban.registers.upkeep import queries as upkeep
from tongban.web.openapi import callers

SWOLLEN, BURST = 256 * 1024, 8 * 1024 * 1024
"""So many bytes more than it was filled with: then dead rows are swept out of a table; then nothing is worth saving."""

_TABLES = """
SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname"""
_CATALOGUES = """attrdef attribute constraint default_acl description event_trigger extension index namespace policy
proc rewrite statistic_ext trigger type"""
_BUILT = """
SELECT 'class', count(*), sum(hashtextextended(concat_ws(' ', oid, relname, relnamespace, relowner, relkind,
    relpersistence, relacl, reloptions, relchecks, relhasrules, relhastriggers, relrowsecurity, relreplident), 0))
FROM pg_class""" + "".join(
    f" UNION ALL SELECT '{each}', count(*), max(xmin::text::bigint) FROM pg_{each}" for each in _CATALOGUES.split()
)
_COUNTERS = "SELECT format('%I.%I', schemaname, sequencename), last_value, start_value FROM pg_sequences"
_END_THE_OTHERS = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""

Counter = tuple[int | None, int]


@dataclass(frozen=True)
class Standing:
    """What a database is built of, a sum over the rows of each table, and how far its counters have come."""

    built: Mapping[str, tuple[int, int]]
    rows: Mapping[str, tuple[int, int]]
    counters: Mapping[str, Counter]

    @classmethod
    def of(cls, database: psycopg.Connection) -> "Standing":
        tables = [name for (name,) in database.execute(_TABLES)]
        sums = " UNION ALL ".join(
            f"SELECT '{each}', count(*), sum(hashtextextended((kept.*)::text, 0)) FROM \"{each}\" kept"
            for each in tables
        )
        told = {each: database.execute(each.encode()).fetchall() for each in (_BUILT, sums, _COUNTERS)}
        built, rows, counters = ({name: (one, two) for name, one, two in found} for found in told.values())
        return cls(built, rows, counters)


class City:
    """The database with the city in it: bringing it back takes a moment, and every id is the same."""

    is_gone = False
    _kept: Standing | None = None

    @classmethod
    def keep_copy(cls) -> None:
        cls._say(
            'DROP DATABASE IF EXISTS "{name}_city" WITH (FORCE)', 'CREATE DATABASE "{name}_city" TEMPLATE "{name}"'
        )
        with cls._database("{name}_city") as copy:
            cls._kept = Standing.of(copy)

    @classmethod
    def bring_back(cls) -> None:
        if not cls._refilled():
            cls._say('DROP DATABASE "{name}" WITH (FORCE)', 'CREATE DATABASE "{name}" TEMPLATE "{name}_city"')
        cls.is_gone = False
        cls.forget()

    @staticmethod
    def forget() -> None:
        """What this process remembers may be of another city, whose rows were rolled back or replaced."""
        for register in (catalog, upkeep, worktime, dispatch, numbers, callers):
            register.forget()

    @classmethod
    def _refilled(cls) -> bool:
        """Whether filling the tables that differ was enough."""
        kept = cls._kept
        assert kept is not None, "the city is kept before it is brought back"
        connection.close()
        with cls._database("{name}") as ours, cls._database("{name}_city") as copy:
            ours.autocommit = True
            ours.execute(_END_THE_OTHERS)
            found = Standing.of(ours)
            if found.built != kept.built:
                return False
            changed = [name for name, rows in kept.rows.items() if found.rows[name] != rows]
            growth = {name: _size(ours, name) - _size(copy, name) for name in changed}
            if any(each > BURST for each in growth.values()):
                return False
            ours.execute("SET session_replication_role = replica")  # each table as it was: no key is in doubt
            for name, more in growth.items():
                _refill(name, ours, copy, swept=more > SWOLLEN)
            for name, (last, start) in kept.counters.items():
                if found.counters[name][0] != last:
                    ours.execute("SELECT setval(%s, %s, %s)", [name, last or start, last is not None])
        return True

    @classmethod
    def _say(cls, *statements: str) -> None:
        connection.close()
        with cls._database("postgres") as admin:
            admin.autocommit = True
            for each in statements:
                admin.execute(each.format(name=connection.settings_dict["NAME"]).encode())

    @staticmethod
    def _database(name: str) -> psycopg.Connection:
        address = connection.get_connection_params()
        reached = {key: address[key] for key in ("host", "port", "user", "password") if key in address}
        return psycopg.connect(**reached, dbname=name.format(name=connection.settings_dict["NAME"]))


def _size(database: psycopg.Connection, table: str) -> int:
    found = database.execute("SELECT pg_total_relation_size(%s)", [table]).fetchone()
    assert found is not None
    return int(found[0])


def _refill(table: str, ours: psycopg.Connection, copy: psycopg.Connection, *, swept: bool) -> None:
    name = sql.Identifier(table)
    ours.execute(sql.SQL("DELETE FROM {}").format(name))
    if swept:
        ours.execute(sql.SQL("VACUUM {}").format(name))
    with (
        copy.cursor().copy(sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(name)) as given,
        ours.cursor().copy(sql.SQL("COPY {} FROM STDIN (FORMAT binary)").format(name)) as taken,
    ):
        for each in given:
            taken.write(each)
