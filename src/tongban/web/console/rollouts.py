"""Settings of terminals from afar (终端参数, R-136): sent to a few, then to all, and back; pins, paper, use."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.devices.commands import begin_trial, load_paper, pin, roll_back, widen
from tongban.handling.devices.queries.upkeep import (
    USE_DAYS,
    condition_of,
    configs,
    rollout_for,
    standings,
    use_of,
    wanted_by,
)
from tongban.handling.devices.rules.rollouts import HOUSE, LEAST_IDLE, MOST_IDLE, ROLLOUTS
from tongban.handling.halls.models import Kiosk
from tongban.handling.halls.queries.kiosks import kiosk_for, visible_to
from tongban.handling.halls.rules.states import KioskStatus
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import text
from .provisions import amount

_NAME = "console-rollouts"
_TYPED = ("idle_seconds", "notice", "paper_low")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def overview(request: HttpRequest) -> HttpResponse:
    """Every edition that was sent out, how far it is, and the form of the next trial."""
    if request.method != "POST":
        return _overview(request)
    data, actor = request.POST, actor_of(request)
    chosen = {each[:40] for each in data.getlist("kiosks")[:50]}
    try:
        begin_trial(
            [each for each in _running(request) if str(each.code) in chosen],
            idle_seconds=amount(text(data, "idle_seconds")),
            notice=text(data, "notice", 100),
            paper_low=amount(text(data, "paper_low")),
            by=actor,
            at=now(),
        )
    except Declined as refusal:
        return _overview(request, problems_of(refusal), status=int(refusal.status))
    return redirect(_NAME)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """To all, or back."""
    actor, at = actor_of(request), now()
    found = rollout_for(actor, pk)
    try:
        if verb == "widen":
            widen(found, by=actor, at=at)
        elif verb == "roll_back":
            roll_back(found, reason=text(request.POST, "reason", 300), by=actor, at=at)
        else:
            raise NotFound("没有这一步。")
    except Declined as refusal:
        return _overview(request, problems_of(refusal), status=int(refusal.status))
    return redirect(_NAME)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def upkeep(request: HttpRequest, code: UUID) -> HttpResponse:
    """One terminal: what it runs with, its paper, errors and use; paper put in, or an edition pinned."""
    actor, kiosk = actor_of(request), kiosk_for(actor_of(request), code)
    problems, status = list[Problem](), 200
    if request.method == "POST":
        try:
            if text(request.POST, "do") == "pin":
                pin(kiosk, amount(text(request.POST, "number")), by=actor, at=now())
            else:
                load_paper(kiosk, amount(text(request.POST, "sheets")), by=actor, at=now())
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect("console-device-upkeep", code=code)
    condition = condition_of(kiosk)
    used = use_of([kiosk.pk], on=local_day(now())).get(kiosk.pk, {})
    pinned = condition.pinned if condition is not None else None
    context = {
        "kiosk": kiosk,
        "condition": condition,
        "wanted": wanted_by(kiosk),
        "pinned": str(pinned.number) if pinned is not None else "",
        "numbers": [("", "不锁定，跟着下发走"), *((str(each.number), str(each)) for each in configs())],
        "used": [(each.label, count) for each, count in used.items()],
        "days": USE_DAYS,
        "sheets": text(request.POST, "sheets"),
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "console/device_upkeep.html", context, current="kiosks", status=status)


def _overview(request: HttpRequest, problems: Sequence[Problem] = (), *, status: int = 200) -> HttpResponse:
    data, actor = request.POST, actor_of(request)
    is_typed = "idle_seconds" in data
    house = {"idle_seconds": str(HOUSE.idle_seconds), "notice": HOUSE.notice, "paper_low": str(HOUSE.paper_low)}
    context: dict[str, Any] = {
        "rows": [(each, {step.verb for step in ROLLOUTS.open_to(each.rollout, by=actor)}) for each in standings()],
        "kiosks": [(str(each.code), str(each)) for each in _running(request)],
        "chosen": data.getlist("kiosks")[:50],
        "typed": {name: text(data, name, 100) if is_typed else house[name] for name in _TYPED},
        "least": LEAST_IDLE,
        "most": MOST_IDLE,
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "console/rollouts.html", context, current="kiosks", status=status)


def _running(request: HttpRequest) -> list[Kiosk]:
    rows = visible_to(actor_of(request)).filter(status=KioskStatus.RUNNING, window="")
    return list(rows.order_by("pk"))
