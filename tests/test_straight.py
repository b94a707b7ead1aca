"""Statements that are sent as they are (直送): the same rows and errors as through the driver's own cursor."""

from collections.abc import Iterator

import pytest
from django.db import DEFAULT_DB_ALIAS, DataError, IntegrityError, OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from tongban.foundation.kernel.statements import Statement

EVERYTHING = Statement(
    "SELECT %(number)s::int, %(text)s::text, %(none)s::text, %(many)s::text[], %(bytes)s::bytea, %(at)s::timestamptz,"
    " '{\"a\": [1]}'::jsonb, 5 %% 2, %(number)s::int"
)
VALUES = {"number": 7, "text": "甲", "none": None, "many": ["乙", "丙"], "bytes": b"\0x", "at": "2026-11-29T00:00:00Z"}


@pytest.fixture
def own(db: None) -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own, outside of any transaction, as each request of the web has it."""
    kept = connections[DEFAULT_DB_ALIAS]
    made = kept.copy()
    connections[DEFAULT_DB_ALIAS] = made
    yield made
    made.close()
    connections[DEFAULT_DB_ALIAS] = kept


def test_the_rows_are_the_same_inside_and_outside_of_a_transaction(own: BaseDatabaseWrapper):
    straight = [EVERYTHING.row(VALUES) for _ in range(2)]
    with transaction.atomic():
        within = [EVERYTHING.row(VALUES) for _ in range(2)]
    seen: list[str] = []
    with own.execute_wrapper(lambda execute, sql, *rest: seen.append(sql) or execute(sql, *rest)):
        counted = EVERYTHING.row(VALUES)

    assert straight[0] is not None
    assert straight == within == [counted, counted]
    assert straight[0][:4] == (7, "甲", None, ["乙", "丙"])
    assert straight[0][-2:] == (1, 7)
    assert seen == [EVERYTHING.text]


def test_other_types_of_the_same_values_are_planned_apart(own: BaseDatabaseWrapper):
    plain = Statement("SELECT pg_typeof(%(value)s)::text")

    assert [plain.row({"value": each}) for each in (1, 2**40, 1.5, 2)] == [
        ("smallint",),
        ("bigint",),
        ("double precision",),
        ("smallint",),
    ]


def test_an_error_is_djangos_and_the_next_statement_is_answered(own: BaseDatabaseWrapper):
    with pytest.raises(DataError) as told:
        Statement("SELECT 1 / %(zero)s::int").row({"zero": 0})
    assert getattr(told.value.__cause__, "sqlstate", None) == "22012"
    with pytest.raises(IntegrityError):
        Statement("INSERT INTO ledger_entry DEFAULT VALUES").rows({})

    assert Statement("SELECT %(one)s::int").row({"one": 1}) == (1,)


def test_what_is_rolled_back_is_gone(own: BaseDatabaseWrapper):
    count = Statement("SELECT count(*) FROM passing WHERE n = %(n)s::int")
    own.cursor().execute("CREATE TEMP TABLE passing (n int)")
    with transaction.atomic():
        Statement("INSERT INTO passing VALUES (%(n)s) RETURNING n").rows({"n": 1})
        assert count.row({"n": 1}) == (1,)
        transaction.set_rollback(True)

    assert count.row({"n": 1}) == (0,)


def test_a_connection_that_the_server_closed_is_an_outage_and_the_next_is_a_new_one(own: BaseDatabaseWrapper):
    assert EVERYTHING.row(VALUES) is not None
    with pytest.raises(OperationalError) as told:
        Statement("SELECT pg_terminate_backend(pg_backend_pid()), %(n)s::int").row({"n": 1})
    assert getattr(told.value.__cause__, "sqlstate", None) in (None, "57P01")
    own.close_if_unusable_or_obsolete()

    assert EVERYTHING.row(VALUES) is not None


def test_a_table_that_was_altered_is_read_anew(own: BaseDatabaseWrapper):
    own.cursor().execute("CREATE TEMP TABLE grown (a int)")
    read = Statement("SELECT * FROM grown WHERE %(n)s::int = 1")
    assert read.rows({"n": 1}) == []
    own.cursor().execute("ALTER TABLE grown ADD b text; INSERT INTO grown VALUES (1, 'b')")

    assert read.rows({"n": 1}) == [(1, "b")]
