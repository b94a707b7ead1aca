"""What a case costs, and paying it online (费用、付款单); sums are whole numbers of fen."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from .asked import Page, Sent
from .told import Told


class FeesAsked(Page):
    """A page of the charges of a case, the newest first."""


class PaymentSent(Sent):
    charge: Annotated[UUID, Field(description="付哪一张收费单：费用列表里的 code")]


class ReceiptTold(Told):
    number: str
    pdf: str
    is_void: bool


class MoneyTold(Told):
    kind: str
    kind_label: str
    way: str
    way_label: str
    amount: int
    at: datetime


class PaymentTold(Told):
    code: str
    number: str
    case_number: str
    charge: str
    fee: str
    amount: int
    status: str
    status_label: str
    opened_at: datetime
    expires_at: datetime
    pay_at: str
    paid_at: datetime | None
    refund_reason: str
    refunded_at: datetime | None
    receipt: ReceiptTold | None


class ChargeTold(Told):
    code: str
    fee: str
    standard: str
    basis: str
    words: str
    amount: int
    status: str
    status_label: str
    charged_at: datetime
    may_pay_online: bool
    moved: list[MoneyTold]
    receipt: ReceiptTold | None
    payment: PaymentTold | None


class Fees(Told):
    results: list[ChargeTold]
    next: str | None
    owed: int
    paid: int
