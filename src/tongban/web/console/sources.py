"""One source for every channel (同源发布): which channel of which process tells which revision of the catalogue."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import now
from tongban.registers.catalog.channels import MOST_BEHIND, GuideChannel, newest_revision, standings
from tongban.web.ui.audience import staff

from .frame import READERS, show


@require_safe
@staff(*READERS)
def sources(request: HttpRequest) -> HttpResponse:
    """Every channel as it last reported, those behind first; channels of which nothing is known are named."""
    found = standings(now())
    seen = {each.channel for each in found}
    context = {
        "rows": sorted(found, key=lambda each: (each.is_current, each.node, each.channel)),
        "late": [each for each in found if each.is_alarming],
        "newest": newest_revision(),
        "silent": [each.label for each in GuideChannel if each not in seen],
        "seconds": int(MOST_BEHIND.total_seconds()),
    }
    return show(request, "console/sources.html", context, current="home")
