"""What the exchange with the province's system of rectification needs (省差评整改系统): `config/wiring.py` binds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from tongban.exchange.lines.ports import HandingSystem, MessageReceipt, SystemUnavailable

Raw = Any
"""A task as it came over the line; whether it can be read is found by `rules.read_task`."""


@dataclass(frozen=True, slots=True)
class StatusMessage:
    """How a task stands (办理情况): the same `number` is the same message, after `follows`, empty for the first."""

    number: str
    task: str
    follows: str
    status: str
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StatusReceipt(MessageReceipt):
    """What the system answers (回执); `is_repeat`: it had this message before."""


class RectificationUnavailable(SystemUnavailable):
    """The system did not answer, or nothing that could be read (没有回应): it is tried again by itself."""

    code = "rectification_unavailable"
    sentence = "省差评整改系统现在没有回应，会自动重试。"


class ProvincialRectification(HandingSystem, Protocol):
    """The province's system. A call may raise `RectificationUnavailable`, also after it had effect."""

    def tasks(self, *, at: datetime) -> Sequence[Raw]:
        """What is handed down to the city and not closed, also what was collected before."""
        ...

    def deliver(self, message: StatusMessage, *, at: datetime) -> StatusReceipt:
        """Take over how a task stands; the same number again has no second effect."""
        ...
