"""Which terminal asks (自助终端): known by a token of its own in a cookie; a machine that is not bound gets no page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.handling.halls.models import Kiosk
from tongban.handling.halls.queries.kiosks import actor_at, kiosk_with
from tongban.web.ui.audience import ATTRIBUTE
from tongban.web.ui.refusals import FRAME

COOKIE, PATH = "tongban_kiosk", "/kiosk"
LASTS = 400 * 24 * 3600
"""Seconds: as long as a browser keeps a cookie at all."""
LOW = "tongban_kiosk_low"
_KEPT = "_tongban_kiosk"
View = Callable[..., HttpResponseBase]


def terminals(view: View) -> View:
    """For terminals of the city; anything else is sent to where it can be bound. Refusals stay in their frame."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        token = request.COOKIES.get(COOKIE, "")
        found = kiosk_with(token) if token else None
        if found is None:
            return _to_bind(request)
        setattr(request, _KEPT, found)
        setattr(request, FRAME, ("kiosk/refusal.html", around(request)))
        return view(request, *args, **kwargs)

    setattr(guarded, ATTRIBUTE, "terminals")
    return guarded


def kiosk_of(request: HttpRequest) -> Kiosk:
    """The terminal of a request that `terminals` let in."""
    found: Kiosk = getattr(request, _KEPT)
    return found


def actor_of(request: HttpRequest) -> Actor:
    """Who acts: the terminal itself, whoever stands in front of it."""
    return actor_at(kiosk_of(request))


def around(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page shows: which terminal it is, and whether everything is to stand low (画面下移)."""
    return {"kiosk": kiosk_of(request), "is_low": request.COOKIES.get(LOW) == "1", "here": _here(request)}


def set_token(request: HttpRequest, response: HttpResponse, token: str) -> None:
    """Hand the token to the machine: for these pages only, not for scripts."""
    response.set_cookie(
        COOKIE, token, max_age=LASTS, path=PATH, secure=request.is_secure(), httponly=True, samesite="Strict"
    )


def _here(request: HttpRequest) -> str:
    """Where a switch of the display comes back to; after a form was sent, the page itself."""
    return request.get_full_path() if request.method in ("GET", "HEAD") else request.path


def _to_bind(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("kiosk-bind")})
    return redirect("kiosk-bind")
