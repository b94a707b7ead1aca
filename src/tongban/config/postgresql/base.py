"""The database backend that the settings name."""

import select
from collections.abc import Sequence
from itertools import count
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg import pq
from psycopg._preparing import Prepare, PrepareManager
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq.abc import PGresult

PREPARED_MAX = 400
"""Statements that a connection keeps planned: about as many as one web process ever sends."""


class Prepared(PrepareManager):
    """Statements stay planned after a rollback, at which the driver forgets them all.

    It fears objects that the transaction had made. What answers requests makes none and is often rolled back: every
    refusal, and every pair of writers to one chain, would have all statements of the connection planned anew.
    """

    def clear(self) -> bool:
        """Called at each rollback: there is nothing to forget."""
        return False

    def _should_discard(self, prep: Prepare, results: Sequence[PGresult], *others: Any) -> bool:
        """Whether an object was changed, which what was planned may have stood on; then all is forgotten."""
        if any((each.command_status or b"").startswith((b"DROP", b"ALTER", b"DEALLOCATE")) for each in results):
            self.straight.clear()
            return super().clear()
        return False

    def __init__(self) -> None:
        super().__init__()
        self.straight: dict[tuple[bytes, tuple[int, ...]], bytes] = {}
        """What `Straight` had planned: the name of each statement, for the types of its values."""


class Straight:
    """A connection's short way for statements that are sent as they are (直送): one call of libpq.

    The driver sends, waits and reads step by step, so that it can be interrupted, and takes the interpreter's lock
    again after each step; with all cores busy that is most of what a small statement costs.
    """

    def __init__(self, connection: Any) -> None:
        self.connection, self._pgconn = connection, connection.pgconn
        self._types: Any = Transformer(connection)
        self._numbers = count()

    def rows(self, sent: bytes, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows of a statement with `$1, $2 …`, outside of a transaction; raises the driver's errors."""
        types = self._types
        params = types.dump_sequence(values, [PyFormat.AUTO] * len(values))
        names, key = self.connection._prepared.straight, (sent, types.types)
        name = names.get(key)
        if name is None:
            name = b"straight_%d" % next(self._numbers)
            self._checked(self._pgconn.prepare(name, sent, types.types))
            names[key] = name
        result = self._checked(self._pgconn.exec_prepared(name, params, types.formats))
        types.set_pgresult(result)
        found: list[tuple[Any, ...]] = types.load_rows(0, result.ntuples, tuple)
        return found

    def _checked(self, result: PGresult) -> PGresult:
        if result.status in (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK):
            return result
        if self._pgconn.status != pq.ConnStatus.OK:
            raise psycopg.OperationalError("the connection is lost")
        raise error_from_result(result, encoding=self.connection.info.encoding)


class DatabaseWrapper(base.DatabaseWrapper):
    """A persistent connection is looked at before each request, without asking the server (one round trip less)."""

    connection: Any
    _straight: Straight | None = None

    def rows(self, sent: bytes, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows of a statement that is sent as it is, `$1, $2 …`; errors are Django's."""
        self.ensure_connection()
        with self.wrap_database_errors:
            if not self.connection.autocommit:  # it may be the first of a transaction, which the driver begins then
                with psycopg.RawCursor(self.connection) as cursor:
                    return cursor.execute(sent, values).fetchall()
            straight = self._straight
            if straight is None or straight.connection is not self.connection:
                straight = self._straight = Straight(self.connection)
            return straight.rows(sent, values)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection that keeps its plans."""
        connection: Any = super().get_new_connection(conn_params)
        threshold, connection._prepared = connection.prepare_threshold, Prepared()
        connection.prepare_threshold, connection.prepared_max = threshold, PREPARED_MAX
        return connection

    def is_usable(self) -> bool:
        """Nothing comes unasked from a server that stands; one that fell has closed its end, which can be read."""
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0)
