"""The supermarket as a whole (中介服务): what to clean up, what is covered, who gets too much; R-057 to R-061."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.exchange.connectors.credit.bound import BOUND as CREDIT
from tongban.exchange.connectors.credit.queries import batches
from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.intermediaries.commands.watching import settle
from tongban.handling.intermediaries.models import Concentration, IntermediaryAgency
from tongban.handling.intermediaries.queries.credit import alerts, shares_on
from tongban.handling.intermediaries.queries.register import coverage, register, to_clean_up
from tongban.handling.intermediaries.rules.policy import BOUND
from tongban.registers.agencies.models import Agency
from tongban.registers.lists.queries import current
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import READERS, show
from .narrowing import text

MOST = 50


@require_safe
@staff(*READERS)
def overview(request: HttpRequest) -> HttpResponse:
    """Clean-up by department, coverage, shares of agencies, alerts."""
    return _overview(request, [])


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def settled(request: HttpRequest, code: UUID) -> HttpResponse:
    """What supervision found about a concentration."""
    alert = Concentration.objects.select_related("department", "agency__party").filter(code=code).first()
    if alert is None:
        raise NotFound("没有找到这条预警。")
    try:
        settle(alert, words=text(request.POST, "words", 600), by=actor_of(request), at=now())
    except Declined as refusal:
        return _overview(request, [Problem(f"settle-{code}", each.text) for each in problems_of(refusal)])
    return redirect("console-intermediaries")


def _overview(request: HttpRequest, problems: list[Problem]) -> HttpResponse:
    on = local_day(now())
    rows = register(on)
    shares = shares_on(on)[:MOST]
    departments = dict(
        Agency.objects.filter(pk__in=[each.department for each in shares]).values_list("pk", "short_name")
    )
    found = IntermediaryAgency.objects.filter(pk__in=[each.agency for each in shares])
    sent, waiting = batches(actor_of(request))
    context = {
        "coverage": coverage(rows),
        "todo": to_clean_up(rows),
        "mandatory": [each for each in rows if each.is_mandatory],
        "edition": current("intermediary"),
        "shares": shares,
        "departments": departments,
        "names": dict(found.values_list("pk", "party__name")),
        "policy": BOUND.policy,
        "alerts": alerts(),
        "batches": sent,
        "waiting": waiting,
        "platform": CREDIT.platform.name if CREDIT.platform is not None else "",
        "may_settle": Role.SUPERVISOR in actor_of(request).roles,
        "once": once_input,
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems},
    }
    return show(
        request, "console/intermediaries.html", context, current="intermediaries", status=422 if problems else 200
    )
