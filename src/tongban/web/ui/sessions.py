"""Who is asking (会话): the actor of a request, found once and only when somebody asks; the cookie that carries it."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from tongban.foundation.kernel.actors import NOBODY, Actor
from tongban.foundation.kernel.clock import now
from tongban.registers.agencies.queries import actor_for_session
from tongban.registers.parties.commands import touch_session
from tongban.registers.parties.models import Session
from tongban.registers.parties.rules import SEEN_EVERY

COOKIE = "tongban_session"
SECURE_COOKIE = "__Host-tongban"
_KEPT = "_tongban_signed_in"
Handler = Callable[[HttpRequest], HttpResponseBase]


class Sessions:
    """Middleware: remembers that a session was used, at most once a minute; nothing for visitors."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        found = getattr(request, _KEPT, None)
        if found is not None and found[1] is not None and now() - found[1].seen_at >= SEEN_EVERY:
            touch_session(found[1], at=now())
        return response


def actor_of(request: HttpRequest) -> Actor:
    """Who is asking; `NOBODY` for a visitor (one query the first time, none without a cookie)."""
    return _signed_in(request)[0]


def as_visitor(request: HttpRequest) -> None:
    """Nobody is looked up for this request any more: whoever it is, is served as a visitor."""
    setattr(request, _KEPT, (NOBODY, None))


def session_of(request: HttpRequest) -> Session | None:
    """The session of who is asking, if somebody is signed in."""
    return _signed_in(request)[1]


def client_ip(request: HttpRequest) -> str | None:
    """The caller's address: as the server saw it, or behind our own proxy as the proxy saw it.

    A caller may send any X-Forwarded-For; the proxy adds what it saw at the end, so that only the last part counts.
    """
    seen = request.META.get("REMOTE_ADDR") or None
    if not settings.TONGBAN_BEHIND_PROXY:
        return seen
    return _address(request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()) or seen


def _address(said: str) -> str | None:
    try:
        return str(ip_address(said))
    except ValueError:
        return None


def set_session_cookie(request: HttpRequest, response: HttpResponse, token: str) -> None:
    """Hand the token to the browser: for this site only, not for scripts, gone when the browser closes."""
    response.set_cookie(
        _cookie_name(request), token, secure=request.is_secure(), httponly=True, samesite="Lax", path="/"
    )


def forget_session_cookie(request: HttpRequest, response: HttpResponse) -> None:
    """Take the token away and whatever the browser kept of the signed-in pages."""
    response.delete_cookie(_cookie_name(request), path="/", samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def _signed_in(request: HttpRequest) -> tuple[Actor, Session | None]:
    found: tuple[Actor, Session | None] | None = getattr(request, _KEPT, None)
    if found is None:
        token = request.COOKIES.get(_cookie_name(request), "")
        found = (actor_for_session(token, now()) if token else None) or (NOBODY, None)
        setattr(request, _KEPT, found)
    return found


def _cookie_name(request: HttpRequest) -> str:
    return SECURE_COOKIE if request.is_secure() else COOKIE
