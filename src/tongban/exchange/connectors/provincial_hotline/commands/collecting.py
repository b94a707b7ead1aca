"""Taking over what the province hands to the city (接收转办): each once; what cannot be taken over says why."""

from datetime import datetime

from django.db import transaction

from tongban.exchange.connectors.provincial_hotline.bound import BOUND
from tongban.exchange.connectors.provincial_hotline.models import HandedOrder
from tongban.exchange.connectors.provincial_hotline.ports import Raw
from tongban.exchange.connectors.provincial_hotline.rules import OrderOnLine, number_of, read_order
from tongban.foundation.kernel.errors import Invalid
from tongban.oversight.hotline.commands.taking_in import Wish, take_over


def collect(*, at: datetime) -> int:
    """接收: how many orders are new; without a system there are none. Raises `HotlineUnavailable`."""
    if BOUND.system is None:
        return 0
    return sum(take(each, at=at) for each in BOUND.system.orders(at=at))


@transaction.atomic
def take(raw: Raw, *, at: datetime) -> bool:
    """One order, once; is it new? What could not be taken over may come again put right."""
    read, fault = read_order(raw)
    number = read.number if read is not None else number_of(raw)
    known = HandedOrder.objects.select_for_update().filter(number=number).first()
    if not number or (known is not None and (known.order_id is not None or read is None)):
        return False
    row = known or HandedOrder(number=number, collected_at=at)
    row.order, row.due_on, row.fault = None, None, fault
    if read is not None:
        _take_over(row, read, at)
    row.save()
    return known is None or row.order_id is not None


def _take_over(row: HandedOrder, read: OrderOnLine, at: datetime) -> None:
    given = (read.kind, read.content, read.place, read.privacy, read.name, read.phone)
    try:
        row.order = take_over(Wish(*given), latest_on=read.due_on, at=at)
    except Invalid as refusal:
        row.fault = "；".join(each.message for each in refusal.faults)[:500]
    else:
        row.due_on = read.due_on
