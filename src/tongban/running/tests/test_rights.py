import pytest
from django.db import connection

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger import numbering, privileges
from tongban.foundation.ledger.commands import compose
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.rules import GENESIS
from tongban.running import checking, migrating
from tongban.running.database import WEB

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-196")]


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture(autouse=True)
def _web_role() -> None:
    assert migrating.web_role_exists()


def test_the_check_finds_a_web_that_could_change_the_record() -> None:
    migrating.hand_out_rights()
    assert not [finding for finding in checking.findings() if "只增不改" in finding]
    table = privileges.append_only_tables()[0]
    run(f"GRANT DELETE ON {table} TO {WEB}")
    assert [finding for finding in checking.findings() if table in finding]
    migrating.hand_out_rights()
    assert not [finding for finding in checking.findings() if table in finding]


def test_a_database_with_everything_done_has_no_pending_migration() -> None:
    assert migrating.migrate() == 0
    assert not [finding for finding in checking.findings() if "升级" in finding]


def test_the_tests_own_database_is_called_not_durable() -> None:
    assert [finding for finding in checking.findings() if "fsync=off" in finding]


def test_a_start_after_a_logical_restore_is_refused_until_the_numbers_go_on() -> None:
    def told() -> list[str]:
        return [finding for finding in checking.findings() if "ledger rebase" in finding]

    assert told() == []
    restored = Entry.of(compose(chain="inspection:1", seq=1, verb="note", by=SYSTEM, at=now()), GENESIS)
    restored.txid = 7_000_000_000
    restored.save(force_insert=True)
    assert told()
    numbering.rebase()
    assert told() == []
