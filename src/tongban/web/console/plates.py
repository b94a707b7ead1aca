"""Door plates and their codes (门楼牌码): the list, making one, the sheet to print, and taking one down."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.exchange.connectors.provincial_code.queries import filed, platform_name
from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound
from tongban.registers.agencies.models import Division
from tongban.registers.codes.commands import end_plate, issue_plate
from tongban.registers.codes.models import Doorplate
from tongban.registers.codes.queries import code_of_plate, plates, plates_for
from tongban.registers.codes.rules.codes import address_of
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import narrowed, text

PAGE = 50
LONGEST = 60


@require_safe
@staff(Role.SUPERVISOR)
def list_plates(request: HttpRequest) -> HttpResponse:
    """All plates, page by page (two statements)."""
    asked = narrowed(request, "console-plates", "q", "show")
    rows = plates(actor_of(request), q=asked["q"], show=asked["show"], before=asked.after_key, most=PAGE + 1)
    page = asked.page(rows, PAGE)
    known = filed([each.pk for each in page.rows])
    context = {
        "asked": asked,
        "page": page,
        "known": known,
        "platform": platform_name(),
        "filters": [("状态", asked.chips("show", [("hanging", "在用"), ("ended", "停用")]))],
    }
    return show(request, "console/plates.html", context, current="plates")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def make_plate(request: HttpRequest) -> HttpResponse:
    """A code for one address; what was typed stays when it is to be mended."""
    address, code = text(request.POST, "address", LONGEST), text(request.POST, "division", 12)
    divisions = list(Division.objects.order_by("code"))
    problems: list[Problem] = []
    if request.method == "POST":
        division = next((each for each in divisions if each.code == code), None)
        try:
            if division is None:
                raise Invalid(faults=[Fault("/division", "missing", "请选择地址所在的区划。")])
            made = issue_plate(address, division=division, by=actor_of(request), at=now())
        except Invalid as refusal:
            problems = problems_of(refusal)
        else:
            return redirect("console-plate", pk=made.pk)
    context = {
        "address": address,
        "division": code,
        "divisions": [("", "请选择"), *((each.code, f"{'　' * _depth(each)}{each.name}") for each in divisions)],
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems},
        "once": once_input(),
    }
    return show(request, "console/plate_make.html", context, current="plates", status=422 if problems else 200)


@require_safe
@staff(Role.SUPERVISOR)
def one_plate(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet to print, and how the plate stands."""
    found = _plate(request, pk)
    context: dict[str, Any] = {
        "plate": found,
        "address": address_of(code_of_plate(found).text, base_url=settings.PUBLIC_URL),
        "is_filed": filed([found.pk]).get(found.pk),
        "platform": platform_name(),
        "once": once_input(),
    }
    return show(request, "console/plate.html", context, current="plates")


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def take_down(request: HttpRequest, pk: int) -> HttpResponse:
    """The plate hangs no longer: its code says so from now on."""
    end_plate(_plate(request, pk), by=actor_of(request), at=now())
    return redirect("console-plate", pk=pk)


def _plate(request: HttpRequest, pk: int) -> Doorplate:
    found = plates_for(actor_of(request)).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有这块门楼牌。")
    return found


def _depth(division: Division) -> int:
    return {6: 0, 9: 1}.get(len(division.code), 2)
