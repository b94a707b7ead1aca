"""Tasks of the province (省差评整改): what was handed down, how each stands here and there, the simulator. R-112."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.exchange.connectors.provincial_rectification import queries
from tongban.exchange.connectors.provincial_rectification.bound import BOUND
from tongban.exchange.connectors.provincial_rectification.commands.collecting import collect
from tongban.exchange.connectors.provincial_rectification.models import SimulatedTask
from tongban.exchange.connectors.provincial_rectification.simulator import faults, hand_down, set_faults
from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.registers.catalog.queries import cards
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import show
from .misbehaving import faults_sent, faults_shown
from .narrowing import narrowed
from .stepping import NOT_SENT, Refused, refused


@require_safe
@staff(Role.SUPERVISOR)
def tasks(request: HttpRequest) -> HttpResponse:
    """What was handed down, the newest first, with how it stands on both sides (one statement, one call)."""
    return _page(request, NOT_SENT)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def collect_now(request: HttpRequest) -> HttpResponse:
    """Collect without waiting for the timer."""
    try:
        collect(at=now())
    except Declined as refusal:
        return _page(request, refused("collect", refusal, {}))
    return redirect("console-provincial-tasks")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def simulator(request: HttpRequest) -> HttpResponse:
    """The pretended system of the demo city, and how badly it behaves."""
    _only_simulated()
    if request.method != "POST":
        return _simulator_page(request, NOT_SENT)
    sent, wanted = faults_sent(request)
    try:
        set_faults(wanted, by=actor_of(request), at=now())
    except Declined as refusal:
        return _simulator_page(request, refused("faults", refusal, sent))
    return redirect("console-provincial-task-simulator")


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def hand_one_down(request: HttpRequest) -> HttpResponse:
    """The pretended province hands down a sample task about some matter of the city."""
    _only_simulated()
    at, matters = now(), cards()
    if not matters:
        raise NotFound("还没有办事指南，交办单没有可以说的事项。")
    number = f"样例{at:%Y%m%d}-{SimulatedTask.objects.count() + 1:03d}"
    hand_down(number, at=at, taskHandleItem=matters[0].option_code)
    return redirect("console-provincial-task-simulator")


def _page(request: HttpRequest, sent: Refused) -> HttpResponse:
    asked = narrowed(request, "console-provincial-tasks")
    rows = queries.handed(actor_of(request), before=asked.after_key, most=queries.PAGE + 1, at=now())
    system = BOUND.system
    context = {
        "system": system.name if system is not None else "",
        "is_simulated": _is_simulated(),
        "page": asked.page(rows, queries.PAGE),
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/provincial_tasks.html", context, current="redresses", status=sent.status)


def _simulator_page(request: HttpRequest, sent: Refused) -> HttpResponse:
    context = {
        "name": BOUND.system.name if BOUND.system else "",
        "waiting": SimulatedTask.objects.filter(status="handed").count(),
        **faults_shown(faults()),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    template = "console/provincial_tasks_simulator.html"
    return show(request, template, context, current="redresses", status=sent.status)


def _is_simulated() -> bool:
    return bool(settings.TONGBAN_DEMO and BOUND.system is not None and BOUND.system.is_simulated)


def _only_simulated() -> None:
    if not _is_simulated():
        raise NotFound("这里没有模拟的省差评整改系统。")
