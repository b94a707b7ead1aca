"""Money at the payment platform (支付、退款): what it says of an order is asked for, never believed unasked.

A call is made before the rows are held, and what it answered is held against how they stand then. So an answer that
comes late, twice or out of order finds what is left to do, or nothing.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import Parcel, advance
from tongban.handling.cases.commands.steps import matter_of, paper
from tongban.handling.fees.bound import BOUND
from tongban.handling.fees.models import Charge, Movement, Order
from tongban.handling.fees.ports import (
    PaymentLine,
    PaymentOrder,
    PaymentResult,
    PaymentUnavailable,
    RefundOrder,
    RefundResult,
)
from tongban.handling.fees.rules.flow import CHARGES, ORDERS
from tongban.handling.fees.rules.money import yuan
from tongban.handling.fees.rules.online import Standing, Verdict, verdict
from tongban.handling.fees.rules.papers import cash_receipt
from tongban.handling.fees.rules.states import MovementKind, OrderStatus, Way
from tongban.registers.documents.commands import void
from tongban.registers.documents.rules.papers import DocumentKind

LONGEST = 500
NOT_AGAIN = timedelta(seconds=2)
UNREADABLE = "支付平台的回答对不上这次支付，没有采用。请过一会儿再看。"


def line() -> PaymentLine:
    """The platform; `NotNow` where none is bound."""
    if BOUND.line is None:
        raise NotNow("还没有开通网上支付，请到窗口交现金或者刷卡。")
    return BOUND.line


def page_of(order: Order, *, at: datetime) -> str:
    """Where one pays (收银台): the platform is told of the order, again with the same number if need be."""
    if order.state is not OrderStatus.OPEN or order.expires_at <= at:
        raise NotNow("这次支付已经结束了，请回到缴费页重新付。")
    if not order.pay_at:
        case = order.charge.case
        told = PaymentOrder(
            number=order.number,
            amount=order.amount,
            subject=order.charge.fee,
            expires_at=order.expires_at,
            return_to=BOUND.return_to(case.number, order.code),
            notify_at=BOUND.notify_at(order.code),
        )
        taken = line().order(told, at=at)
        if taken.number != order.number or not taken.pay_at:
            raise PaymentUnavailable(UNREADABLE, facts={"order": order.number})
        order.pay_at = taken.pay_at
        Order.objects.filter(pk=order.pk).update(pay_at=order.pay_at)
    return order.pay_at


def look(order: Order, *, at: datetime) -> Order:
    """查询支付结果: ask how it stands, and do what follows; the order as it stands then. `PaymentUnavailable`."""
    platform = line()
    Order.objects.filter(pk=order.pk).update(asked_at=at)
    if order.state in (OrderStatus.SURPLUS, OrderStatus.REFUNDING):
        return give_back(order, at=at)
    is_over = order.state is OrderStatus.LEFT or (order.state is OrderStatus.OPEN and order.expires_at <= at)
    told = (platform.close if is_over else platform.result)(order.number, at=at)
    found = take_result(order, told, at=at)
    return give_back(found, at=at) if found.state is OrderStatus.SURPLUS else found


def look_unless_just_now(order: Order, *, at: datetime) -> Order:
    """As `look`, for buttons and notices that may come again and again: not if it was asked a moment ago."""
    if order.asked_at is not None and order.asked_at + NOT_AGAIN > at:
        return order
    return look(order, at=at)


@transaction.atomic
def take_result(order: Order, told: PaymentResult, *, at: datetime) -> Order:
    """What an answer means for the order as it stands now: paid once, surplus, closed, or nothing yet."""
    held, charge = _held(order)
    ours = Standing(held.number, held.state, held.amount, held.expires_at, charge.state)
    meant = verdict(ours, told, at=at)
    if meant is Verdict.UNREADABLE:
        raise PaymentUnavailable(UNREADABLE, facts={"order": held.number})
    if meant is Verdict.NOTHING:
        return held
    step = ORDERS.take(meant.value, held, by=SYSTEM)
    if meant is Verdict.CLOSE:
        advance(held, step, by=SYSTEM, at=at)
        return held
    changes: dict[str, Any] = {"transaction": told.transaction, "paid_at": told.paid_at}
    if meant is Verdict.OVERPAY:
        changes["refund_reason"] = f"这笔费用{charge.state.label}，网上又付了一次，原路退回"
    advance(held, step, by=SYSTEM, at=at, facts={"transaction": told.transaction}, changes=changes)
    if meant is Verdict.CONFIRM:
        _settle(charge, held, at=at)
    return held


@transaction.atomic
def ask_refund(charge: Charge, *, reason: str, by: Actor, at: datetime) -> Order:
    """网上退费: the way it came, with a reason; the money is under way until the platform says that it arrived."""
    words = "".join(each for each in reason if each.isprintable()).strip()[:LONGEST]
    if not words:
        raise Invalid(faults=[Fault("/reason", "missing", "请写明为什么退费。")])
    step = CHARGES.take("ask_refund", charge, by=by)
    held = Order.objects.select_for_update(of=("self",)).filter(charge=charge, status=OrderStatus.PAID).first()
    if held is None:
        raise NotNow("这笔费用不是网上付的，请在窗口按原来的方式退。")
    advance(charge, step, by=by, at=at, facts={"way": Way.ONLINE.value, "reason": words, "order": held.number})
    sending = ORDERS.take("send_back", held, by=by)
    advance(held, sending, by=by, at=at, facts={"reason": words}, changes={"refund_reason": words})
    return held


def give_back(order: Order, *, at: datetime) -> Order:
    """退款: ask the platform to give it back, under one number however often it is asked; then the books say so."""
    platform, held = line(), order
    if order.state is OrderStatus.SURPLUS:
        held = _send_back(order, at=at)
    asked = RefundOrder(_back(held), held.number, held.amount, held.refund_reason)
    return take_refund(held, platform.refund(asked, at=at), at=at)


@transaction.atomic
def take_refund(order: Order, told: RefundResult, *, at: datetime) -> Order:
    """退款到账: the platform gave it back; the charge is refunded and its receipt void, once."""
    held, charge = _held(order)
    is_ours = told.number == _back(held)
    if held.state is not OrderStatus.REFUNDING or (is_ours and not told.is_done):
        return held
    if not is_ours or told.amount != held.amount or not told.transaction or told.refunded_at is None:
        raise PaymentUnavailable(UNREADABLE, facts={"order": held.number})
    changes = {"refund_transaction": told.transaction, "refunded_at": told.refunded_at}
    paid = Movement.objects.filter(charge=charge, way=Way.ONLINE, slip_number=held.transaction)
    is_surplus = not paid.exists()
    text = f"您多付的{charge.fee}{yuan(held.amount)}已经原路退回。"
    send = [_message(charge, "arrive_back", text)] if is_surplus else []
    step, facts = ORDERS.take("arrive_back", held, by=SYSTEM), {"transaction": told.transaction}
    advance(held, step, by=SYSTEM, at=at, facts=facts, changes=changes, send=send)
    if not is_surplus:
        _refund(charge, held, at=at)
    return held


@transaction.atomic
def _send_back(order: Order, *, at: datetime) -> Order:
    held, _ = _held(order)
    if held.state is OrderStatus.SURPLUS:
        facts = {"reason": held.refund_reason}
        advance(held, ORDERS.take("send_back", held, by=SYSTEM), by=SYSTEM, at=at, facts=facts)
    return held


def _back(order: Order) -> str:
    """The number of its refund (退款单号)."""
    return f"{order.number}-R"


def _held(order: Order) -> tuple[Order, Charge]:
    """Both rows under lock, the charge first: whoever pays at a window holds it, too."""
    rows = Charge.objects.select_for_update(of=("self",)).select_related("case__applicant", "case__agency")
    charge = rows.get(pk=order.charge_id)
    held = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    held.charge = charge
    return held, charge


def _settle(charge: Charge, order: Order, *, at: datetime) -> None:
    """The charge is paid, with its receipt."""
    body = cash_receipt(
        matter_of(charge.case),
        fee=charge.fee,
        standard=charge.standard,
        basis=charge.basis,
        amount=charge.amount,
        way=Way.ONLINE,
        slip_number=order.transaction,
        at=at,
    )
    receipt = paper(DocumentKind.CASH_RECEIPT, charge.case, body, by=SYSTEM, at=at)
    facts = {"way": Way.ONLINE.value, "order": order.number, "receipt": receipt.number}
    text = f"您的{charge.fee}{yuan(charge.amount)}已经网上付清，收费凭证在办件页里。"
    send = [_message(charge, "pay_online", text)]
    advance(charge, CHARGES.take("pay_online", charge, by=SYSTEM), by=SYSTEM, at=at, facts=facts, send=send)
    Movement.objects.create(
        charge=charge,
        kind=MovementKind.PAYMENT,
        way=Way.ONLINE,
        amount=charge.amount,
        slip_number=order.transaction,
        at=at,
        receipt=receipt,
    )


def _refund(charge: Charge, order: Order, *, at: datetime) -> None:
    """The charge is refunded, and its receipt void."""
    paid = Movement.objects.select_related("receipt").get(charge=charge, kind=MovementKind.PAYMENT)
    facts = {"way": Way.ONLINE.value, "order": order.number}
    send = [_message(charge, "refund_online", f"您的{charge.fee}{yuan(charge.amount)}已经原路退回。")]
    advance(charge, CHARGES.take("refund_online", charge, by=SYSTEM), by=SYSTEM, at=at, facts=facts, send=send)
    assert paid.receipt is not None, "a payment has its receipt"
    void(paid.receipt, reason=f"已退费：{order.refund_reason}"[:LONGEST], by=SYSTEM, at=at)
    Movement.objects.create(
        charge=charge,
        kind=MovementKind.REFUND,
        way=Way.ONLINE,
        amount=charge.amount,
        slip_number=order.refund_transaction,
        reason=order.refund_reason,
        at=at,
    )


def _message(charge: Charge, verb: str, text: str) -> Parcel:
    case = charge.case
    return Parcel("message", f"party:{case.applicant_id}", {"case": case.number, "verb": verb, "text": text})
