"""Signing in with the province's account (用甘肃政务服务网账号登录), and the page of the simulated province.

Coming back is a page with one button, because a page that is read writes nothing; the button also shows the person
that they are about to be signed in here. What was asked for lies in a cookie of this browser, so that nobody can be
signed in with somebody else's code.
"""

import secrets
from urllib.parse import urlencode

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.exchange.connectors.provincial_identity import contract
from tongban.exchange.connectors.provincial_identity.simulator import SAMPLES, Simulator
from tongban.foundation.kernel.actors import NOBODY
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.registers.parties.commands import sign_in_federated
from tongban.registers.parties.ports import ProvincialIdentity, ProvincialRefused
from tongban.registers.parties.provincial import provincial
from tongban.web.portal import inputs
from tongban.web.portal.pages import page, safe_next, told
from tongban.web.ui.audience import everybody
from tongban.web.ui.sessions import client_ip, set_session_cookie

COOKIE = "tongban_provincial"
COOKIE_PATH = "/sign-in/provincial"
LASTS = 600  # seconds at the province
SALT = "sign-in.provincial"
RETURN = "sign-in-provincial-return"


@everybody
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """To the province, with a fresh state that this browser keeps."""
    identity = _bound()
    state = secrets.token_urlsafe(24)
    came_for = safe_next(inputs.text(request.GET, "next"), "")
    response = redirect(identity.authorize_url(state=state, return_to=request.build_absolute_uri(reverse(RETURN))))
    kept = signing.dumps([state, came_for], salt=SALT)
    secure = request.is_secure()
    response.set_cookie(COOKIE, kept, max_age=LASTS, path=COOKIE_PATH, httponly=True, samesite="Lax", secure=secure)
    return response


@everybody
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: HttpRequest) -> HttpResponse:
    """Back from the province: shown with a button first, then the code is exchanged and a session opened."""
    identity = _bound()
    data = request.POST if request.method == "POST" else request.GET
    code, state = inputs.text(data, "code"), inputs.text(data, "state")
    try:
        came_for = _asked_for(request, state)
        if inputs.text(data, "error") or not code:
            raise contract.refused()
        if request.method != "POST":
            return page(request, "provincial_return", {"code": code, "state": state})
        person = identity.identify(code, state=state, at=now())
        device = request.headers.get("User-Agent", "")
        opened = sign_in_federated(person, ip=client_ip(request), device=device, by=NOBODY, at=now())
    except Declined as refusal:
        context = {"code": "", "state": "", "problems": told(refusal)}
        return page(request, "provincial_return", context, status=refusal.status)
    response = redirect(came_for or reverse("home"))
    response.delete_cookie(COOKIE, path=COOKIE_PATH, samesite="Lax")
    set_session_cookie(request, response, opened.token)
    return response


@everybody
@require_http_methods(["GET", "HEAD", "POST"])
def simulated(request: HttpRequest) -> HttpResponse:
    """The simulated province (演示用): one chooses which made-up person to be. Not there when the real one is bound."""
    identity = _bound()
    if not isinstance(identity, Simulator):
        raise NotFound()
    data = request.POST if request.method == "POST" else request.GET
    state = inputs.text(data, "state")
    if request.method != "POST":
        return page(request, "provincial_simulator", {"people": list(SAMPLES.values()), "state": state})
    answer = {"state": state, "error": contract.DENIED}
    if subject := inputs.text(data, "subject"):
        answer = {"state": state, "code": identity.grant(subject, state=state, at=now())}
    # Only to our own address of return, whatever the browser says it is: the simulator serves this house alone.
    return redirect(f"{reverse(RETURN)}?{urlencode(answer)}")


def _bound() -> ProvincialIdentity:
    identity = provincial()
    if identity is None:
        raise NotFound()
    return identity


def _asked_for(request: HttpRequest, state: str) -> str:
    """Where this browser wanted to go when it asked for this state; `ProvincialRefused` if it did not ask."""
    try:
        asked, came_for = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        asked, came_for = "", ""
    if not asked or not secrets.compare_digest(asked.encode(), state.encode()):
        raise ProvincialRefused(
            "这次登录不是从这个浏览器的登录页开始的，或者超过了10分钟，没有使用。请从登录页重新开始。",
            code="state_mismatch",
        )
    return safe_next(came_for, "")
