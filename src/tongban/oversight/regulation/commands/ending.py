"""Supervision proposes to end a licence (建议撤销、撤回、注销、吊销); the approving body decides in its own flow."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.rules.grounds import need_text
from tongban.oversight.regulation.bound import BOUND
from tongban.oversight.regulation.models import EndingProposal, SupervisionPush
from tongban.oversight.regulation.rules.interplay import OPEN_PROPOSALS, EndingWay, FindingKind, ProposalStatus
from tongban.oversight.regulation.rules.interplay_flow import PROPOSAL_FLOW, PUSH_FLOW

from .pushing import until

LONGEST, LONGEST_GROUND = 1000, 300


@transaction.atomic
def propose_ending(
    push: SupervisionPush, *, way: str, fact: str, ground: str, by: Actor, at: datetime
) -> EndingProposal:
    """建议终止许可: on a finding that is on record; one open proposal at a time."""
    step = PUSH_FLOW.take("propose_ending", push, by=by)
    if by.agency_id != push.agency_id or by.staff_id is None:
        raise NotYours("这条推送归别的部门监管。")
    if way not in set(EndingWay):
        raise Invalid(faults=[Fault("/way", "choice", "请选择建议撤销、撤回、注销还是吊销。")])
    said = need_text({"fact": fact}, "fact", "请写明事实。", at_least=5, at_most=LONGEST)
    basis = need_text({"ground": ground}, "ground", "请写明依据的法律条款。", at_least=4, at_most=LONGEST_GROUND)
    if not push.findings.exclude(kind=FindingKind.PASSED).exists():
        raise NotNow("还没有登记发现的问题，请先登记监管结果，再提建议。")
    if push.proposals.filter(status__in=sorted(OPEN_PROPOSALS)).exists():
        raise NotNow("已经提过建议，审批部门还没有办完。")
    advance(push, step, by=by, at=at, facts={"way": way})
    row = EndingProposal.objects.create(
        push=push,
        agency_id=push.permit_agency_id,
        status=ProposalStatus.PROPOSED,
        way=way,
        fact=said,
        ground=basis,
        proposer_id=by.staff_id,
        proposed_at=at,
        due_on=until(BOUND.interplay.answer_within, at),
    )
    facts = {"case": push.case.number, "way": way, "ground": basis}
    advance(row, PROPOSAL_FLOW.steps["propose"], by=by, at=at, facts=facts)
    return row


@transaction.atomic
def take_up(proposal: EndingProposal, *, by: Actor, at: datetime) -> Entry:
    """采纳，进入本部门程序: the licence itself is ended by its own step, after the party was heard."""
    step = PROPOSAL_FLOW.take("take_up", proposal, by=by)
    _refuse_stranger(proposal, by)
    return advance(proposal, step, by=by, at=at, changes={"answered_by_id": by.staff_id})


@transaction.atomic
def decline(proposal: EndingProposal, *, reason: str, by: Actor, at: datetime) -> Entry:
    """不采纳: with the reason, which supervision reads."""
    step = PROPOSAL_FLOW.take("decline", proposal, by=by)
    _refuse_stranger(proposal, by)
    said = need_text({"reason": reason}, "reason", "请写明不采纳的理由。", at_least=5, at_most=LONGEST)
    changes = {"answer": said, "answered_by_id": by.staff_id, "ended_at": at}
    return advance(proposal, step, by=by, at=at, facts={"reason": said}, changes=changes)


@transaction.atomic
def conclude(proposal: EndingProposal, *, how: str, at: datetime) -> Entry:
    """证照已终止: told by the ledger when the licence, or the decision that it rests on, has ended."""
    step = PROPOSAL_FLOW.take("conclude", proposal, by=SYSTEM)
    changes = {"ended_at": at, "answer": how[:LONGEST]}
    return advance(proposal, step, by=SYSTEM, at=at, facts={"how": how}, changes=changes)


def _refuse_stranger(proposal: EndingProposal, by: Actor) -> None:
    if by.agency_id != proposal.agency_id or by.staff_id is None:
        raise NotYours("这条建议由作出许可的部门答复。")
