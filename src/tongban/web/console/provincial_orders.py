"""Orders of the province's 12345 (省12345转办): what was handed over, how each stands here and there."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.exchange.connectors.provincial_hotline import queries
from tongban.exchange.connectors.provincial_hotline.bound import BOUND
from tongban.exchange.connectors.provincial_hotline.commands.collecting import collect
from tongban.exchange.connectors.provincial_hotline.models import SimulatedOrder
from tongban.exchange.connectors.provincial_hotline.simulator import hand_over
from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import NotFound
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once

from .line_pages import HandedPage


@require_safe
@staff(Role.SUPERVISOR)
def orders(request: HttpRequest) -> HttpResponse:
    """What was handed over, the newest first, with how it stands on both sides (one statement, one call)."""
    return _PAGE.shown(request)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def collect_now(request: HttpRequest) -> HttpResponse:
    """Take over without waiting for the timer."""
    return _PAGE.collected(request)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def hand_one_over(request: HttpRequest) -> HttpResponse:
    """The pretended province hands over a sample order."""
    if not (settings.TONGBAN_DEMO and BOUND.system is not None and BOUND.system.is_simulated):
        raise NotFound("这里没有模拟的省12345热线平台。")
    at = now()
    hand_over(f"样例{at:%Y%m%d}-{SimulatedOrder.objects.count() + 1:03d}", at=at)
    return redirect("console-provincial-orders")


_PAGE = HandedPage(
    "console-provincial-orders",
    "console/provincial_orders.html",
    "hotline",
    system=lambda: BOUND.system,
    handed=queries.handed,
    collect=collect,
)
