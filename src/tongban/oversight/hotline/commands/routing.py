"""To whom a work order goes (派单): answered at once, dispatched, refused, merged; signed for, sent back, ruled."""

from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import Parcel, advance
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import describe
from tongban.handling.cases.commands.wording import refuse_papers_beyond
from tongban.handling.contacts.rules.words import noted, words_fault
from tongban.oversight.hotline.models import WorkOrder
from tongban.oversight.hotline.queries.orders import order_numbered
from tongban.oversight.hotline.rules.flow import FLOW
from tongban.oversight.hotline.rules.policy import BOUND
from tongban.oversight.hotline.rules.states import OrderStatus, Outcome, Refusal, Satisfaction
from tongban.registers.agencies.models import Agency

LONGEST_REPLY, LONGEST_REASON = 2000, 500


class CentreDecides(NotNow):
    """Sent back twice: the centre rules whose it is (两次退回由热线中心裁定)."""

    code = "centre_decides"
    sentence = "这件工单已经被退回两次，请监督岗裁定由谁承办，裁定后不能再退。"


@transaction.atomic
def answer(order: WorkOrder, *, reply: str, by: Actor, at: datetime) -> Entry:
    """当场答复: by the agent from the knowledge base, that is the published guides; it is rated like any other."""
    taken = FLOW.take("answer", order, by=by)
    said = written("/reply", reply, "请写怎么答复的，本人会看到。", longest=LONGEST_REPLY)
    refuse_papers_beyond(order.option_code, {}, {"/reply": said})
    changes: dict[str, Any] = {
        "reply": said,
        "outcome": Outcome.EXPLAINED,
        "replied_at": at,
        "replier_id": by.staff_id,
        "is_at_once": True,
    }
    facts = {"option": order.option_code}
    return advance(order, taken, by=by, at=at, facts=facts, changes=changes, send=news(order, "reply", said))


@transaction.atomic
def dispatch(order: WorkOrder, *, agency: str, by: Actor, at: datetime) -> Entry:
    """派单: to the body that answers for it; after two returns only the centre's ruling does it.

    Also what the agent answered at once and the person was not content with: then a body has to deal with it.
    """
    taken = FLOW.take("dispatch", order, by=by)
    if order.status == OrderStatus.REPLIED and not (order.is_at_once and order.satisfaction == Satisfaction.BAD):
        raise NotNow("已经答复。当场答复后不满意的才能派单；承办单位答复的，请发回重办。")
    if order.times_returned >= BOUND.policy.returns_before_ruling:
        raise CentreDecides()
    body = body_with(agency)
    facts = {"agency": body.key}
    return advance(order, taken, by=by, at=at, facts=facts, changes=_sent_to(order, body, at), send=_on_its_way(order))


@transaction.atomic
def assign(order: WorkOrder, *, agency: str, reason: str, by: Actor, at: datetime) -> Entry:
    """裁定承办单位: by the centre, with the reason; it cannot be sent back any more."""
    taken = FLOW.take("assign", order, by=by)
    body, why = body_with(agency), written("/reason", reason, "请写裁定的理由，承办单位会看到。")
    changes = {**_sent_to(order, body, at), "is_ruled": True}
    return advance(order, taken, by=by, at=at, facts={"agency": body.key, "reason": why}, changes=changes)


@transaction.atomic
def refuse(order: WorkOrder, *, refusal: str, reason: str, by: Actor, at: datetime) -> Entry:
    """不予受理: one of the situations, why, and where to go instead."""
    taken = FLOW.take("refuse", order, by=by)
    if refusal not in set(Refusal):
        raise Invalid(faults=[Fault("/refusal", "choice", "请选是哪种情形。")])
    why = written("/reason", reason, "请写理由，本人会看到。")
    found = Refusal(refusal)
    changes = {"refusal": found, "end_words": why, "ended_at": at}
    text = f"没有受理：{found.label}。{why.rstrip('。')}。{found.goes_to}"
    facts = {"refusal": refusal, "reason": why}
    return advance(order, taken, by=by, at=at, facts=facts, changes=changes, send=news(order, "refuse", text))


