"""Who called how often (调用计数): counted in this process, added to the register every few seconds by its heartbeat.

What was asked is not kept here: acts and looks at personal data have their own record. A process that is killed loses
what it counted since its last heartbeat.
"""

from collections import Counter
from datetime import datetime
from threading import Lock

from django.db import DatabaseError

from tongban.foundation.kernel.clock import local_day
from tongban.registers.parties.commands import note_calls
from tongban.registers.parties.terms import CallOutcome, outcome_of

Key = tuple[int, str, CallOutcome]


class Calls:
    """The calls of systems that nobody has written down yet."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: Counter[Key] = Counter()

    def add(self, client: int, operation: str, status: int) -> None:
        with self._lock:
            self._counts[client, operation, outcome_of(status)] += 1

    def pour(self, at: datetime) -> None:
        """Write them down; while the database is away they are kept."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
        try:
            note_calls(counts, on=local_day(at))
        except DatabaseError:
            with self._lock:
                self._counts += counts
            raise


CALLS = Calls()
