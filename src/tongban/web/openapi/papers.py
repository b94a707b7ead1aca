"""Official documents as the open API tells them (文书), and the record that a member of staff has read one."""

from datetime import datetime
from typing import Any

from django.conf import settings

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.ledger.commands import record_read
from tongban.registers.documents.holders import may_see
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.queries import verification
from tongban.registers.documents.rules.numbers import CODE_LENGTH, normalized_code

LONGEST = 80


def document_of(actor: Actor, named: str) -> OfficialDocument:
    """The document with this number or verification code, if this actor may see it; else `NotFound`."""
    text, code = named[:LONGEST].replace("\0", ""), normalized_code(named[:LONGEST])
    rows = OfficialDocument.objects.filter(number=text)
    if len(code) == CODE_LENGTH:
        rows |= OfficialDocument.objects.filter(verification_code=code)
    found = rows.first()
    if found is None or not may_see(actor, found.subject):
        raise NotFound("没有找到这份文书，或者您看不到它。")
    return found


def note_reading(document: OfficialDocument, *, by: Actor, at: datetime) -> None:
    """Papers name people in full: what a member of staff or a system reads is recorded before it is shown."""
    if (by.is_staff or by.client) and document.party_id is not None:
        record_read(
            f"party:{document.party_id}",
            by=by,
            at=at,
            purpose="查看文书",
            subject=document.subject,
            fields=["name", document.number],
        )


def document_json(document: OfficialDocument) -> dict[str, Any]:
    """A document with its whole content."""
    return {
        "id": document.verification_code,
        "kind": document.kind,
        "kind_label": document.title,
        "number": document.number,
        "subject": document.subject,
        "issued_at": document.issued_at.astimezone(LOCAL),
        "verification_code": document.verification_code,
        "content_hash": document.content_hash,
        "is_void": document.is_void,
        "void_reason": document.void_reason,
        "body": document.body,
        "pdf": f"/api/v1/documents/{document.verification_code}.pdf",
    }


def genuine_json(code: str, *, pdf_sha256: str = "") -> dict[str, Any]:
    """Is a paper genuine: what anybody who holds it may learn, names masked."""
    try:
        found = verification(code, base_url=settings.PUBLIC_URL, pdf_sha256=pdf_sha256)
    except NotFound as refusal:
        return {"is_genuine": False, "message": refusal.message}
    message = f"这份{found.kind.label}是真的，但是已经作废。" if found.is_void else f"这份{found.kind.label}是真的。"
    return {
        "is_genuine": True,
        "message": message,
        "kind": found.kind.value,
        "kind_label": found.kind.label,
        "number": found.number,
        "agency": found.agency,
        "issued_at": found.issued_at.astimezone(LOCAL),
        "addressee": found.addressee,
        "content_hash": found.content_hash,
        "is_void": found.is_void,
        "void_reason": found.void_reason,
        "is_same_file": found.is_same_file,
    }
