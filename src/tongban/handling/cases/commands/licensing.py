"""Deciding a case gives a licence (办结即发证): issued, changed, renewed or ended in the transaction of 制证."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.vault import vault
from tongban.handling.cases.models import Case, Delivery
from tongban.handling.cases.queries.licensing import Draft, license_draft
from tongban.registers.licenses.commands import Content, change, deregister, issue, next_serial, renew
from tongban.registers.licenses.models import License
from tongban.registers.licenses.rules.composing import refuse_incomplete
from tongban.registers.licenses.rules.states import Operation

FACE = "delivery.face"
REASON = "依申请办理"
GROUND = "行政许可法 第七十条"


def licensed(case: Case, *, number: str, typed: Mapping[str, Any], at: datetime) -> License | None:
    """The licence of this case as it stands afterwards; None where the case makes none. Once for a case.

    Who decided and who made it stand on the case; the register writes as the system and names the case. `Invalid`
    names everything that its face lacks.
    """
    draft = license_draft(case, typed=typed, number=number, on=local_day(at))
    if draft is None:
        return None
    old = draft.previous
    if old is not None and old.editions.filter(case_number=case.number).exists():
        return old
    if draft.operation is Operation.DEREGISTER and old is not None:
        deregister(old, ground=GROUND, reason=f"{REASON}：{case.number}", by=SYSTEM, at=at)
        return old
    if draft.is_an_end:
        return None
    if draft.operation is Operation.ISSUE or old is None:
        return _issued(case, draft, number, typed, at)
    refuse_incomplete(draft.kind.face, draft.composed)
    printed = number or old.number or f"{draft.mapping.prefix}{old.serial}"
    content = Content(_with_number(draft, printed), draft.term, printed)
    if draft.operation is Operation.RENEW:
        renew(old, content=content, by=SYSTEM, at=at, case_number=case.number)
    else:
        change(old, content=content, reason=REASON, by=SYSTEM, at=at, case_number=case.number)
    return old


def renewed_by_silence(case: Case, *, expires_on: date, at: datetime) -> License | None:
    """The old licence of a renewal that nobody decided (视为准予延续): it goes on from its last day, however late.

    None where the case renews none, where it was ended meanwhile, or where the face lacks what only a person can say:
    then it is made by hand.
    """
    draft = license_draft(case, typed={}, number="", on=expires_on)
    old = draft.previous if draft is not None else None
    if draft is None or old is None or draft.operation is not Operation.RENEW or draft.composed.missing:
        return None
    printed = old.number or f"{draft.mapping.prefix}{old.serial}"
    content = Content(_with_number(draft, printed), draft.term, printed)
    renew(old, content=content, by=SYSTEM, at=at, case_number=case.number)
    return old


def kept_back(case: Case, *, number: str, typed: Mapping[str, Any], at: datetime) -> bytes:
    """容缺未补齐，证照先不发: what was typed of its face, sealed until the gap is closed; the register has none yet.

    A licence in the register can be shown, checked and used from that second on: it would be handed over already.
    `Invalid` names what its face lacks, now, while the one who makes it is there.
    """
    draft = license_draft(case, typed=typed, number=number, on=local_day(at))
    if draft is None:
        return b""
    if not draft.is_an_end:
        refuse_incomplete(draft.kind.face, draft.composed)
    kept = msgspec.json.encode({"number": number, "face": dict(typed)})
    return vault().seal(kept.decode(), purpose=FACE, owner=case.number)


def release(case: Case, *, at: datetime) -> License | None:
    """补齐后发证: the gap is closed, so the licence that was kept back is made; None where none is due."""
    if case.revoked_at is not None:
        return None
    row = Delivery.objects.filter(case=case).exclude(face_sealed=b"").first()
    if row is None:
        return None
    kept = msgspec.json.decode(vault().open(bytes(row.face_sealed), purpose=FACE, owner=case.number))
    license = licensed(case, number=kept["number"], typed=kept["face"], at=at)
    number = kept["number"] or (license.number if license is not None else "") or f"{case.number}-J1"
    Delivery.objects.filter(pk=row.pk).update(result_number=number, face_sealed=b"")
    return license


def _issued(case: Case, draft: Draft, number: str, typed: Mapping[str, Any], at: datetime) -> License:
    refuse_incomplete(draft.kind.face, draft.composed)
    serial = next_serial(draft.kind, case.agency, local_day(at).year)
    printed = number or f"{draft.mapping.prefix}{serial}"
    return issue(
        draft.kind,
        holder=case.applicant,
        issuer=case.agency,
        content=Content(_with_number(draft, printed), draft.term, printed),
        by=SYSTEM,
        at=at,
        case_number=case.number,
        previous=draft.previous,
        serial=serial,
    )


def _with_number(draft: Draft, printed: str) -> dict[str, Any]:
    """The face with the number that was drawn for it."""
    numbered = {name: printed for name, sources in draft.mapping.sources.items() if "number" in sources}
    return draft.composed.face | numbered
