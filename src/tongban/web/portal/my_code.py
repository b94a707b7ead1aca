"""My code (M02 亮码): shown by a press, turned every thirty seconds, and the word on who scanned it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined
from tongban.registers.codes.commands import agree, end, refuse, show, withdraw
from tongban.registers.codes.models import Scan, Showing
from tongban.registers.codes.queries import (
    claims_in_words,
    code_now,
    may_look,
    own_showing,
    scan_for_holder,
    scans_of,
    shown_licenses,
    waiting_for,
)
from tongban.registers.codes.queries.scans import kind_of
from tongban.registers.codes.rules.codes import LASTS, TURNS, Kind, address_of
from tongban.registers.licenses.rules.faces import label
from tongban.registers.parties.queries import masked_name
from tongban.web.portal.pages import page, told
from tongban.web.ui.audience import applicants
from tongban.web.ui.jinja import fragment
from tongban.web.ui.once import done_once
from tongban.web.ui.sessions import actor_of

TEMPLATE = "portal/code_showing.html"


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def my_code(request: HttpRequest) -> HttpResponse:
    """What showing a code means, and the press that does it; whoever waits for an answer stands above."""
    actor, at = actor_of(request), now()
    context: dict[str, Any] = {"problems": [], "waiting": [_row(each) for each in waiting_for(actor, at=at)]}
    if request.method != "POST":
        return page(request, "code", context)
    try:
        made = show(by=actor, at=at)
    except Declined as refusal:
        return page(request, "code", context | {"problems": told(refusal)}, status=int(refusal.status))
    return redirect("code-showing", key=made.public_id)


@applicants
@require_safe
def showing_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """The code of this moment, and who scanned it; by script one of the two is fetched anew."""
    found = own_showing(actor_of(request), key)
    part = request.GET.get("part", "") if request.headers.get("HX-Request") == "true" else ""
    if part == "code":
        return fragment(request, TEMPLATE, "code", _code(found))
    scans = scans_of(found)
    stamp = _stamp(found, scans)
    if part == "scans" and request.GET.get("seen") == stamp:
        return HttpResponse(status=204)
    context = _code(found) | {
        "stamp": stamp,
        "scans": [_row(each, found) for each in scans],
        "licenses": _shown(found) if found.kind == Kind.LICENSE else [],
        "problems": [],
    }
    if part == "scans":
        return fragment(request, TEMPLATE, "scans", context)
    return page(request, "code_showing", context)


@applicants
@require_POST
def put_away(request: HttpRequest, key: UUID) -> HttpResponse:
    """Put the code away; what was shown of licences is hidden with it."""
    actor = actor_of(request)
    end(own_showing(actor, key), by=actor, at=now())
    return redirect("my-code")


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Agree to all or some, refuse, or take back what was granted."""
    actor, at = actor_of(request), now()
    found = scan_for_holder(actor, key)
    context: dict[str, Any] = {"problems": []}
    status = 200
    if request.method == "POST":
        try:
            _decide(request, found)
        except Declined as refusal:
            context["problems"], status = told(refusal), int(refusal.status)
            found = scan_for_holder(actor, key)
        else:
            return redirect(_place_of(found))
    context |= {"each": _row(found, found.showing), "place": _place_of(found), "at": at}
    return page(request, "code_answer", context, status=status)


def _decide(request: HttpRequest, found: Scan) -> None:
    actor, at, verb = actor_of(request), now(), request.POST.get("verb", "")
    if verb == "agree":
        agree(found, claims=[each[:90] for each in request.POST.getlist("claim")[:20]], by=actor, at=at)
    elif verb == "withdraw":
        withdraw(found, by=actor, at=at)
    else:
        refuse(found, by=actor, at=at)


def _place_of(found: Scan) -> str:
    showing = found.showing
    return reverse("code-showing", args=[showing.public_id]) if showing is not None else reverse("my-code")


def _code(found: Showing) -> dict[str, Any]:
    """The code of this second, while it is being shown; later only that it is over."""
    at = now()
    context: dict[str, Any] = {
        "showing": found,
        "kind": Kind(found.kind),
        "who": masked_name(found.party),
        "is_license": found.kind == Kind.LICENSE,
        "is_open": found.is_open(at),
        "at": at,
        "turns": int(TURNS.total_seconds()),
        "lasts": int(LASTS.total_seconds()),
    }
    if context["is_open"]:
        code = code_now(found, at=at)
        context |= {
            "address": address_of(code.text, base_url=settings.PUBLIC_URL),
            "text": code.text,
            "dies_at": code.issued_at + LASTS,
        }
    return context


def _row(scan: Scan, showing: Showing | None = None) -> dict[str, Any]:
    """A scan as its holder reads it; what was granted by claims, or by the licences that were chosen."""
    at, kind = now(), kind_of(scan.party)
    return {
        "scan": scan,
        "claims": claims_in_words(scan.claims, kind),
        "granted": [words for _, words in claims_in_words(scan.granted, kind)],
        "is_waiting": scan.is_waiting(at),
        "may_be_seen": may_look(scan, at=at),
        "is_license": showing is not None and showing.kind == Kind.LICENSE,
    }


def _shown(found: Showing) -> list[dict[str, Any]]:
    """What whoever scans sees of each licence, in words."""
    return [
        {
            "name": each.edition.license.type.name,
            "fields": [label(each.edition.license.type.face, name) for name in each.fields],
        }
        for each in shown_licenses(found)
    ]


def _stamp(found: Showing, scans: list[Scan]) -> str:
    """What changes when a scan comes or is answered, or its time is over."""
    at = now()
    told_of = [f"{each.pk}.{each.version}.{each.is_waiting(at):d}{may_look(each, at=at):d}" for each in scans]
    return "-".join([f"{found.is_open(at):d}", *told_of])
