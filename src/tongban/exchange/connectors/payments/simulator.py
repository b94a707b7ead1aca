"""A simulated payment platform (模拟的支付平台): it says on screens that it is one, and no money moves.

It keeps the contract: an order is paid once, a refund number gives back once, what was closed cannot be paid. Messages
may come twice or late, answers may get lost after they had effect, name another order, or tell of it too early.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from urllib.parse import quote, urljoin

from tongban.exchange.lines.misbehaving import Knobs, LineFaults
from tongban.exchange.lines.simulating import Line
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import NotFound, NotNow
from tongban.handling.fees.ports import (
    LineKind,
    OrderTaken,
    PaidState,
    PaymentOrder,
    PaymentResult,
    PaymentUnavailable,
    RefundOrder,
    RefundResult,
    StatementLine,
)

from .models import SimulatedPayment, SimulatedPaymentFaults

NAME = "模拟的支付平台（不是真的平台，不会真的扣钱）"
CASHIER = "/payments/simulated/"
_Message = PaymentOrder | RefundOrder | str
KNOBS = Knobs(SimulatedPaymentFaults, "支付平台", "payments:simulator")
faults, set_faults = KNOBS.faults, KNOBS.set_faults


def asked_for(number: str) -> SimulatedPayment:
    """The order as the pretended cashier shows it; `NotFound` for one that it does not know."""
    found = SimulatedPayment.objects.filter(number=number).first()
    if found is None:
        raise NotFound("模拟的支付平台没有这个订单。")
    return found


def pay(number: str, *, at: datetime) -> SimulatedPayment:
    """Somebody pays at the pretended cashier; once, before it is over or closed."""
    waiting = SimulatedPayment.objects.filter(number=number, state=PaidState.WAITING, expires_at__gt=at)
    if not waiting.update(state=PaidState.PAID, paid_at=at):
        raise NotNow("这个订单已经付过、关闭或者过期了。")
    return asked_for(number)


class Simulator:
    """The platform as we have it without a network."""

    name = NAME
    is_simulated = True

    def __init__(self, given: LineFaults | None = None) -> None:
        self._given = given
        self._line = Line[_Message]("支付平台", PaymentUnavailable, seed=given.seed if given else 0)

    def order(self, told: PaymentOrder, *, at: datetime) -> OrderTaken:
        was_known = SimulatedPayment.objects.filter(number=told.number).exists()
        self._send(told, at)
        if self._spoils():
            return OrderTaken("", "")
        return OrderTaken(told.number, asked_for(told.number).pay_at, is_repeat=was_known)

    def result(self, number: str, *, at: datetime) -> PaymentResult:
        now = self._now()
        self._line.reach(now)
        if self._spoils():
            return PaymentResult("", PaidState.PAID, 1, "坏", at)
        found = _result(number)
        if found.state is PaidState.PAID and self._line.dice.happens(now.delay):
            return PaymentResult(number, PaidState.WAITING)  # it knows with the next asking
        return found

    def close(self, number: str, *, at: datetime) -> PaymentResult:
        self._send(number, at)
        return PaymentResult("", PaidState.CLOSED) if self._spoils() else _result(number)

    def refund(self, told: RefundOrder, *, at: datetime) -> RefundResult:
        was_known = SimulatedPayment.objects.filter(refund=told.number).exists()
        self._send(told, at)
        if self._spoils():
            return RefundResult("", is_done=True)
        found = SimulatedPayment.objects.filter(refund=told.number).first()
        if found is None:
            raise PaymentUnavailable("支付平台没有这笔收款，退不了。")
        amount, number = found.amount, found.refund_transaction
        return RefundResult(told.number, True, amount, number, found.refunded_at, is_repeat=was_known)

    def statement(self, day: date, *, at: datetime) -> Sequence[StatementLine]:
        now, dice = self._now(), self._line.dice
        self._line.reach(now)
        if dice.happens(now.delay):
            raise PaymentUnavailable("支付平台的对账单还没有出来，请稍后再试。")
        begin = datetime.combine(day, datetime.min.time(), LOCAL)
        within = (begin, begin + timedelta(days=1) - timedelta(microseconds=1))
        paid = SimulatedPayment.objects.filter(paid_at__range=within).order_by("pk")
        back = SimulatedPayment.objects.filter(refunded_at__range=within).order_by("pk")
        lines = [StatementLine(LineKind.PAYMENT, each.number, each.amount, each.transaction) for each in paid]
        lines += [StatementLine(LineKind.REFUND, each.number, each.amount, each.refund_transaction) for each in back]
        found = [line for line in lines for _ in range(2 if dice.happens(now.duplicates) else 1)]
        if self._spoils():
            found.append(StatementLine(LineKind.PAYMENT, f"坏-{day:%Y%m%d}", 1, "坏"))
        return found

    def _now(self) -> LineFaults:
        return self._given or faults()

    def _spoils(self) -> bool:
        return self._line.dice.happens(self._now().bad_receipts)

    def _send(self, message: _Message, at: datetime) -> None:
        """It and whatever was still under way arrive."""
        self._line.send(message, self._now())
        for each in self._line.arrivals():
            _receive(each, at)


def _receive(message: _Message, at: datetime) -> None:
    if isinstance(message, PaymentOrder):
        page = urljoin(message.return_to or "http://127.0.0.1/", CASHIER + quote(message.number))
        content = {
            "amount": message.amount,
            "subject": message.subject,
            "expires_at": message.expires_at,
            "return_to": message.return_to,
            "pay_at": page,
        }
        SimulatedPayment.objects.get_or_create(number=message.number, defaults=content)
    elif isinstance(message, RefundOrder):
        rows = SimulatedPayment.objects.filter(number=message.order, state=PaidState.PAID, refund="")
        rows.filter(amount=message.amount).update(refund=message.number, refunded_at=at)
    else:
        SimulatedPayment.objects.filter(number=message, state=PaidState.WAITING).update(state=PaidState.CLOSED)


def _result(number: str) -> PaymentResult:
    found = SimulatedPayment.objects.filter(number=number).first()
    if found is None:
        return PaymentResult(number, PaidState.UNKNOWN)
    if found.paid_at is None:
        return PaymentResult(number, PaidState(found.state))
    return PaymentResult(number, PaidState.PAID, found.amount, found.transaction, found.paid_at)