@transaction.atomic
def merge(order: WorkOrder, *, into: str, by: Actor, at: datetime) -> Entry:
    """并入同一件: this one becomes a link; whoever brought it follows the other one's progress and reply."""
    taken = FLOW.take("merge", order, by=by)
    other = order_numbered(into)
    if other is None or other.pk == order.pk:
        raise Invalid(faults=[Fault("/into", "unknown", "请写要并入的工单号，例如20261128-17。")])
    if other.status in (OrderStatus.REFUSED, OrderStatus.MERGED, OrderStatus.WITHDRAWN):
        raise NotNow(f"{other.number}是“{other.state.label}”，不能并入。请并入正在办或者已经办结的那一件。")
    changes = {"into_id": other.pk, "ended_at": at}
    text = f"您反映的事与{other.number}是同一件，已经合并办理，进展和答复在这一件里看。"
    return advance(
        order, taken, by=by, at=at, facts={"into": other.number}, changes=changes, send=news(order, "merge", text)
    )


@transaction.atomic
def sign(order: WorkOrder, *, by: Actor, at: datetime) -> Entry:
    """签收: by the body; from now on the limit for the reply runs, in workdays by what is wanted."""
    taken = FLOW.take("sign", order, by=by)
    refuse_other_bodies(order, by)
    limit = BOUND.policy.reply_by(order.sort, at, calendar=calendar())
    due_on = order.by_the_day_of_the_province(limit, on=local_day(at))
    is_late = order.sign_by is not None and at > order.sign_by
    facts = {"due_on": due_on.isoformat(), "is_late": is_late}
    text = f"{_body(order)}已经签收，{describe(due_on)}前答复您。"
    changes = {"due_on": due_on, "escalated_at": None}
    return advance(order, taken, by=by, at=at, facts=facts, changes=changes, send=news(order, "sign", text))


@transaction.atomic
def send_back(order: WorkOrder, *, reason: str, by: Actor, at: datetime) -> Entry:
    """退回热线: within its hours, with whose it is instead; never what the centre has ruled."""
    taken = FLOW.take("send_back", order, by=by)
    refuse_other_bodies(order, by)
    if order.is_ruled:
        raise NotNow("这件工单是热线中心裁定给本单位的，不能再退。有意见请向监督岗说明，先签收办理。")
    if order.sign_by is not None and at > order.sign_by:
        raise NotNow(f"退回要在派单后{BOUND.policy.sign_hours}小时内，现在已经过了。请签收办理。")
    why = written("/reason", reason, "请写为什么不归本单位，应当归谁。")
    changes = {
        "agency_id": None,
        "sign_by": None,
        "due_on": None,
        "waits_since": at,
        "escalated_at": None,
        "times_returned": order.times_returned + 1,
    }
    return advance(order, taken, by=by, at=at, facts={"reason": why, "from": _body(order)}, changes=changes)


def refuse_other_bodies(order: WorkOrder, by: Actor) -> None:
    """What is the lead's is not done by a body that only has a part in it (主办、协办)."""
    if by.agency_id != order.agency_id:
        raise NotYours("这一步由主办单位办。您的单位只写协办意见。")


def news(order: WorkOrder, verb: str, text: str) -> tuple[Parcel, ...]:
    """A message to who has an account here; who called is called back."""
    if order.party_id is None:
        return ()
    payload = {"verb": f"hotline_{verb}", "text": f"您的12345工单{order.number}：{text}"}
    return (Parcel("message", f"party:{order.party_id}", payload),)


def written(pointer: str, typed: str, please: str, *, longest: int = LONGEST_REASON) -> str:
    """Words that have to be there, with no number of a person in them; `Invalid` without."""
    said = noted(typed)
    if faults := words_fault(pointer, said, please, longest=longest):
        raise Invalid("还有地方要改一下。", faults=faults)
    return said


def body_with(key: str) -> Agency:
    """The body that was chosen, if it has people who can handle it."""
    found = Agency.objects.filter(key=key, is_active=True).first()
    if found is None or not found.staff.filter(is_active=True, roles__contains=[Role.EXAMINER.value]).exists():
        raise Invalid(faults=[Fault("/agency", "choice", "请从名单里选一个承办单位。")])
    return found


def _sent_to(order: WorkOrder, body: Agency, at: datetime) -> dict[str, Any]:
    return {
        "agency_id": body.pk,
        "sign_by": BOUND.policy.sign_by(at, calendar=calendar()),
        "due_on": None,
        "escalated_at": None,
        "satisfaction": "",
        "rating_words": "",
        "rated_at": None,
        "first_dispatched_at": order.first_dispatched_at or at,
    }


def _on_its_way(order: WorkOrder) -> tuple[Parcel, ...]:
    """Told once, when it first leaves the centre."""
    return news(order, "dispatch", "已经转给承办单位。") if order.first_dispatched_at is None else ()


def _body(order: WorkOrder) -> str:
    return order.agency.short_name if order.agency is not None else "承办单位"
