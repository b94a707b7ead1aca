"""Several bodies on one order (主办、协办): the lead asks others for their part, and gives the one answer."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import add_workdays
from tongban.oversight.hotline.models import JointPart, WorkOrder
from tongban.oversight.hotline.rules.flow import FLOW
from tongban.oversight.hotline.rules.policy import BOUND

from .routing import LONGEST_REPLY, body_with, refuse_other_bodies, written


class PartsAreOut(NotNow):
    """Another body has not said its part yet (协办意见没有收齐)."""

    code = "parts_are_out"
    sentence = "协办单位的意见还没有收齐，收齐了再答复。"


@transaction.atomic
def ask_joint(order: WorkOrder, *, agency: str, reason: str, by: Actor, at: datetime) -> JointPart:
    """请协办单位: by the lead, in some workdays and never later than its own limit; asked again, it answers anew."""
    step = FLOW.take("ask_joint", order, by=by)
    refuse_other_bodies(order, by)
    body, asked = body_with(agency), written("/reason", reason, "请写请它查什么、办什么。")
    if body.pk == order.agency_id:
        raise Invalid(faults=[Fault("/agency", "choice", "协办的是别的单位，请另选一个。")])
    assert order.due_on is not None, "an order in hand has its day"
    due_on = min(add_workdays(local_day(at), BOUND.policy.joint_days, calendar=calendar()), order.due_on)
    given = {"asked": asked, "asked_at": at, "due_on": max(due_on, local_day(at))}
    fresh = {"answer": "", "answered_at": None, "answered_by": None}
    made, _ = JointPart.objects.update_or_create(order=order, agency=body, defaults=given | fresh)
    facts = {"agency": body.key, "reason": f"{body.short_name}：{asked}", "due_on": made.due_on.isoformat()}
    advance(order, step, by=by, at=at, to=order.state, facts=facts)
    return made


@transaction.atomic
def contribute(order: WorkOrder, *, words: str, by: Actor, at: datetime) -> JointPart:
    """协办意见: by the body that was asked, to the lead; the person hears the lead's one answer."""
    step = FLOW.take("contribute", order, by=by)
    part = JointPart.objects.select_for_update().filter(order=order, agency_id=by.agency_id or 0).first()
    if part is None or by.staff_id is None:
        raise NotYours("没有请您的单位协办这件工单。")
    if part.answered_at is not None:
        raise NotNow("您的单位已经给过协办意见。要补充的，请主办单位再请一次。")
    said = written("/words", words, "请写查到了什么、办了什么。", longest=LONGEST_REPLY)
    part.answer, part.answered_at, part.answered_by_id = said, at, by.staff_id
    part.save(update_fields=["answer", "answered_at", "answered_by"])
    facts = {"reason": said, "is_late": local_day(at) > part.due_on}
    advance(order, step, by=by, at=at, to=order.state, facts=facts)
    return part


def refuse_while_out(order: WorkOrder, at: datetime) -> None:
    """`PartsAreOut` while a part is asked for and its day is not over: one order, one answer."""
    rows = order.parts.filter(answered_at__isnull=True, due_on__gte=local_day(at)).select_related("agency")
    names = [each.agency.short_name for each in rows.order_by("pk")]
    if names:
        raise PartsAreOut(f"{'、'.join(names)}的协办意见还没有收到，收齐了，或者过了协办期限，再答复。")
