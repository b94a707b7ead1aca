"""Checking a promise (核查): found true, to be mended, or false; before a decision is revoked the party is heard."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow, NotYours
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.commands import Parcel, advance
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Limit, Unit, describe, due
from tongban.handling.cases.commands.steps import matter_of, message, paper
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.visible import visible_to as cases_of
from tongban.handling.cases.rules.grounds import need_text, read_ground
from tongban.oversight.regulation.models import CommitmentCheck
from tongban.oversight.regulation.rules import papers
from tongban.oversight.regulation.rules.flow import CHECK_FLOW
from tongban.registers.agencies.models import Staff
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules.papers import DocumentKind

HEARD_WITHIN = Limit(5, Unit.WORKDAY)
_OF_THE_BODY = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER})


class StillToBeHeard(NotNow):
    """Before the term is over the party may still speak (陈述申辩期限未到)."""

    code = "still_to_be_heard"


class SameEyes(Declined):
    """Who checked does not revoke (核查人不能作出撤销决定)."""

    code = "same_eyes"
    status = 403
    sentence = "这个任务是您核查的，撤销决定要由别的批准人作出。"


@transaction.atomic
def take_on(check: CommitmentCheck, *, by: Actor, at: datetime) -> CommitmentCheck:
    """我来核查: somebody of the body who did not decide the case."""
    step = _take("take_on", check, by=by)
    _refuse_decider(check, by.staff_id)
    advance(check, step, by=by, at=at, changes={"assignee_id": by.staff_id})
    return check


@transaction.atomic
def assign(check: CommitmentCheck, *, staff: str, by: Actor, at: datetime) -> CommitmentCheck:
    """交办核查: to an examiner of the same body who did not decide the case."""
    step = _take("assign", check, by=by)
    number = need_text({"staff": staff}, "staff", "请填写核查人的工号。", at_least=1)
    person = Staff.objects.filter(number=number, agency_id=check.agency_id, is_active=True).first()
    if person is None or Role.EXAMINER.value not in person.roles:
        raise Invalid(faults=[Fault("/staff", "unknown", f"本部门没有工号为{number}的承办人。")])
    _refuse_decider(check, person.pk)
    advance(check, step, by=by, at=at, facts={"to": f"staff:{person.pk}"}, changes={"assignee_id": person.pk})
    return check


@transaction.atomic
def confirm(check: CommitmentCheck, *, finding: str, by: Actor, at: datetime) -> CommitmentCheck:
    """承诺属实: the promise was kept."""
    step = _take("confirm", check, by=by)
    return _ended(check, step, _found(finding), "核查属实，您守住了承诺。", by=by, at=at)


@transaction.atomic
def order_rectification(
    check: CommitmentCheck, *, finding: str, demand: str, due_on: date, by: Actor, at: datetime
) -> CommitmentCheck:
    """限期整改: what has to be mended, by when, in writing; the limit runs on its own."""
    step = _take("order_rectification", check, by=by)
    words = _found(finding)
    wanted = need_text({"demand": demand}, "demand", "请写明要求改什么，让当事人看得懂。", at_least=5, at_most=1000)
    if due_on <= local_day(at):
        raise Invalid(faults=[Fault("/due_on", "past", "整改期限要在今天以后。")])
    case = _case(check)
    body = papers.rectification_notice(matter_of(case), finding=words, demand=wanted, due_on=due_on, at=at)
    document = paper(DocumentKind.RECTIFICATION_NOTICE, case, body, by=by, at=at)
    changes = {"finding": words, "rectification": document, "due_on": due_on}
    text = f"请在{describe(due_on)}前整改，要求写在限期整改通知书上。"
    return _moved(check, step, changes, text, papers=[document], by=by, at=at)


@transaction.atomic
def confirm_rectified(check: CommitmentCheck, *, finding: str, by: Actor, at: datetime) -> CommitmentCheck:
    """已按要求整改: looked at again, and now as promised."""
    step = _take("confirm_rectified", check, by=by)
    return _ended(check, step, _found(finding), "复查合格，整改完成。", by=by, at=at)


@transaction.atomic
def advise_revocation(check: CommitmentCheck, *, fact: str, ground: str, by: Actor, at: datetime) -> CommitmentCheck:
    """拟撤销告知: the party learns the facts and grounds, and has five workdays to speak (行政许可法 第七条)."""
    step = _take("advise_revocation", check, by=by)
    said = read_ground({"ground": ground, "fact": fact})
    case, until = _case(check), due(at, HEARD_WITHIN, calendar=calendar()).due_on
    body = papers.revocation_advice(matter_of(case), ground=said.basis, fact=said.fact, due_on=until, at=at)
    document = paper(DocumentKind.REVOCATION_ADVICE, case, body, by=by, at=at)
    changes = {
        "finding": said.fact,
        "advice": document,
        "due_on": until,
        "statement": "",
        "wants_hearing": False,
        "hearing_record": "",
    }
    text = f"核查认为承诺不实，拟撤销决定。您可以在{describe(until)}前陈述、申辩或者要求听证。"
    return _moved(check, step, changes, text, papers=[document], by=by, at=at)


@transaction.atomic
def state(check: CommitmentCheck, *, words: str, hearing: str, by: Actor, at: datetime) -> CommitmentCheck:
    """陈述、申辩: the party's own words; the last day is part of the term. The words stay out of the ledger."""
    step = CHECK_FLOW.take("state", check, by=by)
    if not cases_of(by).filter(pk=check.case_id).exists():
        raise NotYours("这不是您的办件。")
    if local_day(at) > check.due_on:
        raise NotNow("陈述、申辩的期限已经过了。您仍可以对决定申请行政复议、提起行政诉讼。")
    said = need_text({"words": words}, "words", "请写明您的意见。", at_least=2, at_most=2000)
    changes = {"statement": said, "wants_hearing": check.wants_hearing or hearing == "yes"}
    advance(check, step, by=by, at=at, facts={"wants_hearing": changes["wants_hearing"]}, changes=changes)
    return check


