"""Comparing places (各场所比对): once a night, for the frequent matters of that day; the page reads what was found."""

from datetime import datetime, time, timedelta
from typing import Final

from django.db import transaction

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.oversight.supervision.models import VenueFinding, VenueRun
from tongban.oversight.supervision.queries.frequent import frequent_matters
from tongban.oversight.supervision.queries.venues import compared_materials, counted_places, unlisted_materials
from tongban.oversight.supervision.rules.venues import RECENT_DAYS, Compared, compare, judged

_BATCH: Final = 1000


@transaction.atomic
def compare_venues(*, at: datetime) -> int:
    """比对: every place against all others, and what no list has; the number of differences. A second run replaces it.

    The cases of ninety days to this very instant; what is no difference is kept until the next run only.
    """
    day = local_day(at)
    run, is_new = VenueRun.objects.get_or_create(day=day, defaults={"since": at, "until": at})
    if not is_new:
        run = VenueRun.objects.select_for_update().get(pk=run.pk)
        run.findings.all().delete()
    options = [each.option_code for each in frequent_matters(day)]
    run.since, run.until = datetime.combine(day - timedelta(days=RECENT_DAYS), time(), LOCAL), at
    run.frequent = options
    run.save(update_fields=["since", "until", "frequent"])
    places = counted_places(options, since=run.since, until=at)
    found = [
        *unlisted_materials(since=run.since, until=at),
        *compare(places),
        *compared_materials(places, since=run.since, until=at),
    ]
    rows = [_row(run, each) for each in judged(found)]
    VenueFinding.objects.bulk_create(rows, _BATCH)
    VenueFinding.objects.filter(run__day__lt=day, is_difference=False).delete()
    return sum(each.is_difference for each in rows)


def _row(run: VenueRun, each: Compared) -> VenueFinding:
    return VenueFinding(
        run=run,
        option_code=each.option_code,
        venue_id=each.venue_id,
        what=each.what,
        material_code=each.code,
        material=each.name,
        clerk_id=each.clerk_id,
        case_number=each.case_number,
        window=each.window,
        here=each.here,
        elsewhere=each.elsewhere,
        cases_here=each.counts[0],
        cases_elsewhere=each.counts[1],
        p=each.p,
        is_difference=each.is_difference,
    )
