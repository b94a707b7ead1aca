"""The till (钱箱, R-099): opened with a float, what went through it, counted at the end; differences to supervision."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotNow
from tongban.handling.contacts.queries.shifts import last_window, open_shift
from tongban.handling.fees.commands import tills as commands
from tongban.handling.fees.models import Till
from tongban.handling.fees.queries import fees as queries
from tongban.handling.fees.rules.flow import CASHIERS, TILLS
from tongban.handling.fees.rules.money import yuan
from tongban.handling.fees.rules.states import MovementKind, TillStatus, Way
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .contacts import plain
from .frame import show

PAGE = 30
READERS = (*sorted(CASHIERS), Role.SUPERVISOR)
_TYPED = ("window", "float_amount", "counted", "reason", "words")
_FILTERS = (("", "全部"), ("differs", "不平，等核查"), ("open", "在用"), ("closed", "已结"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*sorted(CASHIERS))
@done_once
def till(request: HttpRequest) -> HttpResponse:
    """One's own: who has none open opens one, who has one counts it."""
    actor, typed = actor_of(request), _typed(request)
    found = queries.open_till(actor.staff_id or 0)
    problems: list[Problem] = []
    status = 200
    if request.method == "POST":
        try:
            if request.POST.get("do") == "open":
                commands.open_till(typed["window"], float_amount=typed["float_amount"], by=actor, at=now())
                return redirect("desk-till")
            if found is None:
                raise NotNow("您还没有开钱箱。")
            commands.count(found, counted=typed["counted"], reason=typed["reason"], by=actor, at=now())
            return redirect("desk-till-of", code=found.code)
        except Declined as refusal:
            problems, status = _told(refusal), int(refusal.status)
    if found is not None:
        return _one(request, found, problems, status=status)
    staff_id = actor.staff_id or 0
    shift = open_shift(staff_id)
    context = {
        "window": typed["window"] or (shift.window if shift is not None else last_window(staff_id)),
        "typed": typed,
        "before": queries.tills(actor, size=5),
        **_shared(problems),
    }
    return show(request, "workbench/till_open.html", context, current="till", status=status)


@require_safe
@staff(*READERS)
def tills(request: HttpRequest) -> HttpResponse:
    """Tills, the newest first (one statement)."""
    wanted, before = request.GET.get("status", "")[:10], request.GET.get("before", "")[:12]
    chosen = wanted if wanted in set(TillStatus) else ""
    last = int(before) if before.isascii() and before.isdigit() else None
    rows = queries.tills(actor_of(request), status=chosen, before=last, size=PAGE + 1)
    here = reverse("desk-tills")
    links = [
        {"label": label, "href": f"{here}?status={value}" if value else here, "is_current": value == chosen}
        for value, label in _FILTERS
    ]
    kept = f"status={chosen}&" if chosen else ""
    context = {
        "rows": rows[:PAGE],
        "filters": links,
        "next_href": f"{here}?{kept}before={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
        "is_first": last is None,
        **_shared(()),
    }
    return show(request, "workbench/tills.html", context, current="till")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*READERS)
@done_once
def one_till(request: HttpRequest, code: UUID) -> HttpResponse:
    """The day's sheet of one till, to be printed; the supervisor's word on a difference."""
    actor = actor_of(request)
    found = queries.till_for(actor, code)
    if request.method != "POST":
        return _one(request, found, ())
    try:
        commands.settle(found, words=_typed(request)["words"], by=actor, at=now())
    except Declined as refusal:
        return _one(request, queries.till_for(actor, code), _told(refusal), status=int(refusal.status))
    return redirect("desk-till-of", code=code)


def _one(request: HttpRequest, found: Till, problems: Sequence[Problem], *, status: int = 200) -> HttpResponse:
    actor, rows = actor_of(request), queries.movements_in(found)
    sums = {
        kind: sum(each.amount for each in rows if each.kind == kind and each.way == Way.CASH) for kind in MovementKind
    }
    context = {
        "till": found,
        "rows": rows,
        "taken": sums[MovementKind.PAYMENT],
        "given_back": sums[MovementKind.REFUND],
        "lies": found.float_amount + sums[MovementKind.PAYMENT] - sums[MovementKind.REFUND],
        "may": {step.verb for step in TILLS.open_to(found, by=actor)} if _is_for(found, actor.staff_id) else set(),
        "typed": _typed(request),
        **_shared(problems),
    }
    return show(request, "workbench/till.html", context, current="till", status=status)


def _is_for(found: Till, staff_id: int | None) -> bool:
    """An open till is counted by whoever opened it; one that differs is for supervision."""
    return found.status != TillStatus.OPEN or found.staff_id == staff_id


def _shared(problems: Sequence[Problem]) -> dict[str, Any]:
    return {
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
        "yuan": yuan,
        "tags": {"open": "info", "differs": "bad", "closed": "ok"},
    }


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: plain(request.POST.get(name, ""))[:500] for name in _TYPED}


def _told(refusal: Declined) -> list[Problem]:
    if not refusal.faults:
        return [Problem("", typeset(refusal.message))]
    return [Problem(each.anchor, typeset(each.text)) for each in problems_of(refusal)]
