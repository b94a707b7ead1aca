"""The real line to the province's system of rectification (省差评整改系统接口): our contract over HTTPS, signed.

The province's own interface is not public; where it turns out otherwise than proposed, this file is what changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from tongban.exchange import lines

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
        found = self._call("tasks", None, at)
        if not isinstance(found, list):
            raise RectificationUnavailable("省差评整改系统的交办单读不出来，请稍后再试。")
        return found

    def deliver(self, message: StatusMessage, *, at: datetime) -> StatusReceipt:
        answer = self._call("statuses", asdict(message), at)
        if not isinstance(answer, dict) or not isinstance(answer.get("number"), str):
            raise RectificationUnavailable("省差评整改系统的回执读不出来，请稍后再试。")
        return StatusReceipt(str(answer.get("message", "")), answer["number"], bool(answer.get("is_repeat")))

    def statuses(self, *, at: datetime) -> Mapping[str, str]:
        found = self._call("statuses", None, at)
        if not isinstance(found, dict):
            raise RectificationUnavailable("省差评整改系统的对账信息读不出来，请稍后再试。")
        return {str(number): str(status) for number, status in found.items()}

    def _call(self, path: str, plain: dict[str, Any] | None, at: datetime) -> Any:
        """One call; anything but a readable answer is `RectificationUnavailable`."""
        address = f"{self.address.rstrip('/')}/{path}"
        try:
            return lines.call(address, plain, token=self.token, signed_as="rectification", at=at, largest=LARGEST)
        except lines.LineBroken as error:
            raise RectificationUnavailable(facts={"error": error.kind}) from error
