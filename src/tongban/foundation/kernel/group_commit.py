"""Group commit (合并提交): what several threads write at the same moment goes to the database as one statement.

Half of what a small write costs the database does not depend on how many rows it writes: setting up the plan, the
commit, the way there and back. Whoever prepares such a write says so beforehand; what those who prepare at the same
moment have to write is sent together, by the last of them. A write that is alone is sent at once.

They have a connection of their own, one for each process: what PostgreSQL keeps ready for such a statement is kept
once, and stays warm.
"""

from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Self

from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connections

from .statements import Statement, is_counted

MOST = 4
"""Rows that go together at most: each number of rows is a statement of its own, planned on each connection."""
PATIENCE = 0.02
"""Seconds after which nobody is waited for any more."""
GENERIC = "SET plan_cache_mode = force_generic_plan"
"""A plan for whatever the values are, made once: such a statement finds its rows by keys."""
EACH = "/* each */"
"""Stands before and behind the part of the statement that is repeated for each row."""


class Row:
    """One thread's row: announced while it is prepared, then written, with others or alone."""

    __slots__ = ("answer", "apart", "error", "goes_alone", "is_coming", "is_taken", "turn", "values")

    def __init__(self) -> None:
        self.is_coming, self.is_taken, self.goes_alone = True, False, True
        self.values: Mapping[str, Any] = {}
        self.apart: Set[object] = frozenset()
        self.turn = Lock()
        self.turn.acquire()
        self.error: DatabaseError | None = None
        self.answer: tuple[Any, ...] | None = None


class GroupCommit:
    """One statement, written for one row, that takes several.

    What stands between the two `/* each */` selects the row's values by name and nothing else does; it is repeated
    with UNION ALL. The statement answers each row that it wrote with one row, whose first column is the value of
    `key`; a row that it did not write has no answer.
    """

    def __init__(self, text: str, *, key: str) -> None:
        self._before, self._each, self._behind = text.split(EACH)
        self._key = key
        self._lock = Lock()
        self._coming = 0
        self._waiting: list[Row] = []
        self._is_busy = False
        self._of = cache(self._statement)
        self._own: Any = None
        self.one = Statement(text.replace(EACH, ""))
        """The statement for one row."""

    @classmethod
    def beside(cls, module: str, name: str, *, key: str) -> Self:
        """The statement in a file of this name beside a module."""
        return cls((Path(module).parent / name).read_text(encoding="utf-8"), key=key)

    @contextmanager
    def preparing(self) -> Iterator[Row]:
        """Within the block a row is prepared; others wait for it, a moment, until it is written or given up."""
        row = Row()
        with self._lock:
            self._coming += 1
        try:
            yield row
        finally:
            self._arrived(row)

    def write(self, row: Row, values: Mapping[str, Any], *, apart: Set[object]) -> tuple[Any, ...] | None:
        """Write the row, and give the answer to it; None when it was not written. Errors are Django's.

        Two rows that have anything in `apart` in common do not go together. Within a transaction a row goes alone.
        When one of several is refused they are written once more, each alone: the error is its own.
        """
        if is_counted() or connections[DEFAULT_DB_ALIAS].in_atomic_block:
            self._arrived(row)
            return self.one.row(values)
        row.values, row.apart = values, apart
        self._arrived(row, waits=True)
        while not row.turn.acquire(timeout=PATIENCE):
            self._begin(row)
        if not row.is_taken:
            self._lead(row)
        if row.error is not None:
            raise OperationalError(*row.error.args) from row.error
        return self.one.row(values) if row.goes_alone else row.answer

    def _arrived(self, row: Row, *, waits: bool = False) -> None:
        """It is no longer coming: it waits to be written, or is given up."""
        with self._lock:
            self._coming -= row.is_coming
            row.is_coming = False
            self._waiting += [row] * waits
        self._begin()

    def _begin(self, impatient: Row | None = None) -> None:
        """Let the first of those who wait lead, if nobody does and nobody is waited for any more."""
        with self._lock:
            is_time = impatient in self._waiting or self._coming == 0 or len(self._waiting) >= MOST
            if self._is_busy or not self._waiting or not is_time:
                return
            self._is_busy = True
            self._waiting[0].turn.release()

    def _lead(self, first: Row) -> None:
        """Write this row with those that wait, and tell them."""
        group = self._group(first)
        try:
            self._write(group)
        finally:
            with self._lock:
                self._is_busy = False
            for each in group[1:]:
                each.turn.release()
            self._begin()

    def _group(self, first: Row) -> list[Row]:
        """The first and whoever can go with it, taken from those that wait."""
        group, apart = [first], set(first.apart)
        with self._lock:
            for row in self._waiting:
                if row is not first and len(group) < MOST and apart.isdisjoint(row.apart):
                    group.append(row)
                    apart |= row.apart
            for row in group:
                self._waiting.remove(row)
                row.is_taken = True
        return group

    def _write(self, group: list[Row]) -> None:
        names = self.one.names
        try:
            rows = self._of(len(group)).sent([row.values[name] for row in group for name in names], self._line())
        except DatabaseError as error:
            if len(group) == 1:
                raise
            was_refused = getattr(error.__cause__, "sqlstate", None) is not None  # otherwise nobody knows: it is told
            for row in group:
                row.error = None if was_refused else error
            return
        answers = {row[0]: row for row in rows}
        for row in group:
            row.goes_alone, row.answer = False, answers.get(row.values[self._key])

    def _line(self) -> Any:
        """The connection of this process for such statements: whoever leads has it to themselves."""
        own = self._own
        if own is None:
            own = self._own = connections[DEFAULT_DB_ALIAS].copy()
            own.inc_thread_sharing()
        if own.connection is not None and not own.is_usable():
            own.close()
        if own.connection is None:
            with own.cursor() as cursor:
                cursor.execute(GENERIC)
        return own

    def close(self) -> None:
        """Give up the connection; the next write opens another one."""
        if self._own is not None:
            self._own.close()

    def _statement(self, rows: int) -> Statement:
        """The statement for so many rows; the names of all but the first carry their place."""
        names = self.one.names
        parts = [self._each % {name: f"%({name}{place or ''})s" for name in names} for place in range(rows)]
        return Statement(self._before + "UNION ALL".join(parts) + self._behind)
