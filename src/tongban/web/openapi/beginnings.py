"""A case that has just begun, told from memory (刚提交的办件): the same fields as a later reading, without a query."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Raw

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.fetching import as_read
from tongban.foundation.kernel.masks import mask_id, mask_name, mask_phone
from tongban.foundation.ledger.rules import Record
from tongban.handling.cases.commands.lodging import Lodged
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.one_case import (
    Attached,
    ClockRow,
    DocumentRow,
    EntryRow,
    FileRow,
    MaterialRow,
    WholeCase,
)
from tongban.handling.cases.queries.views import ClockView
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.reckoning import reading_of
from tongban.handling.cases.rules.states import Status
from tongban.registers.documents.commands import Drafted
from tongban.registers.parties.rules import PartyKind, kind_of_party
from tongban.registers.parties.scopes import Scope

from .answers import encoded
from .callers import Caller
from .presenters import applicant_json, case_json, steps_json

_FIRST_STEPS: dict[tuple[frozenset[Role], bool, bool, str], Raw] = {}
_BLANK = {field.attname: field.get_default() for field in Case._meta.concrete_fields}


def rendered(lodged: Lodged, caller: Caller, at: datetime) -> bytes:
    """The answer to a submission."""
    who = lodged.prepared.identity
    applicant = None
    if who is not None:
        kind = kind_of_party(who.id_kind)
        name = mask_name(who.name) if kind == PartyKind.PERSON else who.name
        phone = mask_phone(who.phone) if who.phone else ""
        applicant = applicant_json(kind.value, name, str(who.id_kind), mask_id(who.number), phone)
    case, on = begun(lodged), local_day(at)
    told = case_json(
        case,
        lodged.by,
        at,
        query_code=lodged.opening.query_code,
        may_act=caller.may(Scope.CASES_ACT),
        applicant=applicant,
        clocks=[
            ClockView(row, reading_of(found, on=on))
            for row, (_, found) in zip(case.attached.clocks, lodged.opening.reckoned, strict=True)
        ],
        steps=_first_steps(case, lodged.by, on),
    )
    return encoded(told)


def _first_steps(whole: WholeCase, by: Actor, on: date) -> Raw | None:
    """What may be done with a case that has just begun: for all but the staff the same, by role and choices."""
    if by.is_staff or by.powers:
        return None
    case = whole.case
    key = (by.roles, case.wants_deferral, case.accepts_commitment, case.awaits)
    if (found := _FIRST_STEPS.get(key)) is None:
        found = _FIRST_STEPS[key] = Raw(encoded(steps_json(whole, by, on=on)))
    return found


def begun(lodged: Lodged) -> WholeCase:
    """The case as it was just written; rows that have no number yet are told without one."""
    prepared, opening, by = lodged.prepared, lodged.opening, lodged.by
    application = prepared.application
    case = _row(
        version=1,
        number=opening.number,
        status=Status.RECEIVED,
        option_version_id=prepared.guide.option_version_id,
        option_code=prepared.guide.option_code,
        agency_id=prepared.guide.agency_id,
        applicant_id=prepared.party.pk if prepared.party is not None else None,
        agent_id=application.agent,
        account_id=by.account_id,
        client=by.client,
        channel=application.channel,
        answers=prepared.answers,
        wants_deferral=prepared.is_deferring,
        accepts_commitment=application.accepts_commitment,
        received_at=opening.at,
        due_on=opening.due_on(ClockKind.NOTICE),
        receiver_id=by.staff_id,
        delegated_verbs=[],
        counted_runs=0,
    )
    if prepared.party is not None:
        case.applicant = prepared.party
    attached = Attached(
        materials=tuple(
            MaterialRow(each.code, each.name, each.state, "", "", each.license_identifier, 1, _files(each.file_ids))
            for each in prepared.plans
        ),
        clocks=_clocks(lodged),
        runs=(),
        timeline=(_entry(opening.record),),
        documents=(_document(opening.receipt),),
        opinions=(),
    )
    return WholeCase(case, attached)


def _row(**columns: Any) -> Case:
    return as_read(Case, _BLANK | columns)


def _files(ids: tuple[UUID, ...]) -> tuple[FileRow, ...]:
    """Only the ids: what the files are called was told when they were uploaded."""
    return tuple(FileRow(str(each), "", "", 0) for each in ids)


def _clocks(lodged: Lodged) -> tuple[ClockRow, ...]:
    return tuple(
        ClockRow(
            kind=str(plan.kind),
            code=plan.code,
            limit_value=plan.limit.value,
            limit_unit=plan.limit.unit,
            extended_by=0,
            counting=plan.counting,
            started_at=plan.started_at,
            due_on=found.due_on,
            due_at=found.due_at,
            is_provisional=found.is_provisional,
            basis=plan.basis,
        )
        for plan, found in lodged.opening.reckoned
    )


def _entry(record: Record) -> EntryRow:
    return EntryRow(
        id=0,
        at=record.at,
        verb=record.verb,
        from_status=record.from_status,
        to_status=record.to_status,
        by_role=record.by_role,
        on_behalf=record.on_behalf,
        by_name=record.by_name,
        by_agency=record.by_agency,
        basis=record.basis,
        facts=dict(record.facts),
    )


def _document(receipt: Drafted) -> DocumentRow:
    return DocumentRow(
        id=0,
        kind=receipt.kind,
        number=receipt.number,
        issued_at=receipt.issued_at,
        verification_code=receipt.verification_code,
        is_void=False,
        content_hash=receipt.content_hash,
    )
