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
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import narrowed
from .stepping import NOT_SENT, Refused, refused


@require_safe
@staff(Role.SUPERVISOR)
def orders(request: HttpRequest) -> HttpResponse:
    """What was handed over, the newest first, with how it stands on both sides (one statement, one call)."""
    return _page(request, NOT_SENT)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def collect_now(request: HttpRequest) -> HttpResponse:
    """Take over without waiting for the timer."""
    try:
        collect(at=now())
    except Declined as refusal:
        return _page(request, refused("collect", refusal, {}))
    return redirect("console-provincial-orders")


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def hand_one_over(request: HttpRequest) -> HttpResponse:
    """The pretended province hands over a sample order."""
    if not _is_simulated():
        raise NotFound("这里没有模拟的省12345热线平台。")
    at = now()
    hand_over(f"样例{at:%Y%m%d}-{SimulatedOrder.objects.count() + 1:03d}", at=at)
    return redirect("console-provincial-orders")


def _page(request: HttpRequest, sent: Refused) -> HttpResponse:
    asked = narrowed(request, "console-provincial-orders")
    rows = queries.handed(actor_of(request), before=asked.after_key, most=queries.PAGE + 1, at=now())
    context = {
        "system": BOUND.system.name if BOUND.system is not None else "",
        "is_simulated": _is_simulated(),
        "page": asked.page(rows, queries.PAGE),
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/provincial_orders.html", context, current="hotline", status=sent.status)


def _is_simulated() -> bool:
    return bool(settings.TONGBAN_DEMO and BOUND.system is not None and BOUND.system.is_simulated)
