"""What a request costs (计量): processor time of the servers from /proc, statements from the database's own log."""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

TICKS = os.sysconf("SC_CLK_TCK")
HEARD_SECONDS = 0.1
_STATEMENT = re.compile(rb"LOG:  (?:statement|execute [^:]*): +(?:--[^\n]*\n\s*)*(\w+)")
_BRACKETS = frozenset({b"BEGIN", b"COMMIT", b"ROLLBACK", b"DEALLOCATE", b"SET", b"START"})


def cpu_seconds(root: int) -> float:
    """Processor time of a process, of its living descendants, and of those that ended."""
    children: dict[int, list[int]] = {}
    spent: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _fields(entry / "stat")):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
            spent[int(entry.name)] = sum(int(each) for each in fields[11:15])
    waiting, total = [root], 0
    while waiting:
        pid = waiting.pop()
        total += spent.get(pid, 0)
        waiting += children.get(pid, [])
    return total / TICKS


def _fields(path: Path) -> list[str]:
    """What follows the program's name: state, parent, …, utime, stime, cutime, cstime."""
    try:
        return path.read_text().rpartition(")")[2].split()
    except OSError:
        return []


@contextmanager
def statements_logged() -> Iterator[None]:
    """Let the server log every statement for the length of a block."""
    _configure("ALTER SYSTEM SET log_statement = 'all'")
    time.sleep(HEARD_SECONDS)  # until every process of the server has heard of it
    try:
        yield
    finally:
        _configure("ALTER SYSTEM RESET log_statement")


def count_statements(log: Path, act: Callable[[], object]) -> int:
    """How many statements the server runs during `act`; what only brackets a transaction is not counted.

    The server writes a statement down before it runs it, so that all of them are there once `act` has its answer.
    """
    before = log.stat().st_size
    act()
    with log.open("rb") as file:
        file.seek(before)
        return sum(found.upper() not in _BRACKETS for found in _STATEMENT.findall(file.read()))


def _configure(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("SELECT pg_reload_conf()")
