"""The page of the simulated provincial platform of codes (模拟的省一码通, 演示用): a made-up person shows a code."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.exchange.connectors.provincial_code.bound import BOUND
from tongban.exchange.connectors.provincial_code.simulator import LASTS, SAMPLES, Simulator
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import NotFound
from tongban.web.portal import inputs
from tongban.web.portal.pages import page
from tongban.web.ui.audience import everybody

_MARGIN = timedelta(seconds=1)


@everybody
@require_safe
def simulated(request: HttpRequest) -> HttpResponse:
    """Not there when the real platform is bound; each look is a new code, which needs nothing to be written."""
    platform, at = BOUND.platform, now()
    if not isinstance(platform, Simulator):
        raise NotFound()
    chosen = SAMPLES.get(inputs.text(request.GET, "subject"))
    context: dict[str, Any] = {"people": list(SAMPLES.values()), "chosen": chosen, "code": ""}
    if chosen is not None:
        context |= {"code": platform.give(chosen.subject, at=at), "dies_at": at + LASTS - _MARGIN}
    return page(request, "provincial_code_simulator", context)
