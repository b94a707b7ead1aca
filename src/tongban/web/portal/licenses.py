"""My licences (P20 我的证照): what I have and my enterprises have, what each says, and for what it was used."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.ledger.commands import record_read
from tongban.registers.licenses.models import License
from tongban.registers.licenses.queries import as_of, face_of, license_for, uses_of, visible_to
from tongban.registers.licenses.queries.corrections import corrections_of
from tongban.registers.licenses.rules.faces import label, lines, ordered, shown_masked
from tongban.registers.licenses.rules.flow import FLOW
from tongban.registers.licenses.rules.states import Status
from tongban.registers.licenses.rules.validity import LONG, Term
from tongban.web.portal import inputs
from tongban.web.portal.pages import page
from tongban.web.ui.audience import applicants
from tongban.web.ui.sessions import actor_of

SOON = timedelta(days=60)
MOST = 100
PURPOSE = "本人查看自己的证照"
_TAGS = {
    Status.VALID: "done",
    Status.HELD: "warn",
    Status.LAPSED: "off",
}


@dataclass(frozen=True, slots=True)
class Card:
    """A licence as its holder sees it among others."""

    key: UUID
    name: str
    number: str
    holder: str
    issuer: str
    term: str
    tag: tuple[str, str]
    ends_soon: str


@applicants
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The cards; those in force first (one statement)."""
    actor, today = actor_of(request), local_day(now())
    rows = visible_to(actor).select_related("type", "issuer", "holder").order_by("-issued_on", "-pk")[:MOST]
    cards = sorted((card(each, today) for each in rows), key=lambda each: each.tag[1] != Status.VALID.label)
    return page(request, "licenses", {"cards": cards})


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
def own_one(request: HttpRequest, key: UUID) -> HttpResponse:
    """One licence: its face in part; whole after a press, which is on record; what it was used for."""
    actor, at = actor_of(request), now()
    found = license_for(actor, key)
    edition = as_of(found, on=max(local_day(at), found.valid_from), known_at=at)
    face, schema = face_of(edition) if edition is not None else {}, found.type.face
    is_whole = request.method == "POST" and inputs.text(request.POST, "do") == "show"
    if is_whole:
        fields = [label(schema, name) for name in ordered(schema) if name in face]
        record_read(f"party:{found.holder_id}", by=actor, at=at, purpose=PURPOSE, subject=found.chain, fields=fields)
    shown = (
        list(lines(schema, face))
        if is_whole
        else [(label(schema, name), shown_masked(schema, name, face[name])) for name in ordered(schema) if name in face]
    )
    context: dict[str, Any] = {
        "license": found,
        "card": card(found, local_day(at)),
        "lines": shown,
        "is_whole": is_whole,
        "has_masked": any(each.get("x-masked") for each in schema["properties"].values()),
        "uses": uses_of(found),
        "corrections": [(each, label(schema, each.field)) for each in corrections_of(found)],
        "may_correct": found.state in FLOW.steps["correct"].sources,
    }
    return page(request, "license", context)


def card(license: License, today: date) -> Card:
    """What a card says; the status is a sign and a word."""
    term = Term(license.valid_from, license.valid_to)
    days = (license.valid_to - today).days if license.valid_to is not None else None
    is_soon = license.status == Status.VALID and days is not None and 0 <= days <= SOON.days
    is_over = license.status == Status.VALID and days is not None and days < 0
    tag = ("off", "已过有效期") if is_over else (_TAGS.get(license.state, "bad"), license.state.label)
    return Card(
        key=license.public_id,
        name=license.type.name,
        number=license.number or license.identifier,
        holder=license.holder.name,
        issuer=license.issuer.name,
        term=LONG if term.valid_to is None else term.words,
        tag=tag,
        ends_soon=f"还有{days}天到期" if is_soon else "",
    )
