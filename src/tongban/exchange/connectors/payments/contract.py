"""What goes over the line to the payment platform (支付接口约定): sums are fen, and nothing of who pays goes out."""

import msgspec

from tongban.exchange.lines.contract import Call, Number
from tongban.handling.fees.ports import (
    OrderTaken,
    PaymentOrder,
    PaymentResult,
    RefundOrder,
    RefundResult,
    StatementLine,
)


class Closing(msgspec.Struct, frozen=True):
    """Which order is to be closed if it was not paid (关闭订单)."""

    number: Number


ORDER = Call("order", "orders", says=PaymentOrder, answers=OrderTaken)
RESULT = Call("result", "orders/{number}", answers=PaymentResult)
CLOSE = Call("close", "closings", says=Closing, answers=PaymentResult)
REFUND = Call("refund", "refunds", says=RefundOrder, answers=RefundResult)
STATEMENT = Call("statement", "statements/{day}", answers=list[StatementLine])
CALLS = (ORDER, RESULT, CLOSE, REFUND, STATEMENT)
