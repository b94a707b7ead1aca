"""The real line to the province's system of rectification (省差评整改系统接口): our contract over HTTPS, signed.

The province's own interface is not public; where it turns out otherwise than proposed, this file is what changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tongban.exchange.lines.adapters import HttpEnd

from .contract import DELIVER, STATUSES, TASKS
from .ports import Raw, RectificationUnavailable, StatusMessage, StatusReceipt


@dataclass(frozen=True, slots=True)
class HttpRectification(HttpEnd):
    """The system at an address; `token` names the city to it and is shown nowhere."""

    called, signed_as, broken = "省差评整改系统", "rectification", RectificationUnavailable
    largest = 5_000_000
    name: str = "甘肃省政务服务差评整改系统"

    def tasks(self, *, at: datetime) -> Sequence[Raw]:
        found: list[Raw] = self._ask(TASKS, at)
        return found

    def deliver(self, message: StatusMessage, *, at: datetime) -> StatusReceipt:
        found: StatusReceipt = self._ask(DELIVER, at, message)
        return found

    def statuses(self, *, at: datetime) -> Mapping[str, str]:
        found: dict[str, str] = self._ask(STATUSES, at)
        return found
