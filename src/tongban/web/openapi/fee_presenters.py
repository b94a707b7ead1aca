"""Charges and payment orders as the open API tells them (费用、付款单); sums in fen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.cases.models import Case
from tongban.handling.fees.models import Charge, Movement, Order
from tongban.handling.fees.rules.states import ChargeStatus, MovementKind, OrderStatus
from tongban.registers.parties.helping import PAPERS


def charges_json(
    case: Case,
    charges: list[Charge],
    orders: Mapping[int, Order],
    payable: frozenset[str],
    *,
    by: Actor,
    at: datetime,
) -> list[dict[str, Any]]:
    """What a case costs, each charge with the money that moved and its newest order; `payable`: fees paid online."""
    return [_charge(case, each, orders.get(each.pk), payable, by=by, at=at) for each in charges]


def payment_json(case: Case, charge: Charge, order: Order, *, by: Actor, at: datetime) -> dict[str, Any]:
    """One order: where one pays while it can be paid, and what became of it."""
    can_be_paid = order.state is OrderStatus.OPEN and order.expires_at > at
    payment = _payment_of(charge)
    is_its = payment is not None and bool(order.transaction) and payment.slip_number == order.transaction
    return {
        "code": str(order.code),
        "number": order.number,
        "case_number": case.number,
        "charge": str(charge.code),
        "fee": charge.fee,
        "amount": order.amount,
        "status": order.status,
        "status_label": order.state.label,
        "opened_at": order.opened_at.astimezone(LOCAL),
        "expires_at": order.expires_at.astimezone(LOCAL),
        "pay_at": order.pay_at if can_be_paid else "",
        "paid_at": _moment(order.paid_at),
        "refund_reason": order.refund_reason,
        "refunded_at": _moment(order.refunded_at),
        "receipt": _receipt(case, payment, by=by) if is_its else None,
    }


def _charge(
    case: Case, charge: Charge, order: Order | None, payable: frozenset[str], *, by: Actor, at: datetime
) -> dict[str, Any]:
    return {
        "code": str(charge.code),
        "fee": charge.fee,
        "standard": charge.standard,
        "basis": charge.basis,
        "words": charge.words,
        "amount": charge.amount,
        "status": charge.status,
        "status_label": charge.state.label,
        "charged_at": charge.charged_at.astimezone(LOCAL),
        "may_pay_online": charge.state is ChargeStatus.DUE and charge.fee in payable,
        "moved": [_moved(each) for each in sorted(charge.movements.all(), key=lambda each: each.at)],
        "receipt": _receipt(case, _payment_of(charge), by=by),
        "payment": payment_json(case, charge, order, by=by, at=at) if order is not None else None,
    }


def _moved(each: Movement) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "kind_label": each.get_kind_display(),
        "way": each.way,
        "way_label": each.get_way_display(),
        "amount": each.amount,
        "at": each.at.astimezone(LOCAL),
    }


def _payment_of(charge: Charge) -> Movement | None:
    return next((each for each in charge.movements.all() if each.kind == MovementKind.PAYMENT), None)


def _receipt(case: Case, payment: Movement | None, *, by: Actor) -> dict[str, Any] | None:
    """The receipt, for whom papers are shown to; one of money that was given back is void."""
    if payment is None or payment.receipt is None or not by.may_look(PAPERS):
        return None
    paper = payment.receipt
    address = f"/api/v1/cases/{case.number}/documents/{paper.verification_code}.pdf"
    return {"number": paper.number, "pdf": address, "is_void": paper.is_void}


def _moment(at: datetime | None) -> datetime | None:
    return at.astimezone(LOCAL) if at is not None else None