@transaction.atomic
def record_hearing(check: CommitmentCheck, *, record: str, by: Actor, at: datetime) -> CommitmentCheck:
    """登记听证情况: what was said at the hearing that the party asked for."""
    step = _take("record_hearing", check, by=by)
    if not check.wants_hearing:
        raise NotNow("当事人没有要求听证，不用登记。")
    words = need_text({"record": record}, "record", "请写明听证的情况。", at_least=5, at_most=2000)
    advance(check, step, by=by, at=at, changes={"hearing_record": words})
    return check


@transaction.atomic
def drop(check: CommitmentCheck, *, reason: str, by: Actor, at: datetime) -> CommitmentCheck:
    """采纳意见: what the party said holds; the promise is looked at anew, within the time that is left."""
    step = _take("drop", check, by=by)
    words = need_text({"reason": reason}, "reason", "请写明采纳的理由。", at_least=5)
    changes = {"due_on": max(check.check_due_on, local_day(at))}
    return _moved(check, step, changes, "您的意见已经采纳，重新核查。", facts={"reason": words}, by=by, at=at)


@transaction.atomic
def revoke(check: CommitmentCheck, *, fact: str, ground: str, by: Actor, at: datetime) -> CommitmentCheck:
    """撤销决定: after the party was heard, by another pair of eyes, in writing with the remedies (R-145)."""
    step = _take("revoke", check, by=by)
    _refuse_unheard(check, on=local_day(at))
    if by.staff_id is not None and by.staff_id == check.assignee_id:
        raise SameEyes()
    said, case = read_ground({"ground": ground, "fact": fact}), _case(check)
    body = papers.revocation(
        matter_of(case),
        ground=said.basis,
        fact=said.fact,
        statement=check.statement,
        decision=_decision(case),
        at=at,
    )
    document = paper(DocumentKind.REVOCATION, case, body, by=by, at=at)
    changes = {"finding": said.fact, "revocation": document, "ended_at": at}
    text = "决定已经撤销，理由和救济途径写在撤销决定书上。"
    return _moved(check, step, changes, text, papers=[document], by=by, at=at)


def _take(verb: str, check: CommitmentCheck, *, by: Actor) -> Step:
    """The step, for a post of the very body whose decision it is; a check once assigned is done by its checker."""
    step = CHECK_FLOW.take(verb, check, by=by)
    if by.roles & _OF_THE_BODY and by.agency_id != check.agency_id:
        raise NotYours("这个核查任务由别的部门办理。")
    is_checkers = verb in ("confirm", "order_rectification", "confirm_rectified", "advise_revocation")
    if is_checkers and by.staff_id != check.assignee_id:
        raise NotYours("这个任务交给了别的核查人，请由核查人办理，或者重新交办。")
    return step


def _refuse_decider(check: CommitmentCheck, staff_id: int | None) -> None:
    if staff_id is not None and staff_id == check.case.decider_id:
        raise NotYours("作出决定的人不能核查自己的决定，请交给别人。")


def _refuse_unheard(check: CommitmentCheck, *, on: date) -> None:
    """`StillToBeHeard` while the party may still speak, or a hearing that was asked for was not held."""
    if not check.statement and on <= check.due_on:
        raise StillToBeHeard(f"当事人还可以陈述、申辩，到{describe(check.due_on)}为止。期限过后才能撤销。")
    if check.wants_hearing and not check.hearing_record:
        raise StillToBeHeard("当事人要求了听证。请先举行听证，登记听证情况。")


def _found(finding: str) -> str:
    return need_text({"finding": finding}, "finding", "请写明核查的情况。", at_least=5, at_most=2000)


def _case(check: CommitmentCheck) -> Case:
    return Case.objects.select_related("applicant", "agency").get(pk=check.case_id)


def _decision(case: Case) -> str:
    kinds = [DocumentKind.DECISION_GRANT.value]
    found = OfficialDocument.objects.filter(subject=case.chain, kind__in=kinds).order_by("-pk").first()
    return f"准予决定书 {found.number}" if found is not None else "准予决定"


def _ended(check: CommitmentCheck, step: Step, finding: str, text: str, *, by: Actor, at: datetime) -> CommitmentCheck:
    return _moved(check, step, {"finding": finding, "ended_at": at}, text, by=by, at=at)


def _moved(
    check: CommitmentCheck,
    step: Step,
    changes: dict[str, Any],
    text: str,
    *,
    papers: Sequence[OfficialDocument] = (),
    facts: dict[str, Any] | None = None,
    by: Actor,
    at: datetime,
) -> CommitmentCheck:
    """Move the check, record it, and tell the party."""
    told = {"case": check.case.number, **(facts or {})}
    if papers:
        told["documents"] = [each.number for each in papers]
    advance(check, step, by=by, at=at, facts=told, changes=changes, send=_tidings(check, step, text))
    return check


def _tidings(check: CommitmentCheck, step: Step, text: str) -> tuple[Parcel, ...]:
    number = check.case.number
    words = f"告知承诺核查：{text}办件编号{number}，咨询12345。"
    return (message(check.case.applicant_id, number, step.verb, words),)
