"""A live code at the window (扫码亮码、亮证): the holder agrees on the own screen, then intake knows who it is."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.queries.counter import cases_of_party
from tongban.registers.codes.commands import CodeRefused, look, scan_any
from tongban.registers.codes.models import Scan
from tongban.registers.codes.ports import BOUND, WINDOW, NotRecognised, platform_of, verifier_of
from tongban.registers.codes.queries import checked, claims_in_words, may_look, scan_for_scanner
from tongban.registers.codes.queries.scans import kind_of
from tongban.registers.codes.rules.codes import Kind, found_in
from tongban.registers.codes.rules.scopes import ID_NUMBER, NAME, presented_to
from tongban.web.ui.audience import staff
from tongban.web.ui.jinja import fragment
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

from .arriving import Arrival
from .frame import CASE_ROLES, frame_of, show
from .rows import rows_of

TEMPLATE = "workbench/code_scan.html"
ENOUGH = frozenset({NAME, ID_NUMBER})


def is_elsewhere(typed: str) -> bool:
    """Whether this looks like a code of another platform that is bound."""
    return not found_in(typed) and platform_of(typed) is not None


def open_code(request: HttpRequest, typed: str) -> HttpResponse:
    """Scan it, which uses it up; a refusal says what the holder should do."""
    actor, at = actor_of(request), now()
    kind = checked(typed, at=at).kind
    if kind is Kind.DOORPLATE:
        return redirect(f"{reverse('code-scan')}?{urlencode({'c': typed})}")
    is_holder = kind in (Kind.PERSON, Kind.ENTERPRISE) or is_elsewhere(typed)
    scope = BOUND[0].scope_of(WINDOW, by=actor, at=at) if is_holder else presented_to(verifier_of(actor))
    try:
        made = scan_any(typed, scope=scope, by=actor, at=at)
    except (CodeRefused, NotRecognised) as refusal:
        context = {"scan": None, "problems": [Problem("", refusal.message)]}
        return show(request, TEMPLATE, context, status=int(refusal.status))
    return redirect("desk-code", key=made.public_id)


@require_safe
@staff(*CASE_ROLES)
def scanned_code(request: HttpRequest, key: UUID) -> HttpResponse:
    """What the holder let this desk see; every look is on the holder's record. Until they answer, it waits."""
    actor, at = actor_of(request), now()
    found = scan_for_scanner(actor, key)
    stamp = f"{found.version}{found.is_waiting(at):d}{may_look(found, at=at):d}"
    by_script = request.headers.get("HX-Request") == "true"
    if by_script and request.GET.get("seen") == stamp:
        return HttpResponse(status=204)
    context: dict[str, Any] = {
        **frame_of(request),
        "scan": found,
        "stamp": stamp,
        "is_waiting": found.is_waiting(at),
        "asked": [words for _, words in claims_in_words(found.claims, kind_of(found.party))],
        "looked": None,
        "token": "",
        "rows": [],
        "problems": [],
        **_looked(request, found),
    }
    if by_script:
        return fragment(request, TEMPLATE, "seen", context)
    return show(request, TEMPLATE, context)


def _looked(request: HttpRequest, found: Scan) -> dict[str, Any]:
    """What was granted; with name and number also the way to intake, and the cases that wait."""
    actor, at = actor_of(request), now()
    if not may_look(found, at=at):
        return {}
    told = look(found, by=actor, at=at)
    if not set(found.granted) >= ENOUGH:
        return {"looked": told}
    cases = cases_of_party(actor, found.party)
    return {
        "looked": told,
        "token": Arrival(found.party).sealed(actor),
        "rows": rows_of(list(cases), today=local_day(at)),
    }
