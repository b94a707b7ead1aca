"""The real line to the province's system of rectification (省差评整改系统接口): our contract over HTTPS, signed.

The province's own interface is not public; where it turns out otherwise than proposed, this file is what changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tongban.exchange import lines
from tongban.exchange.lines import contract

from .contract import DELIVER, STATUSES, TASKS
from .ports import Raw, RectificationUnavailable, StatusMessage, StatusReceipt

LARGEST = 5_000_000


@dataclass(frozen=True, slots=True)
class HttpRectification:
    """The system at an address; `token` names the city to it and is shown nowhere."""

    address: str
    token: str = field(repr=False)
    name: str = "甘肃省政务服务差评整改系统"
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "the system is spoken to over HTTPS"

    def tasks(self, *, at: datetime) -> Sequence[Raw]:
        found: list[Raw] = self._ask(TASKS, at)
        return found

    def deliver(self, message: StatusMessage, *, at: datetime) -> StatusReceipt:
        found: StatusReceipt = self._ask(DELIVER, at, message)
        return found

    def statuses(self, *, at: datetime) -> Mapping[str, str]:
        found: dict[str, str] = self._ask(STATUSES, at)
        return found

    def _ask(self, what: contract.Call, at: datetime, message: Any = None) -> Any:
        """One call; anything but an answer as agreed is `RectificationUnavailable`."""
        terms: Any = {"token": self.token, "signed_as": "rectification", "at": at, "largest": LARGEST}
        try:
            return contract.ask(what, self.address, message, **terms)
        except lines.LineBroken as error:
            raise RectificationUnavailable(**contract.told(error, "省差评整改系统")) from error
