"""What goes over the line to the province's system of rectification (省差评整改接口约定): tasks down, steps up."""

from typing import Any

from tongban.exchange.lines.contract import Call

from .ports import StatusMessage, StatusReceipt
from .rules import TaskOnLine

TASKS = Call("tasks", "tasks", answers=list[Any], rows=TaskOnLine)
DELIVER = Call("deliver", "statuses", says=StatusMessage, answers=StatusReceipt)
STATUSES = Call("statuses", "statuses", answers=dict[str, str])
CALLS = (TASKS, DELIVER, STATUSES)
