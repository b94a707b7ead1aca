"""Supervision takes over (签收、监管、反馈), or says that it is not theirs (不归本部门) and an arbiter decides."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.rules.grounds import need_text
from tongban.oversight.regulation.bound import BOUND
from tongban.oversight.regulation.models import SupervisionFinding, SupervisionPush
from tongban.oversight.regulation.queries.pushes import earlier_unsigned
from tongban.oversight.regulation.rules.interplay import FindingKind
from tongban.oversight.regulation.rules.interplay_flow import PUSH_FLOW
from tongban.registers.agencies.models import Agency

from .pushing import arbiter, until

LONGEST = 1000


class TookPart(NotYours):
    """Who handled the permit does not take it over into supervision (审批和监管分岗)."""

    code = "took_part"
    sentence = "这个许可是您办理的，要由另一位监管人员签收。"


@transaction.atomic
def sign(push: SupervisionPush, *, by: Actor, at: datetime) -> Entry:
    """签收: somebody of the supervising body who did not handle the case; decisions on a case in their order."""
    step = _take("sign", push, by=by)
    case = push.case
    if by.staff_id in (case.acceptor_id, case.examiner_id, case.reviewer_id, case.decider_id):
        raise TookPart()
    if earlier_unsigned(push):
        raise NotNow("同一个办件还有更早的推送没有签收，请按先后签收。")
    changes = {
        "signed_at": at,
        "signed_by_id": by.staff_id,
        "is_signed_in_time": push.due_on is None or local_day(at) <= push.due_on,
        "due_on": until(BOUND.interplay.feed_back_within, at),
        "escalated_at": None,
    }
    return advance(push, step, by=by, at=at, facts={"case": case.number}, changes=changes)


@transaction.atomic
def dispute(push: SupervisionPush, *, reason: str, body: str = "", by: Actor, at: datetime) -> Entry:
    """不归本部门监管: the named arbiter decides within its limit; after a ruling there is no second dispute."""
    step = _take("dispute", push, by=by)
    if push.ruled_at is not None:
        raise NotNow("由谁监管已经裁定，请先签收。对裁定有意见的，向裁定单位书面反映。")
    asked = "请写明为什么不归本部门监管，依据是什么。"
    said = need_text({"reason": reason}, "reason", asked, at_least=5, at_most=LONGEST)
    named = _body(body).name if body.strip() else ""
    judge = arbiter()
    changes = {
        "disputed_by_id": push.agency_id,
        "dispute": said,
        "named_body": named,
        "arbiter": judge,
        "due_on": until(BOUND.interplay.rule_within, at),
        "escalated_at": None,
    }
    return advance(push, step, by=by, at=at, facts={"reason": said, "arbiter": judge.key}, changes=changes)


@transaction.atomic
def rule(push: SupervisionPush, *, body: str, reason: str, by: Actor, at: datetime) -> Entry:
    """裁定由谁监管: by the arbiter, in writing; it holds from now on, and goes into the map's next edition."""
    step = PUSH_FLOW.take("rule", push, by=by)
    if by.agency_id != push.arbiter_id or by.staff_id is None:
        raise NotYours("职责争议由裁定单位的监督岗裁定。")
    said = need_text({"reason": reason}, "reason", "请写明裁定的理由和依据。", at_least=5, at_most=LONGEST)
    found = _body(body)
    changes = {
        "agency": found,
        "ruling": said,
        "ruled_at": at,
        "ruled_by_id": by.staff_id,
        "due_on": until(BOUND.interplay.sign_within, at),
        "escalated_at": None,
    }
    return advance(push, step, by=by, at=at, facts={"to": found.key, "reason": said}, changes=changes)


@transaction.atomic
def record(
    push: SupervisionPush, *, kind: str, found_on: date, words: str, by: Actor, at: datetime
) -> SupervisionFinding:
    """登记监管结果: an inspection, a penalty, a listing; the approving body sees it on the next application."""
    step = _take("record", push, by=by)
    said = finding_of(kind, found_on, words, at=at)
    assert push.agency_id is not None, "a signed push is with a body"
    assert by.staff_id is not None, "a person acts"
    finding = SupervisionFinding.objects.create(
        push=push,
        agency_id=push.agency_id,
        kind=said,
        words=words.strip()[:LONGEST],
        found_on=found_on,
        staff_id=by.staff_id,
        at=at,
    )
    facts = {"kind": said.value, "found_on": found_on.isoformat(), "finding": finding.pk}
    advance(push, step, by=by, at=at, facts=facts)
    return finding


@transaction.atomic
def feed_back(push: SupervisionPush, *, words: str, by: Actor, at: datetime) -> Entry:
    """反馈审批部门: after something was looked at; this closes the loop of the push, supervision itself goes on."""
    step = _take("feed_back", push, by=by)
    said = need_text({"words": words}, "words", "请写明反馈意见。", at_least=2, at_most=LONGEST)
    if not push.findings.exists():
        raise NotNow("还没有登记监管结果，请先登记，再反馈。")
    changes: dict[str, Any] = {"answered_at": at, "answer": said, "due_on": None, "escalated_at": None}
    return advance(push, step, by=by, at=at, changes=changes)


def finding_of(kind: str, found_on: date, words: str, *, at: datetime) -> FindingKind:
    """What was found; `Invalid` names everything that is missing at once."""
    faults = []
    if kind not in set(FindingKind):
        faults.append(Fault("/kind", "choice", "请选择监管结果。"))
    if found_on > local_day(at):
        faults.append(Fault("/found_on", "future", "检查日期不能在今天以后。"))
    if len(words.strip()) < 5:
        faults.append(Fault("/words", "missing", "请写明检查的情况，至少5个字。"))
    if faults:
        raise Invalid(faults=faults)
    return FindingKind(kind)


def _take(verb: str, push: SupervisionPush, *, by: Actor) -> Step:
    """The step, for the inspectors of the very body that the push is with."""
    step = PUSH_FLOW.take(verb, push, by=by)
    if Role.INSPECTOR in by.roles and (by.agency_id != push.agency_id or by.staff_id is None):
        raise NotYours("这条推送归别的部门监管。")
    return step


def _body(said: str) -> Agency:
    """The body of this name, full or short; `Invalid` in words."""
    name = said.strip()
    found = Agency.objects.filter(name=name, is_active=True).first()
    found = found or Agency.objects.filter(short_name=name, is_active=True).first()
    if found is None:
        raise Invalid(faults=[Fault("/body", "body", "没有叫这个名字的部门。请写登记的全称，例如市应急管理局。")])
    return found
