"""Financing as a whole (金融普惠): what came of matches by bank and cause, and which banks take part; R-162.

Nobody reads a single need or proof here: counts, sums and banks only.
"""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.fees.rules.money import yuan
from tongban.handling.financing.commands import banking
from tongban.handling.financing.models import Bank
from tongban.handling.financing.queries.outcomes import causes, of_banks, totals
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import text

COUNTED = timedelta(days=365)
_ACTS = {"suspend": banking.suspend, "resume": banking.resume}


@require_safe
@staff(Role.SUPERVISOR)
def overview(request: HttpRequest) -> HttpResponse:
    """Outcomes of a year (four statements)."""
    return _overview(request, [])


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Suspend a bank, or let it go on, with a reason."""
    bank = Bank.objects.select_related("party").filter(pk=pk).first()
    if bank is None or verb not in _ACTS:
        raise NotFound("没有找到这家银行。")
    try:
        _ACTS[verb](bank, reason=text(request.POST, "reason", 400), by=actor_of(request), at=now())
    except Declined as refusal:
        return _overview(request, [Problem(f"reason-{pk}", each.text) for each in problems_of(refusal)])
    return redirect("console-financing")


def _overview(request: HttpRequest, problems: list[Problem]) -> HttpResponse:
    at = now()
    since, until = at - COUNTED, at + timedelta(seconds=1)
    context = {
        "rows": of_banks(since=since, until=until),
        "causes": causes(since=since, until=until),
        "totals": totals(since=since, until=until),
        "yuan": yuan,
        "once": once_input,
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems},
    }
    return show(request, "console/financing.html", context, current="financing", status=422 if problems else 200)
