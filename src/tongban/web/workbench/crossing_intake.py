"""Receiving for a partner city (代收): which city and matter, then identity, form and originals on one page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow
from tongban.handling.crossing.commands.receiving import Received, receive
from tongban.handling.crossing.partners import BOUND, agreement, reach_of
from tongban.handling.crossing.rules.flow import RECEIVERS
from tongban.handling.crossing.rules.states import Mode
from tongban.registers.parties.rules import IdKind
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import show

PAPERS = [(kind.value, kind.label) for kind in IdKind]


@staff(*sorted(RECEIVERS))
@require_http_methods(["GET", "HEAD"])
def choose(request: HttpRequest) -> HttpResponse:
    """The cities, and what each agreed to have received here."""
    cities = [
        {
            "city": each,
            "reach": reach_of(each),
            "line": BOUND.lines.get(each.code),
            "matters": [matter for matter in each.matters if matter.mode is not Mode.FULLY_ONLINE],
        }
        for each in BOUND.agreements.values()
    ]
    return show(request, "workbench/crossing_choose.html", {"cities": cities}, current="crossings")


@staff(*sorted(RECEIVERS))
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def intake(request: HttpRequest, city: str, matter: str) -> HttpResponse:
    """The form; everything that is missing is told at once, and what was filled in stays."""
    partner = agreement(city)
    found = partner.matter(matter)
    if found is None:
        raise NotFound("协议里没有这个事项。请从名单里选。")
    if found.mode is Mode.FULLY_ONLINE:
        raise NotNow(f"“{found.name}”是全程网办，不用代收。请申请人从跨省通办专区直接上网办。")
    typed, problems = _typed(request), list[Problem]()
    if request.method == "POST":
        given = Received(
            name=typed["name"],
            id_kind=typed["id_kind"],
            id_number=typed["id_number"],
            phone=typed["phone"],
            identity_checked=typed["identity_checked"],
            in_form=[each.code for each in found.materials if f"form-{each.code}" in request.POST],
            originals=[each.code for each in found.materials if f"original-{each.code}" in request.POST],
        )
        try:
            crossing = receive(city, matter, given=given, by=actor_of(request), at=now())
        except Invalid as refusal:
            problems = problems_of(refusal)
        else:
            return redirect("desk-crossing", number=crossing.number)
    context = {
        "partner": partner,
        "matter": found,
        "papers": PAPERS,
        "typed": typed,
        "ticked": set(request.POST),
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems},
    }
    return show(
        request, "workbench/crossing_intake.html", context, current="crossings", status=422 if problems else 200
    )


def _typed(request: HttpRequest) -> dict[str, Any]:
    data = request.POST
    names = ("name", "id_kind", "id_number", "phone")
    plain = {name: data.get(name, "").replace("\x00", "")[:120].strip() for name in names}
    return {
        **plain,
        "id_kind": plain["id_kind"] or IdKind.ID_CARD.value,
        "identity_checked": data.get("identity_checked") == "on",
    }
