"""Simulators of lines in the demo city (模拟系统): how badly each behaves; never a real system. R-205."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tongban.exchange.connectors.payments import simulator as payments
from tongban.exchange.connectors.post import simulator as post
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.fees.bound import BOUND as PAYMENTS
from tongban.handling.posting.bound import BOUND as POST
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import show
from .misbehaving import faults_sent, faults_shown
from .stepping import NOT_SENT, refused


@dataclass(frozen=True, slots=True)
class Pretended:
    """One simulator: what stands at the other end now, how badly it behaves, and what to look at."""

    label: str
    line: Callable[[], Any]
    faults: Callable[[], LineFaults]
    set_faults: Callable[..., None]
    words: str


SIMULATORS = {
    "payments": Pretended(
        "模拟支付平台",
        lambda: PAYMENTS.line,
        payments.faults,
        payments.set_faults,
        "不会真的扣钱。可以让它出故障，看下单、到账、退款、对账怎么应付：一笔钱只收一次，多付的自动退回。",
    ),
    "post": Pretended(
        "模拟邮政",
        lambda: POST.line,
        post.faults,
        post.set_faults,
        "不会真的寄。可以让它出故障，看下单、轨迹怎么应付：一件只寄一次，轨迹不重不漏，签收或者退回为止。",
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR, Role.SYSTEM_ADMIN)
@done_once
def line_simulator(request: HttpRequest, line: str) -> HttpResponse:
    """The pretended system of the demo city, and how badly it behaves."""
    found = SIMULATORS.get(line)
    if found is None or not is_simulated(line):
        raise NotFound("这里没有这个模拟系统。")
    sent = NOT_SENT
    if request.method == "POST":
        words, wanted = faults_sent(request)
        try:
            found.set_faults(wanted, by=actor_of(request), at=now())
        except Declined as refusal:
            sent = refused("faults", refusal, words)
        else:
            return redirect("console-line-simulator", line=line)
    context = {
        "line": line,
        "found": found,
        "name": found.line().name,
        **faults_shown(found.faults()),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/line_simulator.html", context, current="systems", status=sent.status)


def is_simulated(line: str) -> bool:
    """Does a simulator stand at the other end of this line?"""
    found = SIMULATORS.get(line)
    bound = found.line() if found is not None else None
    return bool(settings.TONGBAN_DEMO and bound is not None and bound.is_simulated)
