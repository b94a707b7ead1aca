"""Signing in to an app with the city's account (用本站账号登录应用): the person agrees here, and takes it back here.

OAuth 2.0 authorization code with PKCE; the app's own server exchanges the code at `/oauth/token`.
"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.clock import now
from tongban.registers.parties.app_rules import IN_WORDS, LASTS, LONGEST_STATE, Asked, origin_of, personal
from tongban.registers.parties.commands import let_app_in, take_back_access
from tongban.registers.parties.models import ApiClient, AppAccess
from tongban.registers.parties.queries import accesses_of, app_asking
from tongban.registers.parties.scopes import Scope
from tongban.web.portal import inputs
from tongban.web.portal.pages import page
from tongban.web.ui.audience import applicants
from tongban.web.ui.headers import POLICY
from tongban.web.ui.once import done_once
from tongban.web.ui.sessions import actor_of

SHOWN = 50
FIELDS = ("client_id", "redirect_uri", "response_type", "scope", "state", "code_challenge", "code_challenge_method")


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def sign_in_to_app(request: HttpRequest) -> HttpResponse:
    """Who asks, for what and how long; nothing is given before the button, and a refusal leads back as well.

    An app that is not registered, or another address than its own, is never led back to.
    """
    data = request.POST if request.method == "POST" else request.GET
    asked, at = _asked(data), now()
    client = app_asking(asked, at=at)
    if error := asked.error(client.scopes):
        return _back(asked, error=error)
    if request.method != "POST":
        return _shown(request, client, asked)
    if inputs.text(data, "choice") != "agree":
        return _back(asked, error="access_denied")
    return _back(asked, code=let_app_in(asked, by=actor_of(request), at=at))


@applicants
@require_safe
def own_apps(request: HttpRequest) -> HttpResponse:
    """What one let apps do, the newest first: in force with a button, or how it ended (one statement)."""
    at = now()
    rows = [(each, _words(each.scopes), _stands(each)) for each in accesses_of(actor_of(request))[:SHOWN]]
    running = [each for each in rows if each[0].ended_at is None and each[0].ends_at > at and each[0].client.is_active]
    return page(request, "my_apps", {"running": running, "ended": [each for each in rows if each not in running]})


@applicants
@require_POST
def take_back(request: HttpRequest, code: UUID) -> HttpResponse:
    """收回."""
    take_back_access(code, by=actor_of(request), at=now())
    return redirect("my-apps")


def _asked(data: QueryDict) -> Asked:
    said = {name: inputs.text(data, name) for name in FIELDS}
    return Asked(
        client=said["client_id"],
        return_to=said["redirect_uri"],
        kind=said["response_type"],
        scopes=tuple(dict.fromkeys(said["scope"].split())),
        state=said["state"][: LONGEST_STATE + 1],
        challenge=said["code_challenge"],
        method=said["code_challenge_method"],
    )


def _shown(request: HttpRequest, client: ApiClient, asked: Asked) -> HttpResponse:
    sent = {name: inputs.text(request.GET, name) for name in FIELDS}
    words = {"client": client, "words": _words(asked.scopes), "sent": sent, "minutes": LASTS.seconds // 60}
    response = page(request, "app_sign_in", words)
    # Browsers hold `form-action` also against where the answer to the form leads.
    allowed = f"form-action 'self' {origin_of(asked.return_to)}"
    response.headers["Content-Security-Policy"] = POLICY.replace("form-action 'self'", allowed)
    return response


def _back(asked: Asked, **told: str) -> HttpResponse:
    if asked.state:
        told["state"] = asked.state[:LONGEST_STATE]
    return redirect(f"{asked.return_to}?{urlencode(told)}")


def _words(scopes: Any) -> list[str]:
    return [IN_WORDS[Scope(each)] for each in personal(scopes)]


def _stands(access: AppAccess) -> str:
    if access.ended_at is not None:
        return "已收回"
    return "到时间结束" if access.exchanged_at is not None else "没有用上"
