"""What goes over the line to the province's 12345 (省12345接口约定): orders down, how each stands up."""

from typing import Any

from tongban.exchange.lines.contract import Call

from .ports import OrderReport, ReportReceipt
from .rules import OrderOnLine

ORDERS = Call("orders", "orders", answers=list[Any], rows=OrderOnLine)
REPORT = Call("report", "reports", says=OrderReport, answers=ReportReceipt)
STATUSES = Call("statuses", "statuses", answers=dict[str, str])
CALLS = (ORDERS, REPORT, STATUSES)
