"""What the responsible body and the centre do with it (承办、回访、办结)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.commands import advance, record_read
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import add_workdays, describe
from tongban.handling.cases.commands.wording import refuse_papers_beyond
from tongban.handling.contacts.rules.words import noted
from tongban.oversight.hotline.models import WorkOrder
from tongban.oversight.hotline.queries.orders import opened
from tongban.oversight.hotline.rules.flow import CENTRE, FLOW, HANDLERS
from tongban.oversight.hotline.rules.policy import BOUND
from tongban.oversight.hotline.rules.quality import flaws_of
from tongban.oversight.hotline.rules.sampling import is_drawn
from tongban.oversight.hotline.rules.states import CheckState, Outcome, Privacy, Satisfaction

from .joining import refuse_while_out
from .routing import LONGEST_REPLY, news, refuse_other_bodies, written

LONGEST_WORDS = 500


class ReplyInDoubt(Invalid):
    """The reply does not answer what was asked, as far as rules can tell (答复质量提示)."""

    code = "reply_in_doubt"
    sentence = "这份答复可能没有答到点上。改一改；核对过确实答清楚了，勾选“核对过”再发。"


@transaction.atomic
def reply(order: WorkOrder, *, outcome: str, reply: str, is_sure: bool = False, by: Actor, at: datetime) -> Entry:
    """答复: by the body. What looks beside the point is held up once; sent all the same, it is checked in any case."""
    taken = FLOW.take("reply", order, by=by)
    refuse_other_bodies(order, by)
    refuse_while_out(order, at)
    if outcome not in set(Outcome):
        raise Invalid(faults=[Fault("/outcome", "choice", "请选办理结果。")])
    said = written("/reply", reply, "请写办理情况和答复，本人会看到。", longest=LONGEST_REPLY)
    refuse_papers_beyond(order.option_code, {}, {"/reply": said})
    doubts = flaws_of(order.sort, order.content, said)
    if doubts and not is_sure:
        raise ReplyInDoubt(faults=[Fault("/reply", each.value, f"{each.label}：{each.advice}") for each in doubts])
    is_late = order.due_on is not None and local_day(at) > order.due_on
    changes: dict[str, Any] = {
        "outcome": outcome,
        "reply": said,
        "replied_at": at,
        "replier_id": by.staff_id,
        "is_late": order.is_late or is_late,
        "is_at_once": False,
        "calls_missed": 0,
        "doubts": [each.value for each in doubts],
    }
    facts = {"outcome": outcome, "is_late": is_late, "doubts": changes["doubts"]}
    text = f"{Outcome(outcome).label}。{said}"
    return advance(order, taken, by=by, at=at, facts=facts, changes=changes, send=news(order, "reply", text))


@transaction.atomic
def extend(order: WorkOrder, *, days: int, reason: str, by: Actor, at: datetime) -> Entry:
    """延期: once, by the head of the body, before the limit is over; the person is told why and until when."""
    taken = FLOW.take("extend", order, by=by)
    refuse_other_bodies(order, by)
    most = BOUND.policy.extend_days
    if order.is_extended:
        raise NotNow("已经延期过一次，不能再延。")
    if order.due_on is None or local_day(at) > order.due_on:
        raise NotNow("已经超过答复期限，不能再延期。请尽快答复。")
    if not 1 <= days <= most:
        raise Invalid(faults=[Fault("/days", "range", f"最多延{most}个工作日，请写1到{most}。")])
    why = written("/reason", reason, "请写为什么延期，本人会看到。")
    until = add_workdays(order.due_on, days, calendar=calendar())
    if order.latest_on is not None and until > order.latest_on:
        raise NotNow(f"省12345要求{describe(order.latest_on)}前办结，不能延到那天以后。")
    facts = {"days": days, "reason": why, "due_on": until.isoformat()}
    text = f"情况复杂，延期到{describe(until)}前答复。{why}"
    changes = {"due_on": until, "is_extended": True}
    return advance(order, taken, by=by, at=at, facts=facts, changes=changes, send=news(order, "extend", text))


@transaction.atomic
def call_back(order: WorkOrder, *, satisfaction: str, words: str = "", by: Actor, at: datetime) -> Entry:
    """登记回访: satisfied, it is closed; dissatisfied, it stays until it is sent again or reviewed."""
    taken = FLOW.take("call_back", order, by=by)
    return _rated(order, taken, satisfaction, words, by=by, at=at)


@transaction.atomic
def rate(order: WorkOrder, *, satisfaction: str, words: str = "", by: Actor, at: datetime) -> Entry:
    """评价: by whoever brought it, signed in or with the query code."""
    taken = FLOW.take("rate", order, by=by)
    refuse_strangers(order, by)
    return _rated(order, taken, satisfaction, words, by=by, at=at)


@transaction.atomic
def miss_call(order: WorkOrder, *, by: Actor, at: datetime) -> Entry:
    """回访没有接通: counted; after the city's tries the supervisor may close it."""
    taken = FLOW.take("miss_call", order, by=by)
    tries = order.calls_missed + 1
    return advance(order, taken, by=by, at=at, facts={"tries": tries}, changes={"calls_missed": tries})


