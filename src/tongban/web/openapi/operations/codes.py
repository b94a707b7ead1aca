"""Live codes for other systems (一码通接口): check, scan, and what the holder granted."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound
from tongban.registers.codes.commands import Looked, look, scan_any
from tongban.registers.codes.models import Scan
from tongban.registers.codes.ports import BOUND, verifier_of
from tongban.registers.codes.queries import checked, may_look, scan_for_scanner, signing_keys
from tongban.registers.codes.rules.codes import Kind
from tongban.registers.codes.rules.scopes import Scope as Asked
from tongban.registers.codes.rules.scopes import presented_to
from tongban.registers.parties.scopes import Scope
from tongban.web.openapi.answers import answer
from tongban.web.openapi.callers import caller_of
from tongban.web.openapi.once import once
from tongban.web.openapi.routes import operation
from tongban.web.openapi.shapes import codes as told
from tongban.web.openapi.shapes.asked import LiveCodeAsked, ScanSent

router = Router(tags=["一码通"])


@operation(
    router,
    "GET",
    "/live-codes/keys",
    name="api-live-code-keys",
    summary="验码的公钥",
    description="离线验码用：certificates 是签码的证书（DER，Base64），answers 是签“是否”回答的公钥"
    "（Ed25519，十六进制）。签名前面要加上 prefix。",
    shape=told.SigningKeys,
)
def keys(request: HttpRequest) -> HttpResponse:
    """With what anybody can check a code and a signed answer without asking."""
    return answer(signing_keys(), is_public=True)


@operation(
    router,
    "GET",
    "/live-codes/check",
    name="api-live-code-check",
    summary="验码",
    description="是不是本市的码、现在有没有效。不用掉这个码，也不告诉是谁。",
    shape=told.LiveCodeTold,
    scope=Scope.CODES_SCAN,
)
def check_code(request: HttpRequest, asked: Query[LiveCodeAsked]) -> HttpResponse:
    """Is it ours, and alive (one query)."""
    found = checked(asked.code, at=now())
    plain = {
        "verdict": found.verdict.value,
        "message": f"{found.verdict.label}。",
        "kind": found.kind.name.lower() if found.kind else None,
        "kind_label": found.kind.label if found.kind else None,
        "words": found.words,
        "expires_at": found.expires_at,
    }
    return answer(plain)


@operation(
    router,
    "POST",
    "/live-codes/scans",
    name="api-live-code-scan",
    summary="扫码",
    description="一个码只能扫一次。这里只回答扫上了没有，用 id 再取结果：个人码和企业码要等本人在自己的屏幕上同意，"
    "亮证码马上能取。",
    shape=told.ScanTold,
    status=201,
    scope=Scope.CODES_SCAN,
)
def scan_code(request: HttpRequest, sent: ScanSent) -> HttpResponse:
    """Scan it for a scene; the holder is asked. Nothing of anybody is told here, for answers to a POST are kept."""
    caller, at = caller_of(request), now()

    def done() -> HttpResponse:
        made = scan_any(sent.code, scope=_scope(sent, caller.actor, at), by=caller.actor, at=at)
        return answer(_standing(made), status=201)

    return once(request, caller.owner, request.body, done, at=at)


@operation(
    router,
    "GET",
    "/live-codes/scans/{scan_id}",
    name="api-live-code-seen",
    summary="扫码的结果",
    description="本人同意以后，claims 里是同意给看的；每取一次，本人的“谁看过我的信息”里就有一条。",
    shape=told.ScanTold,
    scope=Scope.CODES_SCAN,
)
def scanned(request: HttpRequest, scan_id: str) -> HttpResponse:
    """How the scan stands, and what was granted."""
    by, at = caller_of(request).actor, now()
    try:
        key = UUID(scan_id)
    except ValueError as error:
        raise NotFound("没有找到这次扫码，或者不是您扫的。") from error
    found = scan_for_scanner(by, key)
    return answer(_standing(found) | (_seen(look(found, by=by, at=at)) if may_look(found, at=at) else {}))


def _scope(sent: ScanSent, by: Actor, at: datetime) -> Asked:
    """What the scene allows, or less of it; more is refused."""
    if checked(sent.code, at=at).kind is Kind.LICENSE:
        return presented_to(verifier_of(by))
    scope = BOUND[0].scope_of(sent.scene, by=by, at=at)
    if not set(sent.claims) <= set(scope.claims):
        raise Invalid(faults=[Fault("/claims", "beyond_scene", "这个场景不能看其中的信息，请核对场景的范围。")])
    return replace(scope, claims=tuple(each for each in scope.claims if not sent.claims or each in sent.claims))


def _standing(found: Scan) -> dict[str, Any]:
    return {
        "id": str(found.public_id),
        "status": found.status,
        "status_label": found.state.label,
        "scene": found.scene,
        "purpose": found.purpose,
        "verifier": found.verifier,
        "asked": found.claims,
        "answer_until": found.answer_until,
        "look_until": found.look_until,
        "claims": [],
        "licenses": [],
    }


def _seen(seen: Looked) -> dict[str, Any]:
    signed = {each.claim: each for each in seen.signed}
    return {
        "claims": [
            {
                "claim": key,
                "label": label,
                "value": value,
                "statement": signed[key].statement if key in signed else None,
                "signature": signed[key].signature if key in signed else None,
            }
            for key, label, value in seen.claims
        ],
        "licenses": [
            {
                "name": each.name,
                "issuer": each.issuer,
                "verdict": each.verdict.value,
                "lines": [{"label": label, "value": value} for label, value in each.lines],
            }
            for each in seen.licenses
        ],
    }
