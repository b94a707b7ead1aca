"""The account of a department for the front table: it adds rows as itself, and may do nothing else (R-052)."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from tongban.exchange.connectors.provincial_supervision.models import DroppedRow
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.ledger.models import Entry
from tongban.running.fronting import open_login

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-052")]
TABLE = "provincial_supervision_droppedrow"
REFUSED = (
    f"INSERT INTO {TABLE} (content, dropped_by) VALUES ('{{}}', 'drop_health')",
    f"SELECT content FROM {TABLE}",
    f"UPDATE {TABLE} SET content = '{{}}'",
    f"DELETE FROM {TABLE}",
    "SELECT name FROM parties_party",
    "SELECT * FROM ledger_append('x', now(), 'x', '', '', '', '', '', '', '[]')",
    "CREATE TABLE mine (id int)",
)


@contextmanager
def signed_in(login: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET SESSION AUTHORIZATION {login}")
        yield
        cursor.execute("RESET SESSION AUTHORIZATION")


def test_a_department_adds_rows_as_itself_and_can_do_nothing_else() -> None:
    login, password, words = open_login("market-regulation")
    assert login == "drop_market_regulation"
    assert len(password) > 30
    assert TABLE in words
    with signed_in(login), connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO {TABLE} (content) VALUES (\'{{"ref": "J-1"}}\')')
        for each in REFUSED:
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(each)
    row = DroppedRow.objects.get()
    assert (row.dropped_by, row.content) == (login, {"ref": "J-1"})
    assert row.dropped_at is not None


def test_a_second_time_there_is_a_new_password_and_nothing_of_it_in_the_ledger() -> None:
    first, again = open_login("market-regulation"), open_login("market-regulation")
    assert first[0] == again[0]
    assert first[1] != again[1]
    told = repr(list(Entry.objects.filter(verb="open_front_table").values()))
    assert first[0] in told
    assert first[1] not in told
    with pytest.raises(NotFound):
        open_login("nobody")
