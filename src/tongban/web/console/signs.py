"""Names and signs of places (更名和门牌, R-065, R-066): how each place stands, renames, batches, the sign to print."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound
from tongban.registers.places.commands import (
    deliver_sign,
    install_sign,
    order_signs,
    plan_rename,
    set_spec,
    take_down_sign,
    withdraw_rename,
)
from tongban.registers.places.models import Sign, SignSpec
from tongban.registers.places.queries.names import Standing, standing_of, standings
from tongban.registers.places.queries.texts import leftovers
from tongban.registers.places.rules.signs import SIGNS
from tongban.web.ui.audience import staff
from tongban.web.ui.brought import brought
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import narrowed, text, whole

LOOKERS = (Role.SUPERVISOR, Role.DECIDER)
PAGE = 30
_NAME = "console-signs"
_SHOWN = (("open", "还有事要做的"), ("done", "都办好的"))


@require_safe
@staff(*LOOKERS)
def places(request: HttpRequest) -> HttpResponse:
    """Every place with its name and sign, and what is open (four statements)."""
    asked, today = narrowed(request, _NAME, "q", "show"), local_day(now())
    every = standings()
    rows = [each for each in every if _is_wanted(each, asked["q"], asked["show"])]
    first = asked.after_key
    page = asked.page([_row(at, each) for at, each in enumerate(rows, start=1) if at > first][: PAGE + 1], PAGE, "at")
    down = [each for each in every if each.venue.level != "city"]
    context = {
        "asked": asked,
        "page": page,
        "shown": asked.chips("show", _SHOWN),
        "total": len(down),
        "named": sum(each.is_named for each in down),
        "hanging": sum(not each.task for each in down),
        "spec": SignSpec.objects.first(),
        "leftovers": leftovers(on=today),
        "is_bureau": Role.SUPERVISOR in actor_of(request).roles,
    }
    return show(request, "console/signs.html", context, current="places")


@require_safe
@staff(*LOOKERS)
def one(request: HttpRequest, key: str) -> HttpResponse:
    """One place: its names, the sign to print, and what can be done now."""
    return _one(request, key)


@require_POST
@staff(*LOOKERS)
@done_once
def act(request: HttpRequest, key: str, verb: str) -> HttpResponse:
    """Plan or withdraw a rename; hand out, put up, take down a sign."""
    standing, actor = _standing(key), actor_of(request)
    try:
        _take(request, standing, verb, actor)
    except Declined as refusal:
        return _one(request, key, problems_of(refusal), status=int(refusal.status))
    return redirect("console-sign", key=key)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def batch(request: HttpRequest) -> HttpResponse:
    """Order signs for the places that need one; every fault at once."""
    needing = [each for each in standings() if each.is_named and each.task and each.coming is None]
    data, problems, status = request.POST, list[Problem](), 200
    chosen = data.getlist("venues")[:100]
    if request.method == "POST":
        picked = [each.venue for each in needing if each.venue.key in chosen]
        try:
            order_signs(
                picked, number=text(data, "number"), maker=text(data, "maker", 100), by=actor_of(request), at=now()
            )
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect(_NAME)
    context = {
        "needing": [(each.venue.key, each.venue.name) for each in needing],
        "chosen": chosen or [each.venue.key for each in needing if request.method != "POST"],
        "number": text(data, "number"),
        "maker": text(data, "maker", 100),
        "spec": SignSpec.objects.first(),
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "console/sign_batch.html", context, current="places", status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def spec(request: HttpRequest) -> HttpResponse:
    """The next edition of the specification; what was typed stays."""
    standing, data, problems, status = SignSpec.objects.first(), request.POST, list[Problem](), 200
    if request.method == "POST":
        try:
            _set_spec(request)
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect(_NAME)
    names = ("width_mm", "height_mm", "material", "layout", "number", "decided_on")
    context = {
        "standing": standing,
        "typed": {name: text(data, name, 200) for name in names},
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "console/sign_spec.html", context, current="places", status=status)


def _take(request: HttpRequest, standing: Standing, verb: str, actor: Actor) -> None:
    data, at, venue = request.POST, now(), standing.venue
    match verb:
        case "plan_rename":
            number, name = text(data, "number", 100), text(data, "new_name", 80)
            day = _day(text(data, "switch_on"))
            plan_rename(venue, new_name=name, switch_on=day, number=number, by=actor, at=at)
        case "withdraw_rename" if standing.planned is not None:
            withdraw_rename(standing.planned, by=actor, at=at)
        case "deliver" if standing.coming is not None:
            deliver_sign(standing.coming, by=actor, at=at)
        case "install" if standing.coming is not None:
            photo = next(iter(brought(request, ["photo"], by=actor, at=at)["photo"].ids), None)
            install_sign(standing.coming, photo=photo, by=actor, at=at)
        case "take_down" if (sign := _named(standing, text(data, "sign"))) is not None:
            take_down_sign(sign, reason=text(data, "reason", 300), by=actor, at=at)
        case _:
            raise NotFound("这里现在没有这一步。")


def _named(standing: Standing, which: str) -> Sign | None:
    return standing.hanging if which == "hanging" else standing.coming


def _one(request: HttpRequest, key: str, problems: Sequence[Problem] = (), *, status: int = 200) -> HttpResponse:
    standing, actor, data = _standing(key), actor_of(request), request.POST
    signs = [each for each in (standing.coming, standing.hanging) if each is not None]
    own = Role.SUPERVISOR in actor.roles or actor.agency_id == standing.venue.agency_id
    context = {
        "standing": standing,
        "venue": standing.venue,
        "signs": signs,
        "may": {each.pk: {step.verb for step in SIGNS.open_to(each, by=actor)} if own else set() for each in signs},
        "address": settings.PUBLIC_URL.rstrip("/") + reverse("venue", args=[key]),
        "spec": SignSpec.objects.first(),
        "is_bureau": Role.SUPERVISOR in actor.roles,
        "typed": {name: text(data, name, 100) for name in ("new_name", "switch_on", "number", "reason")},
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "console/sign.html", context, current="places", status=status)


def _standing(key: str) -> Standing:
    found = standing_of(key)
    if found is None:
        raise NotFound("没有这个场所。")
    return found


def _set_spec(request: HttpRequest) -> None:
    data = request.POST
    day = _day(text(data, "decided_on"))
    if day is None:
        raise Invalid(faults=[Fault("/decided_on", "date", "请写核定日期，例如：2026-12-01。")])
    set_spec(
        width_mm=whole(text(data, "width_mm")),
        height_mm=whole(text(data, "height_mm")),
        material=text(data, "material", 100),
        layout=text(data, "layout", 300),
        number=text(data, "number", 100),
        decided_on=day,
        by=actor_of(request),
        at=now(),
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _is_wanted(each: Standing, words: str, shown: str) -> bool:
    if shown and bool(each.task) is (shown == "done"):
        return False
    return words in each.venue.name or any(words in name for name in each.former)


def _row(at: int, each: Standing) -> dict[str, Any]:
    return {"at": at, "standing": each, "venue": each.venue}
