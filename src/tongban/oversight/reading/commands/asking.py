"""A person's question about a look (查看质询): asked once, answered by the body's leader, decided if it is disputed."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.commands import Parcel, advance
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Limit, Unit, describe, due
from tongban.oversight.reading.models import ReadQuestion
from tongban.oversight.reading.queries.policies import policy
from tongban.oversight.reading.queries.questions import has_leader, own_read, reader_agency
from tongban.oversight.reading.rules.flow import QUESTION_FLOW
from tongban.oversight.reading.rules.states import QuestionStatus
from tongban.registers.parties.merging import Merger, Moved

_MOST = 2000


class AskedBefore(NotNow):
    """Each look is asked about once (一条查看只质询一次)."""

    code = "asked_before"
    sentence = "这条查看您已经问过了，请看答复。"


@transaction.atomic
def ask_why(entry_id: int, *, by: Actor, at: datetime) -> ReadQuestion:
    """为什么看我的信息: the body of whoever looked has the policy's workdays for an answer, told in the message."""
    entry = own_read(by, entry_id)
    if ReadQuestion.objects.filter(entry=entry.pk).exists():
        raise AskedBefore()
    agency = reader_agency(entry)
    if agency is None or by.party_id is None:
        raise NotNow("这条查看由系统自动完成，没有责任部门。请拨打12345核查。")
    limit = Limit(policy().answer_workdays, Unit.WORKDAY)
    question = ReadQuestion.objects.create(
        asker_id=by.party_id,
        entry=entry.pk,
        reader_ref=entry.by_ref,
        agency=agency,
        status=QuestionStatus.ASKED,
        asked_at=at,
        due_on=due(at, limit, calendar=calendar()).due_on,
    )
    facts = {"entry": entry.pk, "reader": entry.by_ref, "due_on": question.due_on.isoformat()}
    text = f"您的质询已转给{agency.short_name}，{describe(question.due_on)}前答复您。"
    advance(question, QUESTION_FLOW.steps["ask"], by=by, at=at, facts=facts, send=_told(question, "ask", text))
    return question


@transaction.atomic
def answer(question: ReadQuestion, *, answer: str, by: Actor, at: datetime) -> ReadQuestion:
    """答复: by the leader of the reader's body, never by the reader; where a body has no leader, by supervision."""
    QUESTION_FLOW.take("answer", question, by=by)
    if by.ref == question.reader_ref:
        raise NotYours("看的人不能自己答复，请由本部门别的负责人答复。")
    if by.agency_id != question.agency_id and has_leader(question.agency_id):
        raise NotYours("这条质询由查看人所在部门的负责人答复。")
    words = _words("answer", answer, "请写明为什么看，本人会看到。")
    changes = {"answer": words, "answered_at": at, "answered_by_id": by.staff_id}
    text = f"您问的“为什么看我的信息”，{question.agency.short_name}已答复：{words}"
    _move(question, "answer", changes, text, by=by, at=at, facts={"is_late": question.due_on < local_day(at)})
    return question


@transaction.atomic
def settle(question: ReadQuestion, *, by: Actor, at: datetime) -> ReadQuestion:
    """认可答复: by whoever asked."""
    _own(question, "settle", by)
    return _move(question, "settle", {"ended_at": at}, "", by=by, at=at)


@transaction.atomic
def dispute(question: ReadQuestion, *, objection: str, by: Actor, at: datetime) -> ReadQuestion:
    """不认可: supervision or the audit administrator decides."""
    _own(question, "dispute", by)
    words = _words("objection", objection, "请写明您为什么不认可。")
    return _move(question, "dispute", {"objection": words}, "", by=by, at=at)


@transaction.atomic
def find_proper(question: ReadQuestion, *, reason: str, by: Actor, at: datetime) -> ReadQuestion:
    """查看正当: with the reason, which the person reads."""
    return _decide(question, "find_proper", reason, "核查认为这次查看正当", by=by, at=at)


@transaction.atomic
def find_improper(question: ReadQuestion, *, reason: str, by: Actor, at: datetime) -> ReadQuestion:
    """查看不当: with the reason, which the person reads; counted against the body."""
    return _decide(question, "find_improper", reason, "核查认为这次查看不当，将依规处理", by=by, at=at)


def move_to_kept(merger: Merger) -> Moved:
    """A question follows its person (合并重复登记)."""
    return {"questions": ReadQuestion.objects.filter(asker_id=merger.drop).update(asker_id=merger.keep)}


def _decide(question: ReadQuestion, verb: str, reason: str, said: str, *, by: Actor, at: datetime) -> ReadQuestion:
    QUESTION_FLOW.take(verb, question, by=by)
    if by.staff_id == question.answered_by_id or by.ref == question.reader_ref:
        raise NotYours("看的人和答复的人不能核查自己，请由别的监督岗或者审计管理员核查。")
    words = _words("reason", reason, "请写明理由，本人会看到。")
    return _move(question, verb, {"decision": words, "ended_at": at}, f"{said}：{words}", by=by, at=at)


def _own(question: ReadQuestion, verb: str, by: Actor) -> None:
    if Role.APPLICANT in by.roles and question.asker_id != by.party_id:
        raise NotFound("没有找到这条质询。")
    QUESTION_FLOW.take(verb, question, by=by)


def _move(
    question: ReadQuestion,
    verb: str,
    changes: Mapping[str, object],
    text: str,
    *,
    by: Actor,
    at: datetime,
    facts: Mapping[str, object] | None = None,
) -> ReadQuestion:
    send = _told(question, verb, text) if text else ()
    advance(question, QUESTION_FLOW.steps[verb], by=by, at=at, facts=facts, changes=changes, send=send)
    return question


def _told(question: ReadQuestion, verb: str, text: str) -> tuple[Parcel, ...]:
    payload = {"verb": verb, "text": f"{text.rstrip('。')}。咨询12345。"}
    return (Parcel("message", f"party:{question.asker_id}", payload),)


def _words(name: str, said: str, sentence: str) -> str:
    words = said.replace("\x00", "").strip()
    if len(words) < 2 or len(words) > _MOST:
        raise Invalid(faults=[Fault(f"/{name}", "required", f"{sentence.rstrip('。')}，2到{_MOST}个字。")])
    return words
