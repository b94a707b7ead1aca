"""My licences (P20 我的证照): what I have and my enterprises have, what each says, and for what it was used."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.ledger.commands import record_read
from tongban.registers.licenses.models import License, LicenseFile, Rendition
from tongban.registers.licenses.queries import as_of, content_of, face_of, files_of, license_for, uses_of, visible_to
from tongban.registers.licenses.queries.corrections import corrections_of
from tongban.registers.licenses.rules.faces import label, lines, ordered, shown_masked
from tongban.registers.licenses.rules.flow import FLOW
from tongban.registers.licenses.rules.states import Status
from tongban.registers.licenses.rules.validity import LONG, Term
from tongban.web.portal import inputs
from tongban.web.portal.pages import page
from tongban.web.portal.papers import SANDBOX
from tongban.web.ui.audience import applicants
from tongban.web.ui.sessions import actor_of

SOON = timedelta(days=60)
MOST = 100
PURPOSE, DOWNLOAD = "本人查看自己的证照", "本人下载自己的证照文件"
_MEDIA = {Rendition.PDF: "application/pdf", Rendition.OFD: "application/ofd"}
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
    """One licence: its face in part; whole, or as a sealed file, after a press, which is on record; its uses."""
    actor, at = actor_of(request), now()
    found = license_for(actor, key)
    edition = as_of(found, on=max(local_day(at), found.valid_from), known_at=at)
    face, schema = face_of(edition) if edition is not None else {}, found.type.face
    asked, files = inputs.text(request.POST, "do") if request.method == "POST" else "", files_of(found)
    wanted = next((each for each in files if each.kind == asked), None)
    is_whole = asked == "show"
    if is_whole or wanted is not None:
        fields = [label(schema, name) for name in ordered(schema) if name in face]
        purpose = PURPOSE if wanted is None else DOWNLOAD
        record_read(f"party:{found.holder_id}", by=actor, at=at, purpose=purpose, subject=found.chain, fields=fields)
    if wanted is not None:
        return _download(wanted)
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
        "files": [(each.kind, each.get_kind_display()) for each in files],
        "has_masked": any(each.get("x-masked") for each in schema["properties"].values()),
        "uses": uses_of(found),
        "corrections": [(each, label(schema, each.field)) for each in corrections_of(found)],
        "may_correct": found.state in FLOW.steps["correct"].sources,
    }
    return page(request, "license", context)


def _download(file: LicenseFile) -> HttpResponse:
    """The file as it was sealed, to the byte, as a download and never as a page of this site."""
    response = HttpResponse(content_of(file), content_type=_MEDIA[Rendition(file.kind)])
    response.headers["Content-Disposition"] = f'attachment; filename="license.{file.kind}"'
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


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
