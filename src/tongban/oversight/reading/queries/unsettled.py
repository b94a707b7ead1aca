"""Cases about whose looks somebody still asks (未了的质询和线索): their archives are not destroyed meanwhile."""

from collections.abc import Collection
from datetime import date

from tongban.foundation.ledger.models import Entry
from tongban.oversight.reading.models import LookFinding, ReadQuestion


def unsettled(numbers: Collection[str], on: date) -> dict[str, str]:
    """Of these cases, those with a question or a finding that has not ended, with which (three statements)."""
    asked = set(ReadQuestion.objects.filter(ended_at=None).values_list("entry", flat=True))
    found = {
        key
        for entries in LookFinding.objects.filter(ended_at=None).values_list("entries", flat=True)
        for key in entries
    }
    wanted = {f"case:{number}": number for number in numbers}
    looks = Entry.objects.filter(pk__in=asked | found, facts__subject__in=list(wanted))
    return {
        wanted[subject]: "有查看质询没有了结" if key in asked else "有查看线索没有核查完"
        for key, subject in looks.order_by("-pk").values_list("pk", "facts__subject")
    }
