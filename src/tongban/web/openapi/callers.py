"""Who calls (调用者): a system with a bearer token, a person with the browser's session, or anybody."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from time import monotonic
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined
from tongban.registers.agencies.queries import actor_for_token
from tongban.web.ui.sessions import actor_of

KNOWN_FOR = 1.0
"""Seconds that a process believes a token without asking: a token that was taken back is dead after this."""

MOST_KNOWN = 10_000
LONGEST_TOKEN = 512
_KEPT = "_tongban_caller"
_READS = frozenset({"GET", "HEAD", "OPTIONS"})


class Scope(StrEnum):
    """What a token may be used for (范围)."""

    ITEMS_READ = "items:read"
    CASES_SUBMIT = "cases:submit"
    CASES_READ = "cases:read"
    CASES_ACT = "cases:act"
    FILES_WRITE = "files:write"
    LICENSES_VERIFY = "licenses:verify"
    LEDGER_READ = "ledger:read"
    CODES_SCAN = "codes:scan"
    EVALUATIONS_WRITE = "evaluations:write"
    SHARING_READ = "sharing:read"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Scope.ITEMS_READ: "查事项和办事指南（不带令牌也可以）",
    Scope.CASES_SUBMIT: "提交申请",
    Scope.CASES_READ: "查办件",
    Scope.CASES_ACT: "办理（受理、补正、审查……）",
    Scope.FILES_WRITE: "上传材料文件",
    Scope.LICENSES_VERIFY: "核验证照和文书（不带令牌也可以）",
    Scope.LEDGER_READ: "取留痕证明",
    Scope.CODES_SCAN: "验码、扫码（本人同意以后才看得到）",
    Scope.EVALUATIONS_WRITE: "汇入部门系统的评价",
    Scope.SHARING_READ: "查共享数据（要有共享授权）",
}


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
    """The one who calls; `scopes` is None for a person at a browser, who is bound by roles alone."""

    actor: Actor
    scopes: frozenset[str] | None = None

    @property
    def owner(self) -> str:
        """Whose Idempotency-Keys these are."""
        return f"api:{self.actor.client}:{self.actor.ref}"[:80]

    def may(self, scope: Scope) -> bool:
        return self.scopes is None or scope in self.scopes


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
    return found


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
    caller = Caller(actor, frozenset(row.scopes))
    if len(_known) >= MOST_KNOWN:
        _known.clear()
    _known[token] = _Known(caller, monotonic() + KNOWN_FOR, row.expires_at)
    return caller


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
