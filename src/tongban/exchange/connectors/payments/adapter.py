"""The real line to the payment platform (非税和支付平台接口): our contract over HTTPS, each call signed.

The treasury's own interface is not public; where it turns out otherwise than proposed, this file is what changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tongban.exchange import lines
from tongban.exchange.lines import contract
from tongban.handling.fees.ports import (
    OrderTaken,
    PaymentOrder,
    PaymentResult,
    PaymentUnavailable,
    RefundOrder,
    RefundResult,
    StatementLine,
)

from .contract import CLOSE, ORDER, REFUND, RESULT, STATEMENT, Closing

LARGEST = 5_000_000


@dataclass(frozen=True, slots=True)
class HttpPayments:
    """The platform at an address; `token` names the city to it and is shown nowhere."""

    address: str
    token: str = field(repr=False)
    name: str = "非税和支付平台"
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "the payment platform is spoken to over HTTPS"

    def order(self, told: PaymentOrder, *, at: datetime) -> OrderTaken:
        taken: OrderTaken = self._ask(ORDER, at, told, within=lines.AT_A_WINDOW)
        if not lines.is_safe(taken.pay_at):
            raise PaymentUnavailable("支付平台给的付款地址不安全，没有采用。", facts={"error": "unsafe"})
        return taken

    def result(self, number: str, *, at: datetime) -> PaymentResult:
        found: PaymentResult = self._ask(RESULT, at, named={"number": number}, within=lines.AT_A_WINDOW)
        return found

    def close(self, number: str, *, at: datetime) -> PaymentResult:
        found: PaymentResult = self._ask(CLOSE, at, Closing(number))
        return found

    def refund(self, told: RefundOrder, *, at: datetime) -> RefundResult:
        found: RefundResult = self._ask(REFUND, at, told)
        return found

    def statement(self, day: date, *, at: datetime) -> Sequence[StatementLine]:
        found: list[StatementLine] = self._ask(STATEMENT, at, named={"day": day})
        return found

    def _ask(
        self,
        what: contract.Call,
        at: datetime,
        message: Any = None,
        *,
        within: float = lines.PATIENT,
        named: Any = contract.NOTHING,
    ) -> Any:
        """One call; anything but an answer as agreed is `PaymentUnavailable`."""
        terms: Any = {"token": self.token, "signed_as": "payments", "at": at, "largest": LARGEST, "within": within}
        try:
            return contract.ask(what, self.address, message, named=named, **terms)
        except lines.LineBroken as error:
            raise PaymentUnavailable(**contract.told(error, "支付平台")) from error
