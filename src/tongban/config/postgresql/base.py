"""The database backend that the settings name."""

import select
from collections.abc import Sequence
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg._preparing import Prepare, PrepareManager
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
            return super().clear()
        return False


class DatabaseWrapper(base.DatabaseWrapper):
    """A persistent connection is looked at before each request, without asking the server (one round trip less)."""

    connection: Any
    _raw: Any = None

    def raw_cursor(self) -> Any:
        """The one cursor of this connection for statements that are sent as they are: it knows the types by now."""
        if self._raw is None or self._raw.connection is not self.connection or self._raw.closed:
            self._raw = psycopg.RawCursor(self.connection)
        return self._raw

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
