"""What systems and staff are told of a person is on record (共享留痕), also when they were told nothing. R-196."""

from collections.abc import Sequence
from datetime import datetime

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.ledger.commands import record_read, record_reads
from tongban.foundation.ledger.rules import ReadResult
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.visible import case_for
from tongban.web.openapi.callers import Caller
from tongban.web.ui.reads import is_recorded, remember

ONE_CASE, LIST, FEES = "接口查询办件", "接口查询办件列表", "接口查询缴费"
FIELDS = ("name", "answers", "materials")
OF_FEES = ("fees",)


def case_shared(
    caller: Caller, number: str, *, at: datetime, purpose: str = ONE_CASE, fields: Sequence[str] = FIELDS
) -> Case:
    """The case for this caller, once it is on record that they read it; `NotFound`, on record too.

    A system has an entry for every call, also when a person let it in; a member of staff one an hour for each whole
    case, as at the workbench, and one for every look at a part of it; people who read about themselves have none.
    """
    by, reader = caller.actor, caller.reader
    if not _is_recorded(by):
        return case_for(by, number)
    try:
        found = case_for(by, number)
    except NotFound:
        _note_refused(reader, number, purpose, fields, at=at)
        raise
    is_whole = purpose == ONE_CASE
    if reader.account_id is None or not (is_whole and is_recorded(reader.ref, found.pk, at)):
        record_read(_about(found), by=reader, at=at, purpose=purpose, subject=found.chain, fields=fields)
        if is_whole:
            remember(reader.ref, found.pk, at)
    return found


def note_own(caller: Caller, purpose: str, fields: Sequence[str], *, at: datetime) -> None:
    """An app that a person let in was told this of them (应用授权): an entry for every call."""
    by = caller.actor
    if by.client and by.acting_for is not None:
        record_read(f"party:{by.acting_for}", by=caller.reader, at=at, purpose=purpose, fields=fields)


def note_list(caller: Caller, cases: Sequence[Case], *, at: datetime) -> None:
    """A system was told of these applicants, their names masked; an empty list is an answer as well."""
    by = caller.reader
    if not by.client or by.account_id is not None:
        return
    if cases:
        seen = [(_about(each), each.chain) for each in cases]
        record_reads(seen, by=by, at=at, purpose=LIST, fields=["name"])
    else:
        record_read("", by=by, at=at, purpose=LIST, fields=["name"], result=ReadResult.EMPTY)


def _note_refused(by: Actor, number: str, purpose: str, fields: Sequence[str], *, at: datetime) -> None:
    """Whether there is such a case makes no difference to what is done, so that nobody learns it from the clock."""
    plain = check("case_number", number)
    if not plain.valid:
        return
    found = Case.objects.filter(number=plain.normalized).first()
    about, subject = _about(found) if found else "", f"case:{plain.normalized}"
    record_read(about, by=by, at=at, purpose=purpose, subject=subject, fields=fields, result=ReadResult.REFUSED)


def _is_recorded(by: Actor) -> bool:
    return bool(by.client) or by.is_staff


def _about(case: Case) -> str:
    return f"party:{case.applicant_id}"
