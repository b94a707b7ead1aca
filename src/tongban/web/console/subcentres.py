"""Sub-centres on one line of time (分中心整合, R-069): decided, brought in step by step; one is unconfirmed."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.registers.agencies.models import Agency
from tongban.registers.agencies.queries import bodies
from tongban.registers.places.commands import confirm_centre, decide_centre, finish_step, open_place, plan_step
from tongban.registers.places.models import SubCentre, SubCentreStep
from tongban.registers.places.queries.subcentres import chart
from tongban.registers.places.rules.subcentres import Way
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .choosing import day_of
from .frame import show
from .narrowing import text, whole

LOOKERS = (Role.SUPERVISOR, Role.DECIDER)
_NAMES = ("name", "agency", "way", "reason", "number", "starts_on", "ends_on", "evidence", "address", "phone")


@require_safe
@staff(*LOOKERS)
def overview(request: HttpRequest) -> HttpResponse:
    """All of them over the same quarters (two statements)."""
    today = local_day(now())
    found = chart(today=today)
    context = {
        "chart": found,
        "is_bureau": Role.SUPERVISOR in actor_of(request).roles,
        "today": today,
        "undecided": sum(each.needs_decision for each in found.rows),
        "unconfirmed": sum(not each.centre.is_confirmed for each in found.rows),
        "late": [each.centre.key for each in found.rows if each.is_late(today)],
    }
    return show(request, "console/subcentres.html", context, current="places")


@require_safe
@staff(Role.SUPERVISOR)
def one(request: HttpRequest, key: str) -> HttpResponse:
    """One sub-centre, with the forms that bring it on."""
    return _one(request, _centre(key))


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def act(request: HttpRequest, key: str, verb: str) -> HttpResponse:
    """Confirm whose it is, decide, plan a step, finish one."""
    centre = _centre(key)
    try:
        _take(request, centre, verb)
    except Declined as refusal:
        return _one(request, centre, problems_of(refusal), status=int(refusal.status))
    return redirect("console-subcentre", key=key)


def _take(request: HttpRequest, centre: SubCentre, verb: str) -> None:
    data = request.POST
    given: dict[str, Any] = {"by": actor_of(request), "at": now()}
    match verb:
        case "confirm":
            agency = Agency.objects.filter(key=text(data, "agency")).first()
            confirm_centre(centre, name=text(data, "name", 100), agency=agency, **given)
        case "decide":
            reason, number = text(data, "reason", 300), text(data, "number", 100)
            decide_centre(centre, way=text(data, "way"), reason=reason, number=number, **given)
        case "place":
            open_place(centre, address=text(data, "address", 200), phone=text(data, "phone", 60), **given)
        case "plan":
            days = day_of(text(data, "starts_on")), day_of(text(data, "ends_on"))
            plan_step(centre, name=text(data, "name", 100), starts_on=days[0], ends_on=days[1], **given)
        case "finish" if (step := _step(centre, whole(text(data, "step")))) is not None:
            finish_step(step, evidence=text(data, "evidence", 300), **given)
        case _:
            raise NotFound("没有这一步。")


def _step(centre: SubCentre, pk: int) -> SubCentreStep | None:
    return centre.steps.filter(pk=pk).select_related("sub_centre").first()


def _one(
    request: HttpRequest, centre: SubCentre, problems: Sequence[Problem] = (), *, status: int = 200
) -> HttpResponse:
    context = {
        "centre": centre,
        "needs_place": centre.decision is Way.INTEGRATE and centre.venue is None,
        "steps": list(centre.steps.all()),
        "typed": {name: text(request.POST, name, 300) for name in _NAMES},
        "ways": [(each.value, each.label) for each in Way if each is not Way.UNDECIDED],
        "bodies": [("", "请选择"), *bodies()],
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "console/subcentre.html", context, current="places", status=status)


def _centre(key: str) -> SubCentre:
    found = SubCentre.objects.select_related("agency", "venue").filter(key=key).first()
    if found is None:
        raise NotFound("没有这个分中心。")
    return found
