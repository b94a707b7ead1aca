"""What a helper does (帮办人员): take, hand over and take over, end."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.assistance.models import Assistance
from tongban.handling.assistance.queries.sessions import other_helpers, policy
from tongban.handling.assistance.rules.flow import FLOW
from tongban.handling.assistance.rules.states import Result

from .talking import refuse_stranger


@transaction.atomic
def take(session: Assistance, *, by: Actor, at: datetime) -> Entry:
    """接下: of two who press at once one takes it, the other is told. Raises `NotYours`, `NotNow`, `Stale`."""
    taken = FLOW.take("take", session, by=_helper(by))
    facts = {"waited_seconds": round((at - session.asked_at).total_seconds())}
    return advance(session, taken, by=by, at=at, facts=facts, changes={"helper_id": by.staff_id, "taken_at": at})


@transaction.atomic
def hand_over(session: Assistance, *, to: str, by: Actor, at: datetime) -> Entry:
    """转给别人: offered to a colleague by their number; until that one accepts, who helps goes on helping."""
    taken = FLOW.take("hand_over", session, by=_helper(by))
    refuse_stranger(session, by)
    wanted = next((each for each in other_helpers(by) if each.number == to), None)
    if wanted is None:
        raise Invalid(faults=[Fault("/helper", "choice", "请从名单里选一位能帮办的同事。")])
    return advance(session, taken, by=by, at=at, facts={"to": wanted.pk}, changes={"offered_to_id": wanted.pk})


@transaction.atomic
def take_over(session: Assistance, *, by: Actor, at: datetime) -> Entry:
    """接手: what was shared with the one before is not shared with this one until the applicant agrees again."""
    taken = FLOW.take("take_over", session, by=_helper(by))
    if session.offered_to_id is None or session.offered_to_id != by.staff_id:
        raise NotYours("这次帮办没有转给您。")
    changes = {"helper_id": by.staff_id, "offered_to_id": None, "shared_at": None}
    return advance(session, taken, by=by, at=at, facts={"from": session.helper_id}, changes=changes)


@transaction.atomic
def end(session: Assistance, *, result: str, by: Actor, at: datetime) -> Entry:
    """结束: by who helps or who asked, with a result; the form is no longer shared."""
    taken = FLOW.take("end", session, by=by)
    refuse_stranger(session, by)
    if result not in set(Result):
        raise Invalid(faults=[Fault("/result", "choice", "请选一个结果。")])
    facts = {"result": result, "minutes": round((at - session.asked_at).total_seconds() / 60)}
    changes = {"ended_at": at, "shared_at": None, "offered_to_id": None, "result": result}
    return advance(session, taken, by=by, at=at, facts=facts, changes=changes)


def _helper(by: Actor) -> Actor:
    if not policy().is_helper(by):
        raise NotYours("在线帮办由综合窗口和市里指定的岗位接。")
    return by
