"""Ratings at the province (上报省好差评系统): what was reported, whether both sides count the same, the simulator."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.exchange.connectors.provincial_ratings import queries
from tongban.exchange.connectors.provincial_ratings.bound import BOUND
from tongban.exchange.connectors.provincial_ratings.commands.pushing import resend
from tongban.exchange.connectors.provincial_ratings.simulator import faults, set_faults
from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import show
from .misbehaving import faults_sent, faults_shown
from .narrowing import narrowed
from .stepping import NOT_SENT, Refused, refused


@require_safe
@staff(Role.SUPERVISOR)
def pushes(request: HttpRequest) -> HttpResponse:
    """What was reported, the newest first, and the last seven days on both sides (six statements)."""
    return _page(request, NOT_SENT)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a message without a receipt anew."""
    actor = actor_of(request)
    found = queries.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这条上报。")
    try:
        resend(found, by=actor, at=now())
    except Declined as refusal:
        return _page(request, refused("resend", refusal, {}))
    return redirect("console-provincial-ratings")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def simulator(request: HttpRequest) -> HttpResponse:
    """The pretended system of the demo city, and how badly it behaves."""
    if not _is_simulated():
        raise NotFound("这里没有模拟的省好差评系统。")
    if request.method != "POST":
        return _simulator_page(request, NOT_SENT)
    sent, wanted = faults_sent(request)
    try:
        set_faults(wanted, by=actor_of(request), at=now())
    except Declined as refusal:
        return _simulator_page(request, refused("faults", refusal, sent))
    return redirect("console-provincial-rating-simulator")


def _page(request: HttpRequest, sent: Refused) -> HttpResponse:
    actor = actor_of(request)
    asked = narrowed(request, "console-provincial-ratings", "show")
    rows = queries.reported(actor, show=asked["show"], before=asked.after_key, most=queries.PAGE + 1)
    context = {
        "health": queries.health(actor),
        "lag": queries.lag(actor, at=now()),
        "days": queries.daily(at=now()),
        "asked": asked,
        "page": asked.page(rows, queries.PAGE),
        "filters": [("回执", asked.chips("show", [("waiting", "等回执"), ("received", "已收到")]))],
        "has_simulator": _is_simulated(),
        "problems": sent.problems,
        "once": once_input,
    }
    return show(request, "console/provincial_ratings.html", context, current="ratings", status=sent.status)


def _simulator_page(request: HttpRequest, sent: Refused) -> HttpResponse:
    context = {
        "name": BOUND.system.name if BOUND.system else "",
        **faults_shown(faults()),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/provincial_ratings_simulator.html", context, current="ratings", status=sent.status)


def _is_simulated() -> bool:
    return bool(settings.TONGBAN_DEMO and BOUND.system is not None and BOUND.system.is_simulated)
