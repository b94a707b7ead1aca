"""What goes over the line to the credit platform (信用平台接口约定): read by the adapter, published, and tested."""

from tongban.exchange.lines.contract import Call

from .ports import CreditMessage, CreditReceipt

DELIVER = Call("deliver", "messages", says=CreditMessage, answers=CreditReceipt)
CALLS = (DELIVER,)
