"""Reading: the files that an actor may see, the documents of a subject, and what a verification code tells."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.masks import mask_name
from tongban.registers.parties.helping import PAPERS

from . import shelf
from .holders import may_see, narrowed
from .models import OfficialDocument, PaperWording, StoredFile, Verdict
from .rendering.pdf import render_as_issued, render_pdf
from .rules import numbers
from .rules.papers import PUBLIC_KINDS, DocumentKind
from .rules.wording import WordingStatus
from .sealing.pdf import unsealed
from .sealing.provider import BOUND
from .sealing.verdicts import Standing, verify_file


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal under a paper (签章): whose it is, when it was set, and whether the file is still as it was."""

    standing: Standing
    signer: str
    at: datetime | None
    is_test: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """What anyone who holds the paper may learn (文书核验): enough to trust it, nothing that names a person in full.

    `is_same_file` tells whether the PDF whose SHA-256 was given is the one that was issued; None if none was given.
    `seal` is what stands under the paper as it is kept; None while it is not kept, or none stands there.
    """

    kind: DocumentKind
    number: str
    agency: str
    issued_at: datetime
    addressee: str
    content_hash: str
    is_void: bool
    void_reason: str
    is_same_file: bool | None
    seal: Seal | None


def uploaded_by(by: Actor) -> QuerySet[StoredFile]:
    """The files that this account, or this calling system, has uploaded itself."""
    if by.account_id is not None:
        return StoredFile.objects.filter(uploaded_by_id=by.account_id)
    return StoredFile.objects.filter(client=by.client) if by.client else StoredFile.objects.none()


def visible_to(actor: Actor, *, holder: str = "") -> QuerySet[StoredFile]:
    """The files that this actor may see: own uploads not yet attached, and those of `holder` if its module agrees."""
    mine = Q(pk__in=uploaded_by(actor).filter(holder="").values("pk"))
    if holder and may_see(actor, holder):
        return StoredFile.objects.filter(mine | (Q(holder=holder) & narrowed(actor, holder)))
    return StoredFile.objects.filter(mine)


def file_for(actor: Actor, public_id: UUID) -> StoredFile:
    """One file by its public id, or `NotFound`: somebody else's file and no file are told apart by nobody."""
    found = StoredFile.objects.filter(pk=public_id).first()
    if found is not None and visible_to(actor, holder=found.holder).filter(pk=public_id).exists():
        return found
    raise NotFound("没有找到这个文件，或者您看不到它。")


def open_content(file: StoredFile) -> BinaryIO:
    """The content of a file that was fetched through `visible_to`, open for reading."""
    if file.verdict != Verdict.CLEAN:
        raise NotFound("这个文件还没有通过安全检查，暂时不能打开。")
    return shelf.take(bytes(file.sha256))


def documents_of(subject: str) -> QuerySet[OfficialDocument]:
    """The documents of a subject such as `case:123`, oldest first; who may see them, the subject's module decides."""
    return OfficialDocument.objects.filter(subject=subject).order_by("issued_at", "pk")


def document_for(actor: Actor, number: str) -> OfficialDocument:
    """One document by its number, if its subject's module lets this actor see it; else `NotFound`."""
    found = OfficialDocument.objects.filter(number=number).first() if "\0" not in number else None
    if found is None or not actor.may_look(PAPERS) or not may_see(actor, found.subject):
        raise NotFound("没有找到这份文书，或者您看不到它。")
    return found


def by_verification_code(code: str) -> OfficialDocument:
    """The document that carries this code, however it was typed; `NotFound` if there is none."""
    found = OfficialDocument.objects.filter(verification_code=numbers.normalized_code(code)).first()
    if found is None:
        raise NotFound("没有查到这份文书。请核对核验码：10位，没有数字0和1，也没有字母I、L、O、U。")
    return found


def pdf_of(document: OfficialDocument, *, base_url: str) -> bytes:
    """The PDF of a document (版式文件): as kept, or set anew if it is not kept yet or void since."""
    if document.pdf_sha256 and not document.is_void:
        with shelf.take(bytes.fromhex(document.pdf_sha256)) as kept:
            return kept.read()
    return render_pdf(document, base_url=base_url)


def verification(code: str, *, base_url: str, pdf_sha256: str = "") -> Verification:
    """What the verification page shows (文书核验) for the code on a paper; and is a given PDF the issued one?"""
    document = by_verification_code(code)
    body = document.content
    return Verification(
        kind=DocumentKind(document.kind),
        number=document.number,
        agency=body.agency,
        issued_at=document.issued_at,
        addressee=body.addressee if document.kind in PUBLIC_KINDS else mask_name(body.addressee),
        content_hash=document.content_hash,
        is_void=document.is_void,
        void_reason=document.void_reason,
        is_same_file=_is_issued(document, pdf_sha256.lower(), base_url) if pdf_sha256 else None,
        seal=_seal_of(document),
    )


def _is_issued(document: OfficialDocument, sha256: str, base_url: str) -> bool:
    """The paper as it is kept, or as it was shown in the minute before it was sealed."""
    if not document.pdf_sha256:
        return sha256 == hashlib.sha256(render_as_issued(document, base_url=base_url)).hexdigest()
    kept = bytes.fromhex(document.pdf_sha256)
    if sha256 == document.pdf_sha256 or not shelf.place_of(kept).exists():
        return sha256 == document.pdf_sha256
    with shelf.take(kept) as content:
        return sha256 == hashlib.sha256(unsealed(content.read())).hexdigest()


def _seal_of(document: OfficialDocument) -> Seal | None:
    """What the seal under the kept paper says now: read from the file itself, as anybody's reader would."""
    kept = bytes.fromhex(document.pdf_sha256)
    if not kept or not document.content.seal or not shelf.place_of(kept).exists():
        return None
    with shelf.take(kept) as content:
        found = verify_file(content.read(), trusted=BOUND[0].trusted())
    is_this = not found.is_whole or found.identifier == document.verification_code
    return Seal(found.standing if is_this else Standing.ALTERED, found.signer, found.signed_at, BOUND[0].is_test)


def wording_in_force(kind: DocumentKind) -> PaperWording | None:
    """The city's own words on papers of this kind (现行用语)."""
    return PaperWording.objects.filter(kind=kind, status=WordingStatus.IN_FORCE).first()


def wordings_of(kind: DocumentKind) -> QuerySet[PaperWording]:
    """Every edition and proposal for a kind of paper, the newest first; the catalogue's staff reads them all."""
    return PaperWording.objects.filter(kind=kind).select_related("proposed_by", "decided_by").order_by("-pk")


def wording_states() -> dict[str, dict[str, int | None]]:
    """Of each kind: which edition is in force, and which proposal waits (one statement)."""
    found: dict[str, dict[str, int | None]] = {}
    standing = PaperWording.objects.filter(status__in=[WordingStatus.IN_FORCE, WordingStatus.PROPOSED])
    for kind, status, edition, key in standing.values_list("kind", "status", "edition", "pk"):
        found.setdefault(kind, {})[status] = edition if status == WordingStatus.IN_FORCE else key
    return found
