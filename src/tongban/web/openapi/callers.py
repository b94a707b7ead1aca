"""Who calls (调用者): a system with a bearer token, a person with the browser's session, or anybody."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from time import monotonic
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotYours
from tongban.registers.agencies.queries import actor_for_token
from tongban.registers.parties.models import ApiToken
from tongban.registers.parties.scopes import Scope
from tongban.web.ui.sessions import actor_of

from .limits import Rate, guard

KNOWN_FOR = 1.0
"""Seconds that a process believes a token without asking: a token that was taken back is dead after this."""

A_MINUTE = 60.0
MOST_KNOWN = 10_000
LONGEST_TOKEN = 512
_KEPT = "_tongban_caller"
_READS = frozenset({"GET", "HEAD", "OPTIONS"})


class NotAuthenticated(Declined):
    """Nobody, or a token that is not in force (没有登录或者令牌无效)."""

    code = "unauthenticated"
    status = HTTPStatus.UNAUTHORIZED
    sentence = "请带上访问令牌（Authorization: Bearer …），或者先登录。"

    @property
    def headers(self) -> dict[str, str]:
        reason = ', error="invalid_token"' if self.reason_code == "invalid_token" else ""
        return {"WWW-Authenticate": f'Bearer realm="tongban"{reason}'}


class ScopeMissing(Declined):
    """The token is in force, but not for this (令牌没有这个范围)."""

    code = "insufficient_scope"
    status = HTTPStatus.FORBIDDEN

    @property
    def headers(self) -> dict[str, str]:
        wanted = self.facts.get("scope", "")
        return {"WWW-Authenticate": f'Bearer realm="tongban", error="insufficient_scope", scope="{wanted}"'}


class FormTokenMissing(Declined):
    """A browser's session changes something only with its own form token (CSRF)."""

    code = "csrf_failed"
    status = HTTPStatus.FORBIDDEN
    sentence = "用浏览器会话调用时，请带上请求头X-CSRFToken。"


@dataclass(frozen=True, slots=True)
class Caller:
    """The one who calls; `scopes` is None for a person at a browser, who is bound by roles alone.

    Of a system `client` is its key in the register; a partner has a `rate`, and may hand in `options` alone if any.
    `title` is what the system is called.
    """

    actor: Actor
    scopes: frozenset[str] | None = None
    client: int | None = None
    rate: Rate | None = None
    options: frozenset[str] = frozenset()
    title: str = ""

    @property
    def reader(self) -> Actor:
        """Who reads: a system that a person let in reads by itself, whomever it acts for."""
        actor = self.actor
        if not actor.client or actor.is_staff:
            return actor
        return Actor(name=self.title or actor.client, roles=actor.roles, client=actor.client, channel=actor.channel)

    @property
    def owner(self) -> str:
        """Whose Idempotency-Keys these are."""
        return f"api:{self.actor.client}:{self.actor.ref}"[:80]

    def may(self, scope: Scope) -> bool:
        return self.scopes is None or scope in self.scopes

    @property
    def is_partner(self) -> bool:
        """A third-party platform (第三方平台)."""
        return self.rate is not None

    def must_offer(self, option_code: str) -> None:
        """`NotYours` for a matter that was not agreed with this partner (约定以外的事项)."""
        if self.options and option_code not in self.options:
            raise NotYours("合作约定里没有这个事项，不能从这个平台申请。")


@dataclass(frozen=True, slots=True)
class _Known:
    caller: Caller
    until: float
    expires_at: datetime


_known: dict[str, _Known] = {}


def caller_of(request: HttpRequest) -> Caller:
    """Who calls, found once a request; a token that is not in force is refused even where none is needed."""
    found: Caller | None = getattr(request, _KEPT, None)
    if found is None:
        given = request.META.get("HTTP_AUTHORIZATION", "")
        found = _by_token(given) if given else Caller(actor_of(request))
        if not given and found.actor.is_signed_in and request.method not in _READS:
            _refuse_forged(request)
        setattr(request, _KEPT, found)
        if found.rate is not None:
            guard("partner", found.actor.client, found.rate)
    return found


def system_of(request: HttpRequest) -> int | None:
    """The key of the system whose token this request carried and was let in with; nobody is looked up."""
    found: Caller | None = getattr(request, _KEPT, None)
    return found.client if found is not None else None


def caller_for(request: HttpRequest, scope: Scope) -> Caller:
    """Who calls, if they may do this; `NotAuthenticated` or `ScopeMissing`."""
    found = caller_of(request)
    if not found.actor.is_signed_in:
        raise NotAuthenticated()
    if not found.may(scope):
        raise ScopeMissing(f"这个令牌没有“{scope}”（{scope.label}）的范围。", facts={"scope": scope.value})
    return found


def forget() -> None:
    """Ask the database again, for tests of revocation."""
    _known.clear()


def _by_token(header: str) -> Caller:
    kind, _, token = header.partition(" ")
    token = token.strip()
    if kind.lower() != "bearer" or not token or len(token) > LONGEST_TOKEN:
        raise NotAuthenticated("请用 Authorization: Bearer 加访问令牌。", code="invalid_token")
    known, at = _known.get(token), now()
    if known is not None and known.until > monotonic() and known.expires_at > at:
        return known.caller
    found = actor_for_token(token, at)
    if found is None:
        _known.pop(token, None)
        raise NotAuthenticated("访问令牌无效、已过期或者已收回。", code="invalid_token")
    actor, row = found
    caller = _system(actor, row)
    if len(_known) >= MOST_KNOWN:
        _known.clear()
    _known[token] = _Known(caller, monotonic() + KNOWN_FOR, row.expires_at)
    return caller


def _system(actor: Actor, row: ApiToken) -> Caller:
    scopes, client = frozenset(row.scopes), row.client
    if not client.is_partner:
        return Caller(actor, scopes, row.client_id, title=client.title)
    rate = Rate(client.per_minute or 1, A_MINUTE)
    return Caller(actor, scopes, row.client_id, rate, frozenset(client.option_codes), client.title)


class _FormToken(CsrfViewMiddleware):
    """Django's own check, told as a reason and not as a page."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def _unused(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


_form_token = _FormToken(_unused)


def _refuse_forged(request: HttpRequest) -> None:
    if _form_token.process_view(request, _unused, (), {}) is not None:
        raise FormTokenMissing()