@transaction.atomic
def send_again(order: WorkOrder, *, reason: str, by: Actor, at: datetime) -> Entry:
    """发回重办: to the same body with a new limit; what the agent answered alone cannot go back to a body."""
    taken = FLOW.take("send_again", order, by=by)
    if order.agency_id is None:
        raise NotNow("这件是热线当场答复的，没有承办单位。需要部门办的，请重新登记一件。")
    if order.is_over and order.check_state != CheckState.FAILED:
        raise NotNow("已经办结的，质检不合格才能发回重办。")
    why = written("/reason", reason, "请写为什么重办，承办单位会看到。")
    limit = BOUND.policy.reply_by(order.sort, at, calendar=calendar())
    due_on = order.by_the_day_of_the_province(limit, on=local_day(at))
    changes: dict[str, Any] = {
        "due_on": due_on,
        "ended_at": None,
        "end_words": "",
        "escalated_at": None,
        "is_extended": False,
        "satisfaction": "",
        "rating_words": "",
        "rated_at": None,
        "check_state": CheckState.NONE,
        "times_sent_again": order.times_sent_again + 1,
    }
    facts = {"reason": why, "due_on": due_on.isoformat(), "satisfaction": order.satisfaction}
    text = f"已经发回承办单位重办，{describe(due_on)}前再答复您。"
    return advance(order, taken, by=by, at=at, facts=facts, changes=changes, send=news(order, "send_again", text))


@transaction.atomic
def settle(order: WorkOrder, *, reason: str, by: Actor, at: datetime) -> Entry:
    """审核办结: the supervisor finds that what could be done was done, or nobody could be reached; with the reason."""
    taken = FLOW.take("settle", order, by=by)
    is_missed = order.calls_missed >= BOUND.policy.call_tries
    if by.is_staff and order.satisfaction != Satisfaction.BAD and not is_missed:
        raise NotNow(f"先回访。{BOUND.policy.call_tries}次没有接通，或者不满意但确实办到位了，才由监督岗审核办结。")
    why = written("/reason", reason, "请写为什么可以办结，本人会看到。")
    changes = {"end_words": why, **_closed(order, at)}
    return advance(order, taken, by=by, at=at, facts={"reason": why}, changes=changes, send=news(order, "settle", why))


@transaction.atomic
def withdraw(order: WorkOrder, *, by: Actor, at: datetime) -> Entry:
    """撤回: by whoever brought it, or by an agent when they call."""
    taken = FLOW.take("withdraw", order, by=by)
    refuse_strangers(order, by)
    return advance(order, taken, by=by, at=at, changes={"ended_at": at})


@transaction.atomic
def reveal(order: WorkOrder, *, by: Actor, at: datetime) -> tuple[str, str]:
    """Name and number in full, to call back: on record first; a body learns them only where the person let it."""
    if not by.roles & (CENTRE | HANDLERS) or order.privacy == Privacy.ANONYMOUS:
        raise NotYours("这件工单没有留姓名和电话。" if order.privacy == Privacy.ANONYMOUS else "只给热线和承办单位看。")
    if not by.roles & CENTRE:
        if order.privacy == Privacy.CONFIDENTIAL:
            raise NotYours("反映人要求保密，只有热线知道是谁。要核实情况，请联系热线转问。")
        if by.agency_id != order.agency_id or order.is_over:
            raise NotYours("办理期间由承办单位联系反映人；办结以后不再显示。")
    about = f"party:{order.party_id}" if order.party_id is not None else order.chain
    record_read(about, by=by, at=at, purpose="热线回电", subject=order.chain, fields=["name", "phone"])
    return opened(order)


def settle_unquestioned(order: WorkOrder, *, at: datetime) -> Entry:
    """What the agent answered at once and nobody questioned in the city's days is closed by the clock."""
    return settle(order, reason=f"当场答复后{BOUND.policy.settle_days}天没有提出异议", by=SYSTEM, at=at)


def _rated(order: WorkOrder, taken: Any, satisfaction: str, words: str, *, by: Actor, at: datetime) -> Entry:
    if satisfaction not in set(Satisfaction):
        raise Invalid(faults=[Fault("/satisfaction", "choice", "请选满意、基本满意，还是不满意。")])
    if order.rated_at is not None:
        raise NotNow("这次答复已经评价过了。")
    said = noted(words)
    if len(said) > LONGEST_WORDS:
        raise Invalid(faults=[Fault("/words", "too_long", f"最多写{LONGEST_WORDS}个字，现在有{len(said)}个。")])
    if satisfaction == Satisfaction.BAD and not said:
        raise Invalid(faults=[Fault("/words", "required", "不满意的，请写哪里不满意，发回重办时用。")])
    changes: dict[str, Any] = {"satisfaction": satisfaction, "rating_words": said, "rated_at": at}
    facts = {"satisfaction": satisfaction}
    if satisfaction == Satisfaction.BAD:
        return advance(order, taken, by=by, at=at, to=order.state, facts=facts, changes=changes)
    return advance(order, taken, by=by, at=at, facts=facts, changes=changes | _closed(order, at))


def _closed(order: WorkOrder, at: datetime) -> dict[str, Any]:
    """It ends, and whether it is checked is settled: by its own code, and always when its reply was in doubt."""
    is_sample = bool(order.doubts) or is_drawn(order.code.hex, percent=BOUND.policy.sample_percent)
    return {"ended_at": at, "check_state": CheckState.DRAWN if is_sample else CheckState.NONE}


def refuse_strangers(order: WorkOrder, by: Actor) -> None:
    """A citizen acts on their own; who came with the query code has no account and was let in by it."""
    if Role.APPLICANT not in by.roles or by.account_id is None or order.account_id == by.account_id:
        return
    if order.party_id is None or order.party_id != by.party_id:
        raise NotFound("没有找到这件工单。")
