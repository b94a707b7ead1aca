"""Tasks of the province (省差评整改): what was handed down, how each stands here and there, the simulator. R-112."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.exchange.connectors.provincial_rectification import queries
from tongban.exchange.connectors.provincial_rectification.bound import BOUND
from tongban.exchange.connectors.provincial_rectification.commands.collecting import collect
from tongban.exchange.connectors.provincial_rectification.models import SimulatedTask
from tongban.exchange.connectors.provincial_rectification.simulator import KNOBS, hand_down
from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.catalog.queries import cards
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once

from .line_pages import HandedPage, SimulatorPage


@require_safe
@staff(Role.SUPERVISOR)
def tasks(request: HttpRequest) -> HttpResponse:
    """What was handed down, the newest first, with how it stands on both sides (one statement, one call)."""
    return _PAGE.shown(request)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def collect_now(request: HttpRequest) -> HttpResponse:
    """Collect without waiting for the timer."""
    return _PAGE.collected(request)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def simulator(request: HttpRequest) -> HttpResponse:
    """The pretended system of the demo city, and how badly it behaves."""
    more: dict[str, Any] = {"waiting": SimulatedTask.objects.filter(status="handed").count()}
    return _SIMULATOR.taken(request, **more) if request.method == "POST" else _SIMULATOR.shown(request, **more)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def hand_one_down(request: HttpRequest) -> HttpResponse:
    """The pretended province hands down a sample task about some matter of the city."""
    _SIMULATOR.needed()
    at, matters = now(), cards()
    if not matters:
        raise NotFound("还没有办事指南，交办单没有可以说的事项。")
    number = f"样例{at:%Y%m%d}-{SimulatedTask.objects.count() + 1:03d}"
    hand_down(number, at=at, taskHandleItem=matters[0].option_code)
    return redirect("console-provincial-task-simulator")


_PAGE = HandedPage(
    "console-provincial-tasks",
    "console/provincial_tasks.html",
    "redresses",
    system=lambda: BOUND.system,
    handed=queries.handed,
    collect=collect,
)
_SIMULATOR = SimulatorPage(
    "console-provincial-task-simulator",
    "redresses",
    system=lambda: BOUND.system,
    knobs=KNOBS,
    acts="领取、上报、对账",
    back=("console-provincial-tasks", "省里交办的差评"),
    template="console/provincial_tasks_simulator.html",
)
