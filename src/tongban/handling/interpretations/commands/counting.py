"""Counting the readers of interpretations (到达量)."""

from collections.abc import Mapping
from datetime import date

from django.db import connection

from tongban.handling.interpretations.models import Interpretation

_ADD = """
    INSERT INTO interpretations_interpretationreads AS kept (interpretation_id, "on", came_from, times) VALUES {places}
    ON CONFLICT (interpretation_id, "on", came_from) DO UPDATE SET times = kept.times + excluded.times
"""


def keep_reads(counts: Mapping[tuple[int, str], int], *, on: date) -> int:
    """Add what was counted of a day (two statements); gives how many rows there were."""
    known = set(Interpretation.objects.filter(pk__in={key for key, _ in counts}).values_list("pk", flat=True))
    rows = [(key, on, came_from, times) for (key, came_from), times in sorted(counts.items()) if key in known]
    if rows:
        places = ", ".join(["(%s, %s, %s, %s)"] * len(rows))
        with connection.cursor() as cursor:
            cursor.execute(_ADD.format(places=places), [value for row in rows for value in row])
    return len(rows)
