"""What goes over the line to the provincial supervision system (省互联网+监管接口约定): one call and its types."""

from tongban.exchange.lines.contract import Call

from .ports import SupervisionReceipt, SupervisionRecord

DELIVER = Call("deliver", "records", says=SupervisionRecord, answers=SupervisionReceipt)
CALLS = (DELIVER,)
