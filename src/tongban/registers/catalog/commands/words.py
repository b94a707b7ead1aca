"""What people say (同义词表), and what they looked for in vain (零结果查询)."""

from collections.abc import Mapping
from datetime import date

from django.db import connection, transaction

from tongban.registers.catalog.models import Synonym

from .force import bump

_ADD_MISSES = """
    INSERT INTO catalog_miss AS miss (text, "on", times) VALUES {places}
    ON CONFLICT (text, "on") DO UPDATE SET times = miss.times + excluded.times
"""


@transaction.atomic
def load_synonyms(said: Mapping[str, str]) -> int:
    """Take over the editable list of what people say (同义词表); gives the number of changes."""
    before = dict(Synonym.objects.values_list("said", "meant"))
    changed = [Synonym(said=word, meant=meant) for word, meant in said.items() if before.get(word) != meant]
    if changed:
        Synonym.objects.bulk_create(changed, update_conflicts=True, unique_fields=["said"], update_fields=["meant"])
        bump()
    return len(changed)


def keep_misses(counts: Mapping[str, int], *, on: date) -> int:
    """Add a day's searches that found nothing, for an editor (one statement); gives how many texts there were."""
    rows = [(text, on, times) for text, times in sorted(counts.items())]
    if rows:
        places = ", ".join(["(%s, %s, %s)"] * len(rows))
        with connection.cursor() as cursor:
            cursor.execute(_ADD_MISSES.format(places=places), [value for row in rows for value in row])
    return len(rows)
