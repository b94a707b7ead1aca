"""Somebody's code in front of one's own telephone (扫到一个码): is it alive, what may be seen, and what was granted."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.kernel.vault import VaultError, vault
from tongban.registers.agencies.models import Venue
from tongban.registers.codes.commands import look, scan_any
from tongban.registers.codes.models import Doorplate, Scan
from tongban.registers.codes.ports import BOUND, PHONE_TO_PHONE, platform_of, verifier_of
from tongban.registers.codes.queries import (
    Verdict,
    checked,
    claims_in_words,
    may_look,
    plate_of,
    scan_for_scanner,
)
from tongban.registers.codes.queries.scans import kind_of
from tongban.registers.codes.rules.codes import Kind, found_in
from tongban.registers.codes.rules.scopes import Scope, presented_to
from tongban.web.portal import inputs
from tongban.web.portal.pages import page, told
from tongban.web.portal.verifying import CHECKS
from tongban.web.ui.audience import everybody, sign_in_address
from tongban.web.ui.jinja import fragment
from tongban.web.ui.once import done_once
from tongban.web.ui.sessions import actor_of, client_ip

COOKIE, PURPOSE, SECONDS = "tongban_scan", "codes.scan.of_visitor", 3600
TEMPLATE = "portal/code_seen.html"
MOST_VENUES = 6


@everybody
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def scanned(request: HttpRequest) -> HttpResponse:
    """GET says what it is and uses nothing up; POST scans it, which can be done once."""
    CHECKS.keep(client_ip(request))
    typed = inputs.text(request.POST if request.method == "POST" else request.GET, "c")[:800]
    problems = []
    status = 200
    if request.method == "POST":
        try:
            return _scan(request, typed)
        except Declined as refusal:
            problems, status = told(refusal), int(refusal.status)
    found = checked(typed, at=now())
    plate = plate_of(typed) if found.kind is Kind.DOORPLATE else None
    elsewhere = None if found_in(typed) else platform_of(typed)
    kind = Kind.PERSON if elsewhere is not None else found.kind
    context: dict[str, Any] = {
        "text": found_in(typed) or typed,
        "elsewhere": elsewhere,
        "found": found,
        "verdicts": Verdict,
        "plate": plate,
        "here": _here(plate) if plate is not None else None,
        "venues": _venues(plate) if plate is not None else [],
        "asks": _asks(actor_of(request), kind),
        "sign_in": sign_in_address(request),
        "problems": problems,
    }
    if found.verdict is Verdict.UNKNOWN and elsewhere is None and status == 200:
        status = 404
    return page(request, "code_scanned", context, status=status)


@everybody
@require_safe
def seen(request: HttpRequest, key: UUID) -> HttpResponse:
    """What the holder let one see, on their record before it is shown; or that they have not answered yet."""
    at, by = now(), actor_of(request)
    found = _own(request, key, by)
    stamp = f"{found.version}{found.is_waiting(at):d}{may_look(found, at=at):d}"
    by_script = request.headers.get("HX-Request") == "true"
    if by_script and request.GET.get("seen") == stamp:
        return HttpResponse(status=204)
    context: dict[str, Any] = {"scan": found, "stamp": stamp, "looked": None, "is_waiting": found.is_waiting(at)}
    context["asked"] = [words for _, words in claims_in_words(found.claims, kind_of(found.party))]
    if may_look(found, at=at):
        context["looked"] = look(found, by=by, at=at)
    if by_script:
        return fragment(request, TEMPLATE, "seen", context)
    return page(request, "code_seen", context)


def _scan(request: HttpRequest, typed: str) -> HttpResponse:
    actor, at = actor_of(request), now()
    made = scan_any(typed, scope=_scope(actor, typed), by=actor, at=at)
    place = reverse("code-seen", args=[made.public_id])
    response = redirect(place)
    if not actor.is_signed_in:
        sealed = vault().seal(made.public_id.hex, purpose=PURPOSE, owner="guest").hex()
        response.set_cookie(
            COOKIE, sealed, max_age=SECONDS, path=place, secure=request.is_secure(), httponly=True, samesite="Strict"
        )
    return response


def _scope(actor: Actor, typed: str) -> Scope:
    kind = checked(typed, at=now()).kind
    is_holder = kind in (Kind.PERSON, Kind.ENTERPRISE) or (kind is None and platform_of(typed) is not None)
    if is_holder and actor.party_id is not None:
        return BOUND[0].scope_of(PHONE_TO_PHONE, by=actor, at=now())
    return presented_to(verifier_of(actor))


def _own(request: HttpRequest, key: UUID, by: Actor) -> Scan:
    """Of somebody signed in their own; of a visitor the one whose cookie this browser has."""
    if not by.is_signed_in and not _has_cookie(request, key):
        raise NotFound("没有找到这次扫码，或者不是您扫的。")
    return scan_for_scanner(by, key)


def _has_cookie(request: HttpRequest, key: UUID) -> bool:
    sealed = request.COOKIES.get(COOKIE, "")[:500]
    try:
        return bool(sealed) and vault().open(bytes.fromhex(sealed), purpose=PURPOSE, owner="guest") == key.hex
    except (ValueError, VaultError):
        return False


def _asks(actor: Actor, kind: Kind | None) -> list[str]:
    """What would be asked of the holder, in words; nothing of a licence code, whose holder has chosen."""
    if kind not in (Kind.PERSON, Kind.ENTERPRISE) or actor.party_id is None:
        return []
    scope = BOUND[0].scope_of(PHONE_TO_PHONE, by=actor, at=now())
    return [words for _, words in claims_in_words(scope.claims, kind)]


def _here(plate: Doorplate) -> Venue | None:
    """The place that serves people behind this very door, if there is one (one query)."""
    return Venue.objects.filter(address=plate.address, is_active=True).first()


def _venues(plate: Doorplate) -> list[Venue]:
    """Where the people of this address are served: the places of its division and of those above it."""
    code = plate.division.code
    codes = {f"{code[:4]}00", *(code[:length] for length in (6, 9, 12))}
    rows = Venue.objects.filter(division__code__in=codes, is_active=True)
    return list(rows.order_by("-division__code", "pk")[:MOST_VENUES])
