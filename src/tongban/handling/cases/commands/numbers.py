"""Case numbers for this process (办件编号): taken from the database's sequence in blocks, so that nobody waits."""

import os
import threading
from collections import deque
from datetime import date

from django.db import connection

from tongban.foundation.kernel.codes import case_number

BLOCK = 50


class _Block:
    """The serial numbers that this process has taken and not yet used; unused ones are lost, never used twice."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.serials: deque[int] = deque()
        self.process = os.getpid()

    def next(self) -> int:
        with self.lock:
            if self.process != os.getpid():
                self.serials.clear()
                self.process = os.getpid()
            if not self.serials:
                self.serials.extend(_take_block())
            return self.serials.popleft()


_block = _Block()


def next_case_number(division: str, *, on: date) -> str:
    """A new number of this division and year with its check digit (R-207)."""
    return case_number(division, on.year, _block.next())


def _take_block() -> range:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cases_serial')")
        last = int(cursor.fetchone()[0])
    return range(last - BLOCK + 1, last + 1)


def forget() -> None:
    """Give up the numbers in hand: the database was brought back to an earlier state."""
    _block.serials.clear()
