"""Statements stay planned on a connection, whatever is refused on it."""

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from tongban.foundation.kernel.errors import Declined

pytestmark = pytest.mark.django_db(transaction=True)

ASKED = "SELECT %s::int + 1"


def planned() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE statement LIKE 'SELECT $1::int%'")
        return [row[0] for row in cursor.fetchall()]


def ask() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [1])


@pytest.mark.req("R-204")
def test_a_refusal_makes_nobody_plan_statements_anew():
    ask()
    ask()
    assert len(planned()) == 1
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO ledger_entry (chain) VALUES (NULL)")
    with pytest.raises(Declined), transaction.atomic(), transaction.atomic():
        raise Declined("不能这样做")
    assert len(planned()) == 1
    ask()


def test_a_changed_table_is_asked_anew():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE odd_sock (size int)")
        try:
            for _ in range(3):
                cursor.execute("SELECT * FROM odd_sock WHERE size = %s", [1])
            cursor.execute("ALTER TABLE odd_sock ADD colour text")
            cursor.execute("SELECT * FROM odd_sock WHERE size = %s", [1])
            assert len(cursor.description) == 2
        finally:
            cursor.execute("DROP TABLE odd_sock")


def test_as_many_statements_are_kept_as_a_process_sends():
    connection.ensure_connection()
    raw: psycopg.Connection[tuple[object, ...]] = connection.connection
    assert raw.prepared_max == 400
    assert raw.prepare_threshold == 1
