"""Giving out a copy of a licence for one case (取用加注件): on the record first, watermarked, for some days."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.kernel.signing import Suite
from tongban.foundation.ledger.commands import record_read
from tongban.registers.documents.sealing.pdf import write_pdf
from tongban.registers.documents.sealing.provider import BOUND
from tongban.registers.licenses.models import LicenseUse
from tongban.registers.licenses.queries.faces import face_of
from tongban.registers.licenses.queries.files import page_of
from tongban.registers.licenses.queries.using import trouble_of
from tongban.registers.licenses.rules.copies import Taken, annotated, last_day
from tongban.registers.licenses.rules.faces import label, ordered

from .using import NotUsable


@transaction.atomic
def copy_for_case(use: LicenseUse, *, subject: str, base_url: str, by: Actor, at: datetime) -> bytes:
    """A PDF that says on each page for which case, whom and how long it is (加注件); the original is never given out.

    `NotUsable` for a licence that does not hold any more. What was asked of the holder is this use and no other.
    """
    edition, license = use.edition, use.edition.license
    if trouble := trouble_of(license, on=local_day(at)):
        raise NotUsable(trouble)
    face, schema = face_of(edition), license.type.face
    fields = ["加注件", *(label(schema, name) for name in ordered(schema) if name in face)]
    record_read(f"party:{license.holder_id}", by=by, at=at, purpose=use.purpose, subject=subject, fields=fields)
    here = at.astimezone(LOCAL)
    taken = Taken(by.agency, by.name, use.case_number, use.purpose, license.issuer.name, here)
    copy = annotated(edition.identifier, taken, until=last_day(local_day(at), edition.valid_to))
    provider, page = BOUND[0], replace(page_of(edition, base_url=base_url), made_at=at)
    return write_pdf(page, picture=provider.picture(), by=provider.signer(Suite.INTL, at=at), copy=copy)
