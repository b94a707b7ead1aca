"""The order of all acts (留痕的次序): the transaction numbers, and what is added to them after a logical restore.

A database restored from a dump counts its transactions anew, from a small number. The two functions that the ledger
asks, `ledger_txid()` and `ledger_horizon()`, end with a constant that is added; rebasing raises it in both.
"""

import re

from django.db import connection, transaction

FUNCTIONS = ("ledger_txid()", "ledger_horizon()")
_ADDED = re.compile(r"\+ \d+")

# The next transaction's number, and the first that new acts may have: after every entry, not before any block's end.
_NUMBERS = """
    SELECT ledger_txid() - pg_current_xact_id()::text::bigint AS added,
           greatest(pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
                    pg_current_xact_id()::text::bigint + 1) AS next,
           greatest(coalesce((SELECT max(txid) FROM ledger_entry), 0) + 1,
                    coalesce((SELECT max(until_txid) FROM ledger_block), 0)) AS needed
"""


def shortfall() -> int:
    """By how much the number of the next act is too small; 0 when it is not, as ever unless a dump was restored."""
    added, following, needed = _numbers()
    return max(0, needed - added - following)


@transaction.atomic
def rebase() -> int:
    """Make both functions add as much more as is missing; how much that was. For the owner of the functions."""
    missing = shortfall()
    if missing:
        add(_numbers()[0] + missing)
    return missing


def add(offset: int) -> None:
    """Write both functions anew with this constant; everything else of them stays."""
    with connection.cursor() as cursor:
        for name in FUNCTIONS:
            cursor.execute("SELECT pg_get_functiondef(%s::regprocedure)", [name])
            renewed, places = _ADDED.subn(f"+ {offset}", cursor.fetchone()[0])
            assert places == 1, f"{name} adds one constant"
            cursor.execute(renewed)


def _numbers() -> tuple[int, int, int]:
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS)
        added, following, needed = cursor.fetchone()
    return added, following, needed
