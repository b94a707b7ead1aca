"""What goes over the line to the provincial item library (省事项库接口约定): records are judged one by one."""

from typing import Any

from tongban.exchange.lines.contract import Call
from tongban.registers.compiling.rules.pushed import PushedItem

from .ports import Delivery, Question, Receipt
from .rules import Record

DELIVER = Call("deliver", "deliveries", says=Delivery, answers=Receipt)
RECORDS = Call("records", "records", answers=list[Any], rows=Record)
PUSHED = Call("pushed", "pushed", answers=list[Any], rows=PushedItem)
ASK = Call("ask", "questions", says=Question, answers=Receipt)
CALLS = (DELIVER, RECORDS, PUSHED, ASK)
