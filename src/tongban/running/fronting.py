"""The account of a department's supervision system for the front table (前置表账号): it may add rows, nothing else."""

from typing import Any

from django.db import connection, transaction
from psycopg import sql

from tongban.exchange.connectors.provincial_supervision.deliveries import login_of
from tongban.exchange.connectors.provincial_supervision.models import DroppedRow
from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.models import Agency
from tongban.registers.parties.tokens import new_token

MOST_CONNECTIONS = 4


@transaction.atomic
def open_login(agency_key: str) -> tuple[str, str, str]:
    """Account, password and a sentence; one that is there gets a new password, and the old one is dead."""
    agency = Agency.objects.filter(key=agency_key, is_active=True).first()
    if agency is None:
        raise NotFound(f"没有标识为 {agency_key} 的部门。")
    login, password = login_of(agency.key), new_token()
    _let_in(login, password)
    record(f"agency:{agency.key}", "open_front_table", by=SYSTEM, at=now(), facts={"login": login})
    table = DroppedRow._meta.db_table
    words = f"{agency.name}的前置表账号，只能往 {table} 的 content 列里加记录，看不到、改不了别的。密码只显示这一次。"
    return login, password, words


def _let_in(login: str, password: str) -> None:
    role, table = sql.Identifier(login), sql.Identifier(DroppedRow._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [login])
        if cursor.fetchone() is None:
            _say(cursor, "CREATE ROLE {} NOINHERIT", role)
        _say(cursor, "ALTER ROLE {} LOGIN CONNECTION LIMIT {} PASSWORD {}", role, MOST_CONNECTIONS, password)
        _say(cursor, "GRANT USAGE ON SCHEMA public TO {}", role)
        _say(cursor, "GRANT INSERT (content) ON {} TO {}", table, role)


def _say(cursor: Any, statement: Any, *parts: object) -> None:
    said = [each if isinstance(each, sql.Composable) else sql.Literal(each) for each in parts]
    cursor.execute(sql.SQL(statement).format(*said).as_string(connection.connection))
