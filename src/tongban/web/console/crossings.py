"""Across provinces in numbers (跨省通办情况): partner cities, who answers for delays, frequent matters not offered."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.crossing.partners import BOUND
from tongban.handling.crossing.queries.crossings import figures
from tongban.oversight.supervision.queries.frequent import crossing_coverage
from tongban.oversight.supervision.queries.reports import names
from tongban.oversight.supervision.rules.frequent import RULE
from tongban.web.ui.audience import staff

from .figures import percent
from .frame import WATCHERS, show

DAYS = 365


@require_safe
@staff(*WATCHERS)
def crossings(request: HttpRequest) -> HttpResponse:
    """One row for each partner city, of the last year; and the frequent matters against the list (five statements)."""
    at = now()
    rows = figures(since=at - timedelta(days=DAYS), at=at)
    found, called = crossing_coverage(local_day(at)), names()
    context = {
        "rows": rows,
        "days": DAYS,
        "lines": BOUND.lines,
        "share": percent(found.share),
        "frequent": len(found.listed) + len(found.missing),
        "missing": [
            {"name": called.get(each.option_code, each.option_code), "place": each.place, "cases": each.cases}
            for each in found.missing
        ],
        "rule": RULE,
    }
    return show(request, "console/crossings.html", context, current="crossings")
