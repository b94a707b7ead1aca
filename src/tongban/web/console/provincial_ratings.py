"""Ratings at the province (上报省好差评系统): what was reported, whether both sides count the same, the simulator."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.exchange.connectors.provincial_ratings import queries
from tongban.exchange.connectors.provincial_ratings.bound import BOUND, LANE
from tongban.exchange.connectors.provincial_ratings.simulator import KNOBS
from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.sessions import actor_of

from .line_pages import ReportedPage, SimulatorPage


@require_safe
@staff(Role.SUPERVISOR)
def pushes(request: HttpRequest) -> HttpResponse:
    """What was reported, the newest first, and the last seven days on both sides (six statements)."""
    return _PAGE.shown(request, **_figures(request))


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a message without a receipt anew."""
    return _PAGE.sent_anew(request, pk, **_figures(request))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def simulator(request: HttpRequest) -> HttpResponse:
    """The pretended system of the demo city, and how badly it behaves."""
    return _SIMULATOR.taken(request) if request.method == "POST" else _SIMULATOR.shown(request)


def _figures(request: HttpRequest) -> dict[str, Any]:
    return {"lag": queries.lag(actor_of(request), at=now()), "days": queries.daily(at=now())}


_SIMULATOR = SimulatorPage(
    "console-provincial-rating-simulator",
    "ratings",
    system=lambda: BOUND.system,
    knobs=KNOBS,
    acts="上报、重试、对账",
    back=("console-provincial-ratings", "上报省好差评系统"),
)
_PAGE = ReportedPage(
    "console-provincial-ratings",
    "console/provincial_ratings.html",
    "ratings",
    lane=LANE,
    visible_to=queries.visible_to,
    health=queries.health,
    reported=queries.reported,
    simulator=_SIMULATOR,
)
