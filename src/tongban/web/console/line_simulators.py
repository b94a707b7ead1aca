"""Simulators of lines in the demo city (模拟系统): how badly each behaves; never a real system. R-205."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from tongban.exchange.connectors.payments.simulator import KNOBS as PAYMENT_KNOBS
from tongban.exchange.connectors.post.simulator import KNOBS as POST_KNOBS
from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.fees.bound import BOUND as PAYMENTS
from tongban.handling.posting.bound import BOUND as POST
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once

from .line_pages import SimulatorPage

_NAME = "console-line-simulator"
_BACK = ("console-systems", "对接系统")
_PAGES = {
    "payments": SimulatorPage(
        _NAME,
        "systems",
        system=lambda: PAYMENTS.line,
        knobs=PAYMENT_KNOBS,
        acts="下单、到账、退款、对账",
        back=_BACK,
        line=("payments",),
    ),
    "post": SimulatorPage(
        _NAME,
        "systems",
        system=lambda: POST.line,
        knobs=POST_KNOBS,
        acts="下单、轨迹、签收、退回",
        back=_BACK,
        line=("post",),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR, Role.SYSTEM_ADMIN)
@done_once
def line_simulator(request: HttpRequest, line: str) -> HttpResponse:
    """The pretended system of the demo city, and how badly it behaves."""
    found = _PAGES.get(line)
    if found is None:
        raise NotFound("这里没有这个模拟系统。")
    return found.taken(request) if request.method == "POST" else found.shown(request)


def is_simulated(line: str) -> bool:
    """Does a simulator stand at the other end of this line?"""
    found = _PAGES.get(line)
    return found is not None and found.is_there()
