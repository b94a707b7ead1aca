"""The real line to the credit platform (信用信息共享平台接口): our contract as JSON over HTTPS, each message signed.

The platform's own interface is not public; this is the contract that we propose to it. Where it turns out otherwise,
this file is what changes, and nothing else.
"""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from tongban.exchange import lines

from .ports import CreditMessage, CreditReceipt, CreditUnavailable

LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class HttpPlatform:
    """The platform at an address; `token` names the city to it and is shown nowhere."""

    address: str
    token: str = field(repr=False)
    name: str = "信用信息共享平台"
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "the platform is spoken to over HTTPS"

    def deliver(self, message: CreditMessage, *, at: datetime) -> CreditReceipt:
        plain = asdict(message) | {"happened_at": message.happened_at.isoformat()}
        answer = self._call(plain, at)
        if not isinstance(answer, dict) or not isinstance(answer.get("number"), str):
            raise CreditUnavailable("信用平台的回执读不出来，请稍后再试。")
        return CreditReceipt(str(answer.get("message", "")), answer["number"], bool(answer.get("is_repeat")))

    def _call(self, plain: dict[str, Any], at: datetime) -> Any:
        """One call; anything but a readable answer is `CreditUnavailable`."""
        address = f"{self.address.rstrip('/')}/messages"
        try:
            return lines.call(address, plain, token=self.token, signed_as="credit", at=at, largest=LARGEST)
        except lines.LineBroken as error:
            raise CreditUnavailable(facts={"error": error.kind}) from error
