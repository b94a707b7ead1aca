"""What this caller asked before (来电历史), and who else reports the same (相似工单)."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Q

from tongban.foundation.kernel.codes import check
from tongban.oversight.hotline.models import WorkOrder
from tongban.oversight.hotline.rules.policy import BOUND
from tongban.oversight.hotline.rules.repeating import Told, is_same, likeness_of
from tongban.oversight.hotline.rules.states import OPEN, OrderStatus
from tongban.registers.parties.sealed import phone_index

MOST, LOOKED_THROUGH = 10, 200


def history_of(phone: str, *, besides: int = 0) -> Sequence[WorkOrder]:
    """The last orders from this number, the newest first (one statement); none for what is no number."""
    if not check("phone", phone).valid:
        return ()
    rows = WorkOrder.objects.filter(phone_index=phone_index(check("phone", phone).normalized)).exclude(pk=besides)
    return list(rows.select_related("agency").order_by("-opened_at", "-pk")[:MOST])


def history_beside(order: WorkOrder) -> Sequence[WorkOrder]:
    """What else the same person brought, by number or by register (one statement)."""
    who = _same_person(order)
    if not who:
        return ()
    rows = WorkOrder.objects.filter(who).exclude(pk=order.pk)
    return list(rows.select_related("agency").order_by("-opened_at", "-pk")[:MOST])


def told_before(order: WorkOrder) -> WorkOrder | None:
    """The same matter by the same person, within the city's days (一次重复; one statement); the first of its row."""
    who = _same_person(order)
    if not who:
        return None
    since = order.opened_at - timedelta(days=BOUND.policy.repeat_days)
    rows = WorkOrder.objects.filter(who, opened_at__gte=since, opened_at__lte=order.opened_at).exclude(pk=order.pk)
    rows = rows.exclude(status__in=[OrderStatus.WITHDRAWN.value, OrderStatus.REFUSED.value])
    for each in rows.select_related("repeats").order_by("-opened_at", "-pk")[:LOOKED_THROUGH]:
        if is_same(_told(order), _told(each), likeness=BOUND.policy.likeness):
            return each
    return None


def alike(order: WorkOrder) -> Sequence[WorkOrder]:
    """Open orders of anybody about the same, the most alike first (one statement)."""
    since = order.opened_at - timedelta(days=BOUND.policy.repeat_days)
    near = Q(topic=order.topic) if order.topic else Q()
    if order.case_number:
        near |= Q(case_number=order.case_number)
    rows = WorkOrder.objects.filter(near, status__in=sorted(OPEN), opened_at__gte=since).exclude(pk=order.pk)
    newest = rows.select_related("agency").order_by("-pk")[:LOOKED_THROUGH]
    same = [each for each in newest if is_same(_told(order), _told(each), likeness=BOUND.policy.likeness)]
    return sorted(same, key=lambda each: (-likeness_of(order.content, each.content), each.pk))[:MOST]


def _same_person(order: WorkOrder) -> Q:
    who = Q()
    if order.phone_index is not None:
        who |= Q(phone_index=order.phone_index)
    if order.party_id is not None:
        who |= Q(party_id=order.party_id)
    return who


def _told(order: WorkOrder) -> Told:
    return Told(order.content, order.case_number, order.option_code, order.topic)
