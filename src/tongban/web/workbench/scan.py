"""The scan box (W04): any code, card or word opens the right thing; where it is not plain, one chooses.

Always a POST, so that an identity number stands in no address and in no log.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.ledger.commands import record_read
from tongban.handling.cases.queries.counter import cases_of_party, is_draft
from tongban.handling.cases.queries.visible import case_for, may_see
from tongban.handling.cases.queries.worklists import Wanted, worklist
from tongban.registers.catalog.queries import guide
from tongban.registers.catalog.search import search
from tongban.registers.checklists.queries import opened
from tongban.registers.checklists.rules import is_code, squeezed
from tongban.registers.codes.rules.codes import found_in
from tongban.registers.documents.queries import by_verification_code
from tongban.registers.documents.rules.papers import DocumentKind
from tongban.registers.parties.models import Party
from tongban.registers.parties.queries import find_party, masked, masked_name
from tongban.registers.parties.rules import Field
from tongban.web.ui.audience import staff
from tongban.web.ui.sessions import actor_of

from .arriving import Arrival
from .case import Coming, case_page
from .code_scans import is_elsewhere, open_code
from .frame import CASE_ROLES, is_counter, show
from .intake import continue_draft
from .rows import rows_of

MOST = 8
LONGEST = 400
PURPOSE = "刷证找办件"


@dataclass(frozen=True, slots=True)
class Scanned:
    """What came in, and what the page at hand was about."""

    text: str
    context: str
    actor: Actor


@require_POST
@staff(*CASE_ROLES)
def scan(request: HttpRequest) -> HttpResponse:
    """Open what was scanned or typed."""
    text = request.POST.get("q", "").replace("\x00", "").strip()[:LONGEST]
    scanned = Scanned(text, request.POST.get("about", "")[:40], actor_of(request))
    for opens in _READERS:
        response = opens(request, scanned)
        if response is not None:
            return response
    return _choose(request, scanned, None)


def _case(request: HttpRequest, scanned: Scanned) -> HttpResponse | None:
    """A case number, or the number of a draft, for which the paper is asked."""
    found = check("case_number", scanned.text)
    if not found.valid:
        return None
    if may_see(scanned.actor, found.normalized):
        return redirect("desk-case", found.normalized)
    if is_draft(scanned.actor, found.normalized):
        return show(request, "workbench/draft.html", {"number": found.normalized}, current="intake")
    return None


def _paper_of_person(request: HttpRequest, scanned: Scanned) -> HttpResponse | None:
    """An identity card or a credit code: what it is for depends on the page at hand."""
    kind = next((each for each in ("id_card", "uscc") if check(each, scanned.text).valid), "")
    if not kind:
        return None
    about, _, number = scanned.context.partition(":")
    if about == "draft" and is_counter(scanned.actor):
        return continue_draft(request, number, scanned.text)
    if about == "collect":
        typed = {"collector_id_number": check(kind, scanned.text).normalized}
        return case_page(request, case_for(scanned.actor, number), Coming(verb="collect", typed=typed))
    party = find_party(id_kind=kind, id_number=scanned.text)
    if party is not None:
        seen = ["name", Field.ID_NUMBER.value]
        record_read(f"party:{party.pk}", by=scanned.actor, at=now(), purpose=PURPOSE, fields=seen)
    return _choose(request, scanned, party)


def _paper(request: HttpRequest, scanned: Scanned) -> HttpResponse | None:
    """The verification code, or the address in the QR, of a paper."""
    code = scanned.text.rsplit("/", 1)[-1] if "/verify/" in scanned.text else scanned.text
    if not 8 <= len("".join(code.split()).replace("-", "")) <= 12 or not code.isascii():
        return None
    try:
        document = by_verification_code(code)
    except NotFound:
        return None
    number = document.subject.removeprefix("case:")
    if not may_see(scanned.actor, number):
        return None
    if document.kind == DocumentKind.PRECHECK_RESULT:
        return redirect("desk-precheck", document.verification_code)
    return redirect("desk-paper", document.number)


def _matter(request: HttpRequest, scanned: Scanned) -> HttpResponse | None:
    """The code of a handling option: straight to its intake."""
    if not is_counter(scanned.actor) or not check("option", scanned.text).valid:
        return None
    try:
        return redirect("desk-intake-of", guide(check("option", scanned.text).normalized).option_code)
    except NotFound:
        return None


def _kept_checklist(request: HttpRequest, scanned: Scanned) -> HttpResponse | None:
    """The code of a checklist that somebody put together at home, or the address in its QR: intake with the answers."""
    if not is_counter(scanned.actor) or not is_code(scanned.text):
        return None
    try:
        found = opened(scanned.text, on=local_day(now()))
    except NotFound:
        return None
    place = reverse("desk-intake-of", args=[found.guide.option_code])
    return redirect(f"{place}?{urlencode({'list': squeezed(scanned.text)})}")


def _code(request: HttpRequest, scanned: Scanned) -> HttpResponse | None:
    """A live code: its holder is asked, or what they chose of a licence is shown; a door plate's own page."""
    is_one = bool(found_in(scanned.text)) or is_elsewhere(scanned.text)
    return open_code(request, scanned.text) if is_one else None


_READERS: tuple[Callable[[HttpRequest, Scanned], HttpResponse | None], ...] = (
    _code,
    _case,
    _paper_of_person,
    _paper,
    _kept_checklist,
    _matter,
)


def _choose(request: HttpRequest, scanned: Scanned, party: Party | None) -> HttpResponse:
    """Several things fit, or a person was scanned: their cases, a new intake, or what the words may mean."""
    actor, day = scanned.actor, local_day(now())
    is_number = any(check(kind, scanned.text).valid for kind in ("id_card", "uscc"))
    if party is not None:
        cases = list(cases_of_party(actor, party))
    elif is_number or not scanned.text:
        cases = []
    else:
        cases = list(worklist(actor, Wanted(text=scanned.text), today=day, size=MOST, newest_first=True).cases)
    may_receive = Role.COUNTER in actor.roles
    hits = search(scanned.text, size=MOST).hits if may_receive and scanned.text and not is_number else ()
    context: dict[str, object] = {
        "words": "" if is_number else scanned.text,
        "is_number": is_number,
        "party_name": masked_name(party) if party else "",
        "party_number": masked(party, Field.ID_NUMBER) if party else "",
        "token": Arrival(party).sealed(actor),
        "rows": rows_of(cases, today=day),
        "cards": [hit.card for hit in hits],
    }
    if not is_number and not hits and len(cases) == 1:
        return redirect(reverse("desk-case", args=[cases[0].number]))
    return show(request, "workbench/chosen.html", context)
