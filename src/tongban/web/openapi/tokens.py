"""`POST /oauth/token` (换取令牌): OAuth 2.0 client credentials (RFC 6749 4.4), or the code of who let an app in
(4.1.3, with PKCE); what is issued is never kept.
"""

import base64
import binascii
from typing import Any
from urllib.parse import unquote_plus

from django.http import HttpRequest, HttpResponse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Invalid
from tongban.registers.parties.app_rules import LONGEST_ADDRESS
from tongban.registers.parties.commands import WrongClient, WrongGrant, exchange_code, exchange_secret
from tongban.registers.parties.models import ApiToken
from tongban.web.ui.sessions import client_ip

from .answers import answer
from .limits import guard
from .problems import InvalidRequest, Malformed, NoSuchMethod, WrongMediaType, problem

FORM = "application/x-www-form-urlencoded"
LONGEST = 200
_CALLER = Actor(name="接口调用方", channel="api")


def token(request: HttpRequest) -> HttpResponse:
    """A secret for a token of one hour; errors carry `error` as OAuth wants it beside the usual members."""
    if request.method != "POST":
        return problem(NoSuchMethod(), {"Allow": "POST"})
    try:
        return _exchanged(request)
    except (WrongClient, WrongGrant, Invalid, InvalidRequest) as refusal:
        return _refused(refusal)


def _exchanged(request: HttpRequest) -> HttpResponse:
    if request.content_type != FORM:
        raise WrongMediaType(f"请发送表单，请求头写明 Content-Type: {FORM}。")
    guard("token", client_ip(request))
    name, secret = _credentials(request)
    issued, row = _issued(request, name, secret)
    plain: dict[str, Any] = {
        "access_token": issued,
        "token_type": "Bearer",
        "expires_in": int((row.expires_at - row.created_at).total_seconds()),
        "scope": " ".join(row.scopes),
    }
    response = answer(plain)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Pragma"] = "no-cache"
    return response


def _issued(request: HttpRequest, name: str, secret: str) -> tuple[str, ApiToken]:
    given = request.POST
    match given.get("grant_type"):
        case "client_credentials":
            scopes = given.get("scope", "")[:1000].split()
            return exchange_secret(name=name, secret=secret, scopes=scopes, by=_CALLER, at=now())
        case "authorization_code":
            return exchange_code(
                name=name,
                secret=secret,
                grant=given.get("code", "")[:LONGEST],
                verifier=given.get("code_verifier", "")[:LONGEST],
                return_to=given.get("redirect_uri", "")[:LONGEST_ADDRESS],
                by=_CALLER,
                at=now(),
            )
    raise InvalidRequest(
        "grant_type 只能是 client_credentials 或者 authorization_code。", code="unsupported_grant_type"
    )


def _credentials(request: HttpRequest) -> tuple[str, str]:
    """Name and secret from Basic or from the form; whatever cannot be read is a wrong client."""
    kind, _, encoded = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if kind.lower() == "basic":
        try:
            name, _, secret = base64.b64decode(encoded[:1000], validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError) as error:
            raise WrongClient() from error
        return _plain(unquote_plus(name)), _plain(unquote_plus(secret))
    return _plain(request.POST.get("client_id", "")), _plain(request.POST.get("client_secret", ""))


def _plain(text: str) -> str:
    if len(text) > LONGEST or "\0" in text:
        raise WrongClient()
    return text


def _refused(refusal: Declined) -> HttpResponse:
    faults = {each.code for each in refusal.faults}
    kind: type[Declined] = Malformed
    if isinstance(refusal, WrongClient):
        kind, code = WrongClient, "invalid_client"
    elif "invalid_scope" in faults:
        code = "invalid_scope"
    else:
        code = refusal.reason_code
    facts = {"error": code, "error_description": refusal.message}
    told = kind(refusal.message, faults=refusal.faults, facts=facts, code=code)
    return problem(told, {"WWW-Authenticate": 'Basic realm="tongban"'} if kind is WrongClient else None)
