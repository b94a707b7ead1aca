"""How long what is done on the spot really takes (当场办结用时): R-041."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection

MEASURED = timedelta(days=30)
_STATEMENT = (Path(__file__).parent / "spot.sql").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class CounterTime:
    """The median from receipt to decision of one on-the-spot option, in minutes, over `cases` of them."""

    option_code: str
    name: str
    cases: int
    minutes: float


def counter_times(*, at: datetime) -> list[CounterTime]:
    """Each on-the-spot option that was decided within the last thirty days, the slowest first (one statement)."""
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, [at - MEASURED, at])
        return [CounterTime(*row) for row in cursor.fetchall()]
