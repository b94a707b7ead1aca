"""Across provinces in numbers (跨省通办情况): each partner city, its line, and who answers for delays."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import now
from tongban.handling.crossing.partners import BOUND
from tongban.handling.crossing.queries.crossings import figures
from tongban.web.ui.audience import staff

from .frame import WATCHERS, show

DAYS = 365


@require_safe
@staff(*WATCHERS)
def crossings(request: HttpRequest) -> HttpResponse:
    """One row for each partner city, of the last year (three statements)."""
    at = now()
    rows = figures(since=at - timedelta(days=DAYS), at=at)
    context = {"rows": rows, "days": DAYS, "lines": BOUND.lines}
    return show(request, "console/crossings.html", context, current="crossings")
