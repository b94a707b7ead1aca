"""How much the places took of what was handed down to them (下沉事项办理量); R-132."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count

from tongban.handling.cases.models import Case


def taken_at(venue_id: int, *, since: datetime) -> Mapping[str, int]:
    """Cases that the counters of a place received since then, by option (one statement)."""
    rows = Case.objects.filter(venue_id=venue_id, received_at__gte=since)
    return dict(rows.values_list("option_code").annotate(cases=Count("pk")))


def taken_everywhere(*, since: datetime) -> Mapping[tuple[int, str], int]:
    """The same for all places, by place and option (one statement)."""
    rows = Case.objects.filter(venue_id__isnull=False, received_at__gte=since)
    counted = rows.values_list("venue_id", "option_code").annotate(cases=Count("pk"))
    return {(venue, option): cases for venue, option, cases in counted}
