"""Whose record is open (失信限制) among many at once: `handling.benefits.ports.BarredAmong`."""

from collections.abc import Collection
from datetime import date

from .models import CreditRecord
from .rules.states import CreditStatus


def barred_among(party_ids: Collection[int], on: date) -> set[int]:
    """Those of these parties with a record that binds on the day and is not repaired (one statement)."""
    rows = CreditRecord.objects.filter(party_id__in=party_ids, began_on__lte=on, ends_on__gte=on)
    return set(rows.exclude(status=CreditStatus.LIFTED).values_list("party_id", flat=True))
