"""Urging (督办): supervision asks the owner of a late case; the owner answers by the next workday."""

from datetime import datetime

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import next_workday
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.states import ENDS, Status
from tongban.oversight.supervision.models import Urge
from tongban.oversight.supervision.rules.flow import URGES, UrgeStatus
from tongban.registers.agencies.models import Staff

_FRONT = (Status.RECEIVED, Status.CORRECTING)


class UrgedAlready(NotNow):
    """An urging that waits for its answer is not doubled (已经督办)."""

    code = "urged_already"
    sentence = "这个办件已经督办，正在等答复。"


@transaction.atomic
def urge(case: Case, *, words: str, by: Actor, at: datetime) -> Urge:
    """督办: to whoever has the case in hand, else to the body; on their first page, answered by the next workday."""
    text = words.strip()[:500]
    if by.staff_id is None:
        raise NotYours("督办由监督人员提出。")
    if len(text) < 2:
        raise Invalid(faults=[Fault("/words", "missing", "请写明要督办什么。")])
    if case.status in ENDS:
        raise NotNow("这个办件已经结束，不用督办。")
    key = case.receiver_id if case.state in _FRONT else case.assignee_id
    person = Staff.objects.filter(pk=key).first() if key is not None else None
    made = Urge(
        status=UrgeStatus.WRITTEN,
        case=case,
        agency_id=person.agency_id if person is not None else case.agency_id,
        staff=person,
        words=text,
        urged_at=at,
        urged_by_id=by.staff_id,
        answer_by_on=next_workday(local_day(at), calendar=calendar()),
    )
    step = URGES.take("urge", made, by=by)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise UrgedAlready() from error
    facts = {"case": case.number, "agency": made.agency_id, "answer_by": made.answer_by_on.isoformat()}
    advance(made, step, by=by, at=at, facts=facts)
    return made


@transaction.atomic
def answer(urged: Urge, *, answer: str, by: Actor, at: datetime) -> Urge:
    """答复督办: how far it is and when it is done."""
    step = URGES.take("answer", urged, by=by)
    if by.agency_id != urged.agency_id:
        raise NotYours("督办由被督办的部门答复。")
    text = answer.strip()[:1000]
    if len(text) < 5:
        raise Invalid(faults=[Fault("/answer", "missing", "请写明办到哪一步、什么时候办完。")])
    facts = {"is_in_time": local_day(at) <= urged.answer_by_on}
    changes = {"answer": text, "answered_at": at, "answered_by_id": by.staff_id}
    advance(urged, step, by=by, at=at, changes=changes, facts=facts)
    return urged
