"""The own affairs at the terminal (扫码看自己的 K03、K04): what for is told first, the holder agrees on the own phone.

To read only. Each look stands in the holder's record, and a minute without a touch ends it.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.cases.rules.slots import slot_words
from tongban.handling.cases.rules.states import ENDS
from tongban.handling.halls.commands.affairs import look_at_affairs
from tongban.handling.halls.commands.drawing import check_in
from tongban.handling.halls.queries.kiosks import booked_today
from tongban.handling.halls.rules.states import Priority
from tongban.registers.catalog.queries import guide_of
from tongban.registers.codes.models import Scan
from tongban.registers.codes.ports import AT_KIOSK, BOUND
from tongban.registers.codes.queries import checked, may_look
from tongban.registers.codes.rules.codes import Kind
from tongban.registers.scenes.commands import scan_in
from tongban.web.ui.jinja import fragment
from tongban.web.ui.problems import Problem

from .frame import page, text, told, whole
from .terminals import actor_of, kiosk_of, terminals
from .visitors import remember, scan_here

TEMPLATE = "kiosk/mine.html"
LONGEST_CODE = 800
OTHER_KINDS = {
    Kind.LICENSE: "这是亮证用的码。请在手机上打开“亮码”，扫个人码或者企业码。",
    Kind.DOORPLATE: "这是门楼牌的码。请在手机上打开“亮码”，扫个人码或者企业码。",
}


@terminals
@sensitive_post_parameters("c")
@require_http_methods(["GET", "HEAD", "POST"])
def identify(request: HttpRequest) -> HttpResponse:
    """What will be read and why, before anything is; then the code, which asks the holder on the own screen."""
    kiosk, at = kiosk_of(request), now()
    problems: list[Problem] = []
    status = 200
    if request.method == "POST":
        try:
            made = _scanned(request, text(request.POST, "c", LONGEST_CODE))
        except Declined as refusal:
            problems, status = told(refusal), int(refusal.status)
        else:
            response = redirect("kiosk-mine")
            remember(request, response, made, kiosk, at=at)
            return response
    elif scan_here(request, kiosk, at=at) is not None:
        return redirect("kiosk-mine")
    scope = BOUND[0].scope_of(AT_KIOSK, by=actor_of(request), at=at)
    return page(request, "identify", {"scope": scope, "problems": problems}, status=status)


@require_safe
@terminals
def mine(request: HttpRequest) -> HttpResponse:
    """While the holder decides, that it waits; then the cases, drafts and appointments, each look on record."""
    kiosk, at = kiosk_of(request), now()
    found = scan_here(request, kiosk, at=at)
    by_script = request.headers.get("HX-Request") == "true"
    if found is None:
        return _over(by_script)
    stamp = f"{found.version}{found.is_waiting(at):d}{may_look(found, at=at):d}"
    if by_script and request.GET.get("seen") == stamp:
        response = HttpResponse(status=204)
    else:
        context = {"scan": found, "stamp": stamp, "is_waiting": found.is_waiting(at), "affairs": None}
        context |= _looked(request, found)
        context["is_own"] = context["affairs"] is not None
        if by_script:
            response = fragment(request, TEMPLATE, "seen", whole(request, context))
        else:
            response = page(request, "mine", context)
    remember(request, response, found, kiosk, at=at)
    return response


@require_POST
@terminals
def arrive(request: HttpRequest) -> HttpResponse:
    """预约签到: who booked for today gets a number, by the same command as at the desk."""
    kiosk, at = kiosk_of(request), now()
    found = scan_here(request, kiosk, at=at)
    if found is None or not may_look(found, at=at):
        return redirect("kiosk-me")
    wanted = _uuid(text(request.POST, "appointment", 40))
    mine = booked_today(actor_of(request), found.party, on=local_day(at))
    chosen = next((each for each in mine if each.code == wanted), None)
    if chosen is None:
        raise NotFound("没有找到这个预约，或者已经取过号了。")
    priority = text(request.POST, "priority", 10)
    made = check_in(chosen, priority=priority, by=actor_of(request), at=at)
    return redirect("kiosk-ticket", code=made.code)


def _scanned(request: HttpRequest, typed: str) -> Scan:
    """A person's or an enterprise's code; others are refused before they are used up."""
    kind = checked(typed, at=now()).kind
    if kind in OTHER_KINDS:
        raise NotFound(OTHER_KINDS[kind])
    return scan_in(AT_KIOSK, typed, by=actor_of(request), at=now())


def _looked(request: HttpRequest, found: Scan) -> dict[str, Any]:
    at = now()
    if not may_look(found, at=at):
        return {}
    affairs = look_at_affairs(found, by=actor_of(request), at=at)
    return {
        "affairs": affairs,
        "names": {each.pk: guide_of(each.option_version_id) for each in affairs.cases},
        "ends": ENDS,
        "slot_words": slot_words,
        "priorities": [(each.value, each.label) for each in Priority],
    }


def _over(by_script: bool) -> HttpResponse:
    """Nobody is known here any more: the page that shows somebody goes away."""
    if by_script:
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("kiosk-over")})
    return redirect("kiosk-me")


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
