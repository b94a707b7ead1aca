"""The transition from one edition to the next (过渡规则): how long applications may finish under the old one."""

from datetime import date

from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.models import ListVersion


def may_finish_until(pinned: Guide, *, on: date) -> date | None:
    """Until when what was begun under this edition may be submitted under it; None when it has to follow (R-026).

    Every edition that came since has a say: the first one to end its transition ends it (one statement).
    """
    rows = ListVersion.objects.filter(
        list__code=pinned.implementation_code, number__gt=pinned.version, effective_on__lte=on
    )
    days = list(rows.values_list("drafts_until_on", flat=True))
    if not days or any(each is None for each in days):
        return None
    last = min(each for each in days if each is not None)
    return last if on <= last else None
