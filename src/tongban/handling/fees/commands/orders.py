"""Payment orders (支付订单): opened for what is owed, and left when it is paid or cancelled otherwise."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotNow
from tongban.foundation.ledger.commands import advance, begin
from tongban.handling.cases.commands.steps import option_of
from tongban.handling.fees.models import Charge, Order
from tongban.handling.fees.queries.online import payable_online
from tongban.handling.fees.rules.flow import ORDERS
from tongban.handling.fees.rules.online import LASTS
from tongban.handling.fees.rules.states import ChargeStatus, OrderStatus


@transaction.atomic
def open_order(charge: Charge, *, by: Actor, at: datetime) -> Order:
    """网上支付: the order of this charge that is waited for, a new one where there is none or its time is over.

    Asking again gives the same order, so that nobody has two to pay.
    """
    held = Charge.objects.select_for_update(of=("self",)).select_related("case").get(pk=charge.pk)
    if held.state is not ChargeStatus.DUE:
        raise NotNow(f"这笔费用{held.state.label}，不用再付。")
    if held.fee not in payable_online(option_of(held.case)):
        raise NotNow("这笔费用现在不能网上付，请到窗口交现金或者刷卡。")
    waiting = Order.objects.filter(charge=held, status=OrderStatus.OPEN).first()
    if waiting is not None and waiting.expires_at > at:
        return waiting
    if waiting is not None:
        leave(waiting, reason="超过了付款时间", by=by, at=at)
    nth = Order.objects.filter(charge=held).count() + 1
    made = Order(
        number=f"{held.case.number}-{held.pk}-{nth}",
        charge=held,
        status=OrderStatus.NEW,
        amount=held.amount,
        opened_at=at,
        expires_at=at + LASTS,
    )
    step = ORDERS.take("open_order", made, by=by)
    made.status = OrderStatus.OPEN
    begin(made, step, by=by, at=at, facts={"number": made.number, "charge": held.code.hex, "amount": made.amount})
    return made


def leave(order: Order, *, reason: str, by: Actor, at: datetime) -> None:
    """不再等网上支付: the platform is asked to close it; what comes all the same goes back."""
    step = ORDERS.take("leave", order, by=by)
    advance(order, step, by=by, at=at, facts={"reason": reason})


def leave_open(charge: Charge, *, reason: str, by: Actor, at: datetime) -> None:
    """The charge is paid or cancelled otherwise: its open order is waited for no more."""
    for each in Order.objects.select_for_update().filter(charge=charge, status=OrderStatus.OPEN):
        leave(each, reason=reason, by=by, at=at)
