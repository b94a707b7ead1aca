"""The beginning and the end (欢迎 K01、结束 K14), binding the machine, and where things stand on the screen."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.worktime.queries import calendar
from tongban.handling.devices.commands import report_condition
from tongban.handling.devices.rules.reports import read_told
from tongban.handling.halls.commands.kiosks import CODE_DIGITS, bind, note_seen, stand_in
from tongban.handling.halls.models import Kiosk
from tongban.handling.halls.queries.kiosks import terminals_of_city
from tongban.handling.halls.queries.tickets import waiting
from tongban.registers.catalog.queries import cards, revision
from tongban.registers.codes.commands import finish
from tongban.registers.servicemap.rules.opening import day_of, opening
from tongban.web.ui.audience import everybody
from tongban.web.ui.jinja import fragment
from tongban.web.ui.sessions import client_ip

from .frame import DIGITS, number, page, pressed, text, told, whole
from .terminals import LOW, PATH, actor_of, kiosk_of, set_token, terminals
from .visitors import forget, scan_here

TEMPLATE = "kiosk/welcome.html"


@require_safe
@terminals
def welcome(request: HttpRequest) -> HttpResponse:
    """The hall, whether it is open, and what can be done here; of nobody anything (three statements). A tablet asks."""
    if kiosk_of(request).window:
        return redirect("kiosk-window")
    return page(request, "welcome", _hall(request))


@require_POST
@terminals
def here(request: HttpRequest) -> HttpResponse:
    """The machine reports what it showed and how it is, and is given the page of this moment (R-096, R-136)."""
    shown = min(number(request.POST, "revision", 0), revision())
    found, at = kiosk_of(request), now()
    note_seen(found, revision=shown, at=at)
    report_condition(found, read_told(request.POST), at=at)
    return fragment(request, TEMPLATE, "hall", whole(request, _hall(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@everybody
def bind_here(request: HttpRequest) -> HttpResponse:
    """Whoever keeps the machines types the code of one into it; from then on it is that one."""
    typed, key = text(request.POST, "code", 2 * CODE_DIGITS), text(request.POST, "key", 8)
    problems = []
    status = 200
    chosen = _of_demo(request)
    if chosen is not None:
        response = redirect("kiosk")
        set_token(request, response, stand_in(chosen, by=SYSTEM, at=now())[1])
        return response
    if key:
        typed = pressed(typed, key, DIGITS, CODE_DIGITS)
    elif request.method == "POST":
        try:
            _, token = bind(typed, ip=client_ip(request), at=now())
        except Declined as refusal:
            problems, status = told(refusal), 422 if refusal.status == 404 else int(refusal.status)
        else:
            response = redirect("kiosk")
            set_token(request, response, token)
            return response
    context = {
        "typed": typed,
        "keys_of": DIGITS,
        "problems": problems,
        "kiosk": None,
        "is_timed": False,
        "is_low": False,
        "samples": terminals_of_city() if settings.TONGBAN_DEMO else [],
    }
    return render(request, "kiosk/bind.html", context | {"here": request.path}, status=status)


@require_safe
@terminals
def over(request: HttpRequest) -> HttpResponse:
    """Nobody is known any more; after some seconds the machine stands there for the next one."""
    response = page(request, "over", {"is_timed": False})
    forget(response)
    return response


@require_POST
@terminals
def leave(request: HttpRequest) -> HttpResponse:
    """结束: what was granted cannot be looked at any longer, and everything of this person leaves the machine."""
    found = scan_here(request, kiosk_of(request), at=now())
    if found is not None and (found.is_waiting(now()) or found.may_be_seen(now())):
        finish(found, by=actor_of(request), at=now())
    return redirect("kiosk-over")


@require_safe
@terminals
def stand_low(request: HttpRequest) -> HttpResponse:
    """画面下移: everything within reach of whoever sits, or is small; up again by the same button."""
    asked = text(request.GET, "next")
    place = asked if (asked == PATH or asked.startswith(f"{PATH}/")) and asked.isprintable() else PATH
    response = HttpResponseRedirect(place)
    if request.GET.get("low") == "1":
        response.set_cookie(LOW, "1", path=PATH, secure=request.is_secure(), httponly=True, samesite="Strict")
    else:
        response.delete_cookie(LOW, path=PATH, samesite="Strict")
    return response


def _of_demo(request: HttpRequest) -> Kiosk | None:
    """In the demo city a browser may be any of its terminals: nobody has to sign in at the console for a code first."""
    wanted = text(request.POST, "terminal", 40)
    if not settings.TONGBAN_DEMO or request.method != "POST" or not wanted:
        return None
    found = next((each for each in terminals_of_city() if str(each.code) == wanted), None)
    if found is None:
        raise NotFound("没有这台自助终端。")
    return found


def _hall(request: HttpRequest) -> dict[str, Any]:
    venue, at = kiosk_of(request).venue, now()
    return {
        "venue": venue,
        "at": at,
        "opening": opening(venue.week, at, calendar()),
        "today": day_of(venue.week, local_day(at), calendar()),
        "waiting": waiting(venue.pk, at=at),
        "revision": revision(),
        "matters": len(cards()),
        "is_timed": False,
    }
