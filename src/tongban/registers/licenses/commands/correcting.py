"""Putting a face right at its holder's word (证照纠错): asked for, checked by the issuing body, answered."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound, NotNow
from tongban.foundation.kernel.flow import Step
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import Parcel, advance, begin
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import describe, due
from tongban.registers.documents.commands import attach
from tongban.registers.licenses.models import FaceCorrection, License
from tongban.registers.licenses.queries.corrections import Written
from tongban.registers.licenses.queries.faces import face_of
from tongban.registers.licenses.queries.found import visible_to
from tongban.registers.licenses.rules.composing import fitted
from tongban.registers.licenses.rules.corrections import ANSWERED_WITHIN, CORRECTION_FLOW, LONGEST, MOST_FILES, WORDS
from tongban.registers.licenses.rules.corrections import CorrectionStatus as S
from tongban.registers.licenses.rules.faces import label, ordered, said
from tongban.registers.licenses.rules.flow import FLOW
from tongban.registers.licenses.rules.validity import Term
from tongban.registers.parties.merging import Merger, Moved

from .issuing import Content, correct, refuse_strangers

NUMBER = "number"  # the printed number stands on the face and beside it


class AskedAlready(NotNow):
    """A field has one open request at a time (这一项正在核实)."""

    code = "correction_is_open"
    sentence = "这一项您已经申请更正，正在核实，请等答复。"


@transaction.atomic
def ask_to_correct(
    license: License,
    *,
    field: str,
    wrong: str,
    right: str,
    files: Collection[UUID] = (),
    by: Actor,
    at: datetime,
) -> FaceCorrection:
    """申请更正: which field, what is wrong, what should stand there, with what shows it; the issuing body is to answer.

    `NotFound` for a licence that is not the asker's, `NotNow` for one that has ended, `Invalid` with every fault.
    """
    if by.party_id is None or not visible_to(by).filter(pk=license.pk).exists():
        raise NotFound("没有找到这本证照，或者您看不到它。")
    held = License.objects.select_for_update(of=("self",)).select_related("type", "issuer").get(pk=license.pk)
    if held.state not in FLOW.steps["correct"].sources:
        raise NotNow(f"这本证照现在是“{held.state.label}”，不能再更正。")
    written = Written(_clean(wrong), _clean(right))
    if faults := _faults(held, field, written, files):
        raise Invalid(faults=faults)
    if held.corrections.filter(field=field, ended_at=None).exists():
        raise AskedAlready()
    made = FaceCorrection(
        license=held,
        asker_id=by.party_id,
        agency=held.issuer,
        field=field,
        status=S.ASKED,
        asked_at=at,
        due_on=due(at, ANSWERED_WITHIN, calendar=calendar()).due_on,
    )
    made.words_sealed = vault().seal(msgspec.json.encode(written).decode(), purpose=WORDS, owner=made.code.hex)
    text = f"您申请更正{_what(made)}，{held.issuer.short_name}{describe(made.due_on)}前答复您"
    facts = {"license": held.public_id.hex, "field": field, "files": len(files), "due_on": made.due_on.isoformat()}
    begin(made, CORRECTION_FLOW.steps["ask_to_correct"], by=by, at=at, facts=facts, send=_told(made, text))
    attach(files, holder=made.chain, by=by)
    return made


@transaction.atomic
def make_right(
    correction: FaceCorrection, *, value: str, effective_on: date, reason: str, by: Actor, at: datetime
) -> FaceCorrection:
    """更正: the next edition says it right, for the days since `effective_on`; the old one is replaced."""
    step = _taken("make_right", correction, by)
    held = (
        License.objects.select_for_update(of=("self",)).select_related("type", "issuer").get(pk=correction.license_id)
    )
    schema, field, answer = held.type.face, correction.field, _answer(reason)
    face = face_of(held.editions.get(number=held.edition_number))
    wanted = fitted(schema, field, value)
    if wanted == face.get(field):
        raise Invalid(faults=[Fault("/value", "same", "照面上现在就是这样写的。没有写错的，请办“不改”，说明理由。")])
    number = str(wanted) if field == NUMBER else held.number
    content = Content(face | {field: wanted}, Term(held.valid_from, held.valid_to), number)
    told = f"纠错申请：{label(schema, field)}"
    made = correct(held, content=content, reason=told, effective_on=effective_on, by=by, at=at)
    text = f"{_what(correction)}已更正：{answer.rstrip('。')}。旧版本不再使用，请用新版本"
    facts = {"identifier": made.identifier, "edition": made.number}
    return _ended(correction, step, answer, text, facts, {"edition_id": made.pk}, by=by, at=at)


@transaction.atomic
def leave_as_is(correction: FaceCorrection, *, reason: str, by: Actor, at: datetime) -> FaceCorrection:
    """不改: what stands there was checked and is right; the reason is the holder's to read."""
    step = _taken("leave_as_is", correction, by)
    answer = _answer(reason)
    text = f"{_what(correction)}经核实没有写错，没有改：{answer}"
    return _ended(correction, step, answer, text, {}, {}, by=by, at=at)


