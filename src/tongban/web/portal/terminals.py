"""Where terminals stand (自助终端在哪里): the nearest one that can be used now, for everybody; R-135."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import now
from tongban.handling.devices.queries.devices import devices
from tongban.handling.devices.rules.states import PlaceType
from tongban.registers.servicemap.queries import sites, starts
from tongban.registers.servicemap.rules.distance import distance_words
from tongban.web.portal import inputs
from tongban.web.portal.pages import page, public
from tongban.web.ui.audience import everybody


@everybody
@require_safe
def terminals(request: HttpRequest) -> HttpResponse:
    """Every terminal with its hours and what it does, the nearest first from a chosen community (three statements)."""
    at, choices = now(), starts(sites())
    start = next((each for each in choices if each.code == inputs.text(request.GET, "at")), None)
    wanted = inputs.text(request.GET, "type")
    kind = wanted if wanted in set(PlaceType) else ""
    found = devices(at=at, origin=start.point if start is not None else None)
    rows = [each for each in found if kind in ("", each.placement.place_type)]
    context = {
        "rows": [(each, distance_words(each.metres) if each.metres is not None else "") for each in rows],
        "start": start,
        "starts": [("", "不选"), *((each.code, each.name) for each in choices)],
        "types": [("", "全部"), *((each.value, each.label) for each in PlaceType)],
        "kind": kind,
    }
    return public(page(request, "terminals", context))
