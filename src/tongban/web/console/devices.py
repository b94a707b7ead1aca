"""Terminals in the city (终端布点和故障, R-135, R-136): where they stand, how far people have, and mending them."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.devices.commands import Place, close_fault, open_fault, place_device, take_fault
from tongban.handling.devices.models import Placement
from tongban.handling.devices.queries.devices import Device, coverage_now, devices, fault_for, faults_for, point_of
from tongban.handling.devices.rules.coverage import NEAR_METRES, Coverage
from tongban.handling.devices.rules.states import FAULTS, REPORTED, PlaceType, Service
from tongban.handling.halls.models import Kiosk
from tongban.handling.halls.queries.kiosks import kiosk_for
from tongban.registers.servicemap.ports import BOUND
from tongban.registers.servicemap.rules.distance import distance_words
from tongban.registers.servicemap.rules.drawing import drawn, fitted, labels
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .figures import percent
from .frame import show
from .narrowing import narrowed, text

PAGE = 30
FARTHEST = 10
_NAME = "console-devices"
_STATES = (("fault", "有故障"), ("mended", "已修好"))
_FIELDS = ("place_type", "place_name", "owner", "address", "latitude", "longitude")


@require_safe
@staff(Role.SUPERVISOR)
def overview(request: HttpRequest) -> HttpResponse:
    """Where terminals stand, how far every community has, and the faults (six statements)."""
    asked, at = narrowed(request, _NAME, "type", "show"), now()
    every, covered = devices(at=at), coverage_now()
    rows = [each for each in every if asked["type"] in ("", each.placement.place_type)]
    faults = faults_for(actor_of(request)).order_by("-pk")
    faults = faults.filter(closed_at__isnull=asked["show"] != "mended")
    after = asked.after_key
    found = list((faults.filter(pk__lt=after) if after else faults)[: PAGE + 1])
    middle = covered.middle
    context = {
        "asked": asked,
        "rows": rows,
        "types": asked.chips("type", [(each.value, each.label) for each in PlaceType]),
        "page": asked.page(found, PAGE),
        "shown": asked.chips("show", _STATES[1:], whole=_STATES[0][1]),
        "all_day": sum(each.placement.is_all_day for each in every),
        "homes": len(covered.rows),
        "near": covered.near,
        "near_words": distance_words(NEAR_METRES),
        "middle": distance_words(middle) if middle is not None else "",
        "near_share": percent(covered.share),
        "map": _map(rows, covered),
        "farthest": [(each.name, distance_words(each.metres)) for each in covered.rows[:FARTHEST] if each.metres],
    }
    return show(request, "console/devices.html", context, current="kiosks")


@require_safe
@staff(Role.SUPERVISOR)
def one(request: HttpRequest, code: UUID) -> HttpResponse:
    """One terminal: where it stands, to be changed as a form, and its faults."""
    return _one(request, kiosk_for(actor_of(request), code))


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def place(request: HttpRequest, code: UUID) -> HttpResponse:
    """It stands there from now on."""
    kiosk, data = kiosk_for(actor_of(request), code), request.POST
    given = Place(
        place_type=text(data, "place_type"),
        place_name=text(data, "place_name", 80),
        owner=text(data, "owner", 100),
        address=text(data, "address", 150),
        latitude=_degrees(text(data, "latitude")),
        longitude=_degrees(text(data, "longitude")),
        is_all_day=data.get("is_all_day") == "on",
        services=tuple(each[:20] for each in data.getlist("services")[:10]),
    )
    try:
        place_device(kiosk, given, by=actor_of(request), at=now())
    except Declined as refusal:
        return _one(request, kiosk, problems_of(refusal), status=int(refusal.status))
    return redirect("console-device", code=code)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def report(request: HttpRequest, code: UUID) -> HttpResponse:
    """A fault that somebody told of."""
    kiosk, data = kiosk_for(actor_of(request), code), request.POST
    kind, words = text(data, "kind"), text(data, "words", 300)
    try:
        open_fault(kiosk, kind=kind if kind in REPORTED else "", words=words, by=actor_of(request), at=now())
    except Declined as refusal:
        return _one(request, kiosk, problems_of(refusal), status=int(refusal.status))
    return redirect("console-device", code=code)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def mend(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """Take a fault on, or say how it was mended."""
    actor, at = actor_of(request), now()
    fault = fault_for(actor, code)
    try:
        if verb == "take":
            take_fault(fault, by=actor, at=at)
        elif verb == "close":
            close_fault(fault, result=text(request.POST, "result", 300), by=actor, at=at)
        else:
            raise NotFound("没有这一步。")
    except Declined as refusal:
        return _one(request, fault.kiosk, problems_of(refusal), status=int(refusal.status))
    return redirect("console-device", code=fault.kiosk.code)


def _map(rows: Sequence[Device], covered: Coverage) -> dict[str, Any] | None:
    """Terminals among the communities and villages, each near one or not; None where no position is known."""
    homes = [(each.name, each.point, each.is_near) for each in covered.rows if each.point is not None]
    spots = [(each.placement.place_name, point_of(each.placement)) for each in rows]
    view = fitted([*(point for _, point, _ in homes), *(point for _, point in spots)])
    if view is None:
        return None
    return {
        "drawing": drawn(BOUND.sketch, {}, (), view, None),
        "terminals": labels(spots, view),
        "near": labels([(name, point) for name, point, is_near in homes if is_near], view),
        "far": labels([(name, point) for name, point, is_near in homes if not is_near], view),
    }


def _one(request: HttpRequest, kiosk: Kiosk, problems: Sequence[Problem] = (), *, status: int = 200) -> HttpResponse:
    actor, data = actor_of(request), request.POST
    placement = Placement.objects.filter(kiosk=kiosk).first()
    faults = list(faults_for(actor).filter(kiosk=kiosk).order_by("-pk")[:PAGE])
    kept = {name: str(getattr(placement, name)) if placement is not None else "" for name in _FIELDS}
    is_placing = "place_type" in data
    context = {
        "kiosk": kiosk,
        "placement": placement,
        "typed": {name: text(data, name, 150) if is_placing else kept[name] for name in _FIELDS},
        "is_all_day": data.get("is_all_day") == "on" if is_placing else placement is not None and placement.is_all_day,
        "services": data.getlist("services")[:10] if is_placing else list(placement.services) if placement else [],
        "types": [("", "请选择"), *((each.value, each.label) for each in PlaceType)],
        "offers": [(each.value, each.label) for each in Service],
        "kinds": [("", "请选择"), *((each.value, each.label) for each in REPORTED)],
        "words": text(data, "words", 300),
        "kind": text(data, "kind"),
        "faults": [(each, {step.verb for step in FAULTS.open_to(each, by=actor)}) for each in faults],
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "console/device.html", context, current="kiosks", status=status)


def _degrees(typed: str) -> Decimal | None:
    """A position in degrees to six places; None if it is none."""
    try:
        found = Decimal(typed)
    except InvalidOperation:
        return None
    return found.quantize(Decimal("0.000001")) if found.is_finite() and abs(found) < 1000 else None
