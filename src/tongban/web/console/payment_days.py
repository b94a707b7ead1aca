"""Payments by day (支付对账): both books, in what they differ, and what became of it. R-205."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.fees.bound import BOUND
from tongban.handling.fees.commands.reconciling import reconcile, settle_day
from tongban.handling.fees.ports import LineKind
from tongban.handling.fees.queries.online import PAGE, day_for, days
from tongban.handling.fees.rules.flow import DAYS
from tongban.handling.fees.rules.money import yuan
from tongban.handling.fees.rules.online import Differing
from tongban.handling.fees.rules.states import DayStatus
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import show
from .line_simulators import is_simulated
from .narrowing import narrowed, text
from .stepping import NOT_SENT, Refused, day, refused, typed

SHOWN = (DayStatus.DIFFERS, DayStatus.EVEN, DayStatus.SETTLED)


@require_safe
@staff(Role.SUPERVISOR)
def payment_days(request: HttpRequest) -> HttpResponse:
    """Days that were compared, the newest first (one statement)."""
    return _list(request, NOT_SENT)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def compare_day(request: HttpRequest) -> HttpResponse:
    """Compare a day now; what is compared already is compared anew."""
    sent = typed(request.POST, "day")
    try:
        found = reconcile(day(sent["day"], "day", label="日期"), at=now())
    except Declined as refusal:
        return _list(request, refused("compare", refusal, sent))
    return redirect("console-payment-day", day=found.day.isoformat())


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def payment_day(request: HttpRequest, day: str) -> HttpResponse:
    """One day with every line on which both sides differ; a POST says what became of them."""
    actor = actor_of(request)
    found = day_for(actor, _day(day))
    sent = NOT_SENT
    if request.method == "POST":
        words = typed(request.POST, "words")
        try:
            settle_day(found, words=words["words"], by=actor, at=now())
        except Declined as refusal:
            sent = refused("settle", refusal, words)
        else:
            return redirect("console-payment-day", day=day)
    context = {
        "day": found,
        "rows": [_row(each) for each in found.differences],
        "may": {each.verb for each in DAYS.open_to(found, by=actor)},
        "yuan": yuan,
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/payment_day.html", context, current="payments", status=sent.status)


def _list(request: HttpRequest, sent: Refused) -> HttpResponse:
    asked = narrowed(request, "console-payment-days", "status")
    after = text(request.GET, "after")
    rows = days(actor_of(request), before=_day(after) if after else None, status=asked["status"], size=PAGE + 1)
    today = local_day(now())
    context = {
        "platform": BOUND.line.name if BOUND.line is not None else "",
        "is_simulated": is_simulated("payments"),
        "page": asked.page(rows, PAGE, key="day"),
        "filters": [("结果", asked.chips("status", [(each.value, each.label) for each in SHOWN]))],
        "yesterday": date.fromordinal(today.toordinal() - 1).isoformat(),
        "tags": {DayStatus.EVEN: "done", DayStatus.DIFFERS: "bad", DayStatus.SETTLED: "info"},
        "yuan": yuan,
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/payment_days.html", context, current="payments", status=sent.status)


def _row(plain: dict[str, object]) -> dict[str, object]:
    return {
        "order": plain["order"],
        "kind": LineKind(str(plain["kind"])).label,
        "what": Differing(str(plain["what"])).label,
        "ours": yuan(int(str(plain["ours"]))),
        "theirs": yuan(int(str(plain["theirs"]))),
    }


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise NotFound("没有这一天。") from None
