"""Recording a special procedure (登记现场勘验记录、笔录): two or more officers, photos, findings, signature. R-048."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.handling.cases.models import Case, InspectionPhoto, InspectionRecord, SpecialRun
from tongban.handling.cases.queries.officers import officers_for
from tongban.handling.cases.rules import special_papers
from tongban.handling.cases.rules.special_records import (
    RecordGiven,
    needs_record,
    read_record,
    still_missing,
)
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.content import SpecialProcedure
from tongban.registers.documents.commands import attach
from tongban.registers.documents.models import OfficialDocument, StoredFile
from tongban.registers.documents.rules.papers import DocumentKind

from .steps import matter_of, move, option_of, paper, take
from .wording import refuse_asks_in_report


class RecordMissing(Declined):
    """A visit ends with its record and not without one (现场记录还没有登记)."""

    code = "record_missing"
    sentence = "还没有登记记录，不能结束。"


@transaction.atomic
def record_inspection(case: Case, *, given: Mapping[str, Any], by: Actor, at: datetime) -> InspectionRecord:
    """登记现场记录: once for a procedure that is going on; its paper is given to the applicant at once.

    `Invalid` names everything that is missing or wrong: time, place, officers, findings, photos, signature.
    """
    step = take("record_inspection", case, by=by, at=at)
    run, listed = running(case, str(given.get("code") or ""))
    if InspectionRecord.objects.filter(run=run).exists():
        raise Invalid(faults=[Fault("/code", "recorded", f"“{run.name}”的记录已经登记过了。")])
    said = read_record(listed, given, not_before=run.started_at, at=at)
    officers = find_officers(case, listed, said.officers)
    refuse_asks_in_report(case, {"/place": said.place, "/signature_note": said.note, **_findings(said)})
    _attach(case, said, by=by)
    names = [(each.name, each.number) for each in officers]
    body = special_papers.inspection_record(matter_of(case), said, name=run.name, officers=names, at=at)
    document = paper(DocumentKind.INSPECTION_RECORD, case, body, by=by, at=at)
    record = _keep(run, said, officers, document, by=by, at=at)
    facts = {"code": run.code, "officers": len(officers), "photos": len(said.photos), "signature": said.signature}
    move(case, step, by=by, at=at, facts=facts, papers=[document])
    return record


def refuse_unrecorded(run: SpecialRun, listed: SpecialProcedure | None) -> None:
    """`RecordMissing` with everything that a record has to say, when there is none yet."""
    if listed is None or not needs_record(listed) or InspectionRecord.objects.filter(run=run).exists():
        return
    missing = still_missing(listed)
    raise RecordMissing(
        f"“{run.name}”还没有登记记录，不能结束。记录要写明：{'、'.join(missing)}。", facts={"missing": list(missing)}
    )


def running(case: Case, code: str) -> tuple[SpecialRun, SpecialProcedure]:
    """The procedure that is going on under this code, and what the list says of it."""
    run = SpecialRun.objects.filter(case=case, code=code, finished_at__isnull=True).first()
    listed = option_of(case).special_procedure(code)
    if run is None or listed is None:
        raise Invalid(faults=[Fault("/code", "not_running", "这个特别程序没有在进行。")])
    return run, listed


def find_officers(case: Case, listed: SpecialProcedure, numbers: Sequence[str]) -> list[Staff]:
    """The officers by their numbers, in order; `Invalid` for whoever does not belong to the organiser or took it in."""
    known = {each.number: each for each in officers_for(case, listed)}
    faults = [
        Fault("/officers", "unknown", f"工号{number[:20]}不是组织单位的在岗人员，或者是这个办件的收件受理人。")
        for number in numbers
        if number not in known
    ]
    if faults:
        raise Invalid(faults=faults)
    return [known[number] for number in numbers]


def _attach(case: Case, said: RecordGiven, *, by: Actor) -> None:
    files: list[UUID] = [*said.photos, *([said.signature_file] if said.signature_file else [])]
    pictures = StoredFile.objects.filter(pk__in=files, media_type__startswith="image/").count()
    if pictures != len(set(files)):
        raise Invalid(faults=[Fault("/photos", "type", "照片和签名要是图片（jpg、png），请重新上传。")])
    attach(files, holder=case.chain, by=by)


def _findings(said: RecordGiven) -> dict[str, str]:
    return {f"/findings/{place}": text for place, (_, text) in enumerate(said.findings)}


def _staff(by: Actor) -> int:
    assert by.staff_id is not None, "who records is staff: the flow says so"
    return by.staff_id


def _keep(
    run: SpecialRun,
    said: RecordGiven,
    officers: Sequence[Staff],
    document: OfficialDocument,
    *,
    by: Actor,
    at: datetime,
) -> InspectionRecord:
    first, second, *further = officers
    record = InspectionRecord.objects.create(
        run=run,
        began_at=said.began_at,
        ended_at=said.ended_at,
        place=said.place,
        first_officer=first,
        second_officer=second,
        further_officers=[each.number for each in further],
        findings=[list(each) for each in said.findings],
        signature=said.signature,
        signer=said.signer,
        is_representative=said.is_representative,
        signature_note=said.note,
        signature_file_id=said.signature_file,
        document=document,
        recorded_at=at,
        recorded_by_id=_staff(by),
    )
    InspectionPhoto.objects.bulk_create(
        InspectionPhoto(record=record, file_id=file, position=place) for place, file in enumerate(said.photos, start=1)
    )
    return record
