"""What paying online needs (网上支付): the city's payment platform, bound by `config/wiring.py`. Sums are fen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated, Protocol

import msgspec

from tongban.foundation.kernel.errors import Declined

MOST = 100_000_000
Fen = Annotated[int, msgspec.Meta(ge=1, le=MOST)]
"""A sum of money that is something (金额，分)."""
Number = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
Page = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Instant = Annotated[datetime, msgspec.Meta(tz=True)]


class PaidState(StrEnum):
    """How an order stands at the platform (支付结果); `UNKNOWN`: it has no such order."""

    WAITING = "waiting"
    PAID = "paid"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class LineKind(StrEnum):
    """Which way money went in a statement (对账单行)."""

    PAYMENT = "payment"
    REFUND = "refund"

    @property
    def label(self) -> str:
        return {"payment": "收款", "refund": "退款"}[self]


@dataclass(frozen=True, slots=True)
class PaymentOrder:
    """What the platform is asked to take (下单): the same `number` is the same order. Nothing of who pays goes out."""

    number: Number
    amount: Fen
    subject: str
    expires_at: Instant
    return_to: str
    notify_at: str


@dataclass(frozen=True, slots=True)
class OrderTaken:
    """What the platform answers (下单回执): the page at which one pays; `is_repeat`: it had this order before."""

    number: Number
    pay_at: Page
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class PaymentResult:
    """How an order stands there (支付结果); `transaction` and `paid_at` of money that came."""

    number: Number
    state: PaidState
    amount: Annotated[int, msgspec.Meta(ge=0, le=MOST)] = 0
    transaction: Annotated[str, msgspec.Meta(max_length=40)] = ""
    paid_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class RefundOrder:
    """What is to be given back (退款): the same `number` is the same refund, of the whole `order`."""

    number: Number
    order: Number
    amount: Fen
    reason: str


@dataclass(frozen=True, slots=True)
class RefundResult:
    """What became of giving money back (退款结果); `is_done` False: it is under way."""

    number: Number
    is_done: bool
    amount: Annotated[int, msgspec.Meta(ge=0, le=MOST)] = 0
    transaction: Annotated[str, msgspec.Meta(max_length=40)] = ""
    refunded_at: Instant | None = None
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line of the platform's statement of a day (对账单)."""

    kind: LineKind
    order: Number
    amount: Fen
    transaction: Number


class PaymentUnavailable(Declined):
    """The platform did not answer, or nothing that could be read (没有回应)."""

    code = "payment_unavailable"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    sentence = "支付平台现在没有回应，请过一会儿再试。也可以到窗口交现金或者刷卡。"


class PaymentLine(Protocol):
    """The payment platform. A call may raise `PaymentUnavailable`, also after it had effect."""

    @property
    def name(self) -> str:
        """What it is called on screens; a simulator says that it is one."""
        ...

    @property
    def is_simulated(self) -> bool: ...

    def order(self, told: PaymentOrder, *, at: datetime) -> OrderTaken:
        """Take the order down. The same number again changes nothing."""
        ...

    def result(self, number: str, *, at: datetime) -> PaymentResult:
        """How the order stands."""
        ...

    def close(self, number: str, *, at: datetime) -> PaymentResult:
        """Close what was not paid; what was paid stays paid, and the answer says so."""
        ...

    def refund(self, told: RefundOrder, *, at: datetime) -> RefundResult:
        """Give the money of an order back, once."""
        ...

    def statement(self, day: date, *, at: datetime) -> Sequence[StatementLine]:
        """What came and went on a day, whatever we know of it."""
        ...
