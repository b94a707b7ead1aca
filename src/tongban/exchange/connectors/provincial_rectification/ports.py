"""What the exchange with the province's system of rectification needs (省差评整改系统): `config/wiring.py` binds it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Protocol

from tongban.exchange.lines.contract import Number
from tongban.foundation.kernel.errors import Declined

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
class StatusReceipt:
    """What the system answers (回执); `is_repeat`: it had this message before."""

    message: str
    number: Number
    is_repeat: bool = False


class RectificationUnavailable(Declined):
    """The system did not answer, or nothing that could be read (没有回应): it is tried again by itself."""

    code = "rectification_unavailable"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    sentence = "省差评整改系统现在没有回应，会自动重试。"


class ProvincialRectification(Protocol):
    """The province's system. A call may raise `RectificationUnavailable`, also after it had effect."""

    @property
    def name(self) -> str:
        """What it is called on screens; a simulator says that it is one."""
        ...

    @property
    def is_simulated(self) -> bool: ...

    def tasks(self, *, at: datetime) -> Sequence[Raw]:
        """What is handed down to the city and not closed, also what was collected before."""
        ...

    def deliver(self, message: StatusMessage, *, at: datetime) -> StatusReceipt:
        """Take over how a task stands; the same number again has no second effect."""
        ...

    def statuses(self, *, at: datetime) -> Mapping[str, str]:
        """How each of the city's tasks stands there (对账): number and status."""
        ...