@transaction.atomic
def take_back(correction: FaceCorrection, *, by: Actor, at: datetime) -> FaceCorrection:
    """撤回: by whoever the licence belongs to."""
    step = CORRECTION_FLOW.take("take_back", correction, by=by)
    if not visible_to(by).filter(pk=correction.license_id).exists():
        raise NotFound("没有找到这个纠错申请，或者您看不到它。")
    advance(correction, step, by=by, at=at, changes={"ended_at": at})
    return correction


def move_to_kept(merger: Merger) -> Moved:
    """Licences, and what was asked about them, follow their person (合并重复登记); what was recorded stays."""
    asked = FaceCorrection.objects.filter(asker_id=merger.drop).update(asker_id=merger.keep)
    moved = License.objects.filter(holder_id=merger.drop).update(holder_id=merger.keep)
    return {"licenses": moved, "corrections": asked}


def _taken(verb: str, correction: FaceCorrection, by: Actor) -> Step:
    step = CORRECTION_FLOW.take(verb, correction, by=by)
    refuse_strangers(step, correction.agency_id, by)
    return step


def _ended(
    correction: FaceCorrection,
    step: Step,
    answer: str,
    text: str,
    facts: Mapping[str, Any],
    changes: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
) -> FaceCorrection:
    told = {"field": correction.field, "is_late": correction.due_on < local_day(at), **facts}
    changed = {"answer": answer, "answered_by_id": by.staff_id, "ended_at": at, **changes}
    advance(correction, step, by=by, at=at, facts=told, changes=changed, send=_told(correction, text))
    return correction


def _faults(held: License, field: str, written: Written, files: Collection[UUID]) -> list[Fault]:
    schema, faults = held.type.face, []
    if field not in ordered(schema):
        faults.append(Fault("/field", "choice", "请选择哪一项写错了。"))
    for name, words, sentence in (("wrong", written.wrong, "哪里不对"), ("right", written.right, "应该怎么写")):
        if not words or len(words) > LONGEST:
            faults.append(Fault(f"/{name}", "length", f"请写明{sentence}，最多{LONGEST}个字。"))
    if len(files) > MOST_FILES:
        faults.append(Fault("/files", "many", f"依据最多{MOST_FILES}个文件。"))
    if not faults and written.right == said(face_of(held.editions.get(number=held.edition_number)).get(field, "")):
        faults.append(Fault("/right", "same", "照面上现在就是这样写的，不用更正。"))
    return faults


def _answer(words: str) -> str:
    answer = _clean(words)
    if len(answer) < 2 or len(answer) > LONGEST:
        raise Invalid(faults=[Fault("/reason", "required", f"请写明答复，本人会看到，2到{LONGEST}个字。")])
    return answer


def _clean(words: str) -> str:
    return words.replace("\0", "").strip()


def _what(correction: FaceCorrection) -> str:
    kind = correction.license.type
    return f"“{kind.name}”的“{label(kind.face, correction.field)}”"


def _told(correction: FaceCorrection, text: str) -> tuple[Parcel, ...]:
    payload = {"verb": "license_correction", "text": f"{text.rstrip('。')}。咨询12345。"}
    return (Parcel("message", f"party:{correction.asker_id}", payload),)
