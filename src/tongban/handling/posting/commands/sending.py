"""The parcel leaves (寄出): ordered at the post, or brought there by hand; with it the result is served."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import Parcel, advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands.delivering import serve
from tongban.handling.cases.rules.states import Status
from tongban.handling.posting.bound import BOUND
from tongban.handling.posting.models import Shipment, ShipmentEvent
from tongban.handling.posting.ports import PostEvent, PostLabel, PostOrder, PostUnavailable
from tongban.handling.posting.queries.shipments import READY, recipient_of
from tongban.handling.posting.rules.flow import FLOW
from tongban.handling.posting.rules.states import ShipmentStatus
from tongban.handling.posting.rules.tracking import ENDS, VERBS, end_of, read_events

LONGEST = 40
TO_SERVE = (Status.ISSUED, Status.REFUSED)
UNREADABLE = "邮政系统的回答对不上这件寄件，没有采用。请过一会儿再试。"


def order(shipment: Shipment, *, by: Actor, at: datetime) -> PostLabel:
    """邮政下单: the label of this parcel; asked again, the same one. Before it nothing is sent.

    Whether it may leave at all is asked first, so that the post fetches nothing that has to stay.
    """
    _may_leave(shipment, by)
    if BOUND.line is None:
        raise NotNow("还没有接入邮政系统，请手工交寄后填写邮件号。")
    to = recipient_of(shipment)
    case = shipment.case
    told = PostOrder(shipment.number, to.name, to.phone, to.address, case.agency.name, case.delivery.result_name)
    label = BOUND.line.order(told, at=at)
    if label.number != shipment.number or not label.tracking:
        raise PostUnavailable(UNREADABLE)
    return label


@transaction.atomic
def send(shipment: Shipment, *, tracking: str, is_ordered: bool = False, by: Actor, at: datetime) -> Entry:
    """寄出: under a number of the post the result is on its way, and by that served (送达).

    A parcel that came back goes out anew without being served twice.
    """
    step = _may_leave(shipment, by)
    number = "".join(each for each in tracking if each.isalnum())[:LONGEST]
    if not number:
        raise Invalid(faults=[Fault("/tracking", "missing", "请填写邮件号，申请人凭它查询。")])
    if shipment.case.state in TO_SERVE:
        serve(shipment.case, way="post", tracking=number, by=by, at=at)
    changes: dict[str, Any] = {"tracking": number, "sent_at": at, "is_ordered": is_ordered}
    given = ["name", "phone", "address"] if is_ordered else []
    facts = {"tracking": number, "case": shipment.case.number, "told_the_post": given}
    try:
        with transaction.atomic():
            return advance(shipment, step, by=by, at=at, facts=facts, changes=changes)
    except IntegrityError:
        raise Invalid(faults=[Fault("/tracking", "known", "这个邮件号已经登记在别的寄件上，请核对。")]) from None


def follow(shipment: Shipment, *, at: datetime) -> Shipment:
    """查询轨迹: what happened since, and whether it has come to an end. `PostUnavailable`."""
    if BOUND.line is None:
        raise NotNow("还没有接入邮政系统，请到邮政网站按邮件号查询。")
    Shipment.objects.filter(pk=shipment.pk).update(asked_at=at)
    events, bad = read_events(BOUND.line.events(shipment.tracking, at=at), tracking=shipment.tracking)
    return take_events(shipment, events, bad=bad, at=at)


@transaction.atomic
def take_events(shipment: Shipment, events: list[PostEvent], *, bad: int = 0, at: datetime) -> Shipment:
    """Each event once; signed for or come back ends it."""
    held = Shipment.objects.select_for_update(of=("self",)).select_related("case").get(pk=shipment.pk)
    known = set(held.events.values_list("number", flat=True))
    ShipmentEvent.objects.bulk_create(
        ShipmentEvent(shipment=held, number=each.number, kind=each.kind, at=each.at, place=each.place, words=each.words)
        for each in events
        if each.number not in known
    )
    if held.unread != bad:
        Shipment.objects.filter(pk=held.pk).update(unread=bad)
        held.unread = bad
    last = end_of(events)
    if last is not None and held.state is ShipmentStatus.SENT:
        _end(held, ENDS[last.kind], last.at, by=SYSTEM, at=at)
    return held


@transaction.atomic
def end_by_hand(shipment: Shipment, *, verb: str, by: Actor, at: datetime) -> Entry:
    """登记签收、退回: of a parcel that the post's system does not know."""
    if shipment.is_ordered:
        raise NotNow("这件由邮政系统自动更新，不用手工登记。")
    target = next((each for each, name in VERBS.items() if name == verb), None)
    if target is None:
        raise NotNow("没有这一步。")
    return _end(shipment, target, at, by=by, at=at)


@transaction.atomic
def pick_up(shipment: Shipment, *, by: Actor, at: datetime) -> Entry:
    """到窗口取走: what came back is handed out after a look at the identity."""
    step = FLOW.take("pick_up", shipment, by=by)
    return advance(shipment, step, by=by, at=at, facts={"tracking": shipment.tracking}, changes={"ended_at": at})


def _end(held: Shipment, target: ShipmentStatus, happened_at: datetime, *, by: Actor, at: datetime) -> Entry:
    step = FLOW.take(VERBS[target], held, by=by)
    facts = {"tracking": held.tracking, "on": local_day(happened_at).isoformat()}
    send = []
    if target is ShipmentStatus.RETURNED:
        case = held.case
        text = (
            f"寄给您的办理结果（邮件号{held.tracking}）被退回了。"
            "请在办件页核对收件地址，我们再寄一次；也可以到窗口领取。"
        )
        send = [Parcel("message", f"party:{case.applicant_id}", {"case": case.number, "verb": step.verb, "text": text})]
    return advance(held, step, by=by, at=at, facts=facts, changes={"ended_at": happened_at}, send=send)


def _may_leave(shipment: Shipment, by: Actor) -> Any:
    step = FLOW.take("send_parcel", shipment, by=by)
    if shipment.case.state not in READY:
        raise NotNow("结果还没有制好，制好以后再寄。")
    return step
