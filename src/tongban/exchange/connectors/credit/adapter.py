"""The real line to the credit platform (信用信息共享平台接口): our contract as JSON over HTTPS, each message signed.

The platform's own interface is not public; this is the contract that we propose to it. Where it turns out otherwise,
this file is what changes, and nothing else.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tongban.exchange import lines
from tongban.exchange.lines import contract

from .contract import DELIVER
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
        terms: Any = {"token": self.token, "signed_as": "credit", "at": at, "largest": LARGEST}
        try:
            found: CreditReceipt = contract.ask(DELIVER, self.address, message, **terms)
        except lines.LineBroken as error:
            raise CreditUnavailable(**contract.told(error, "信用平台")) from error
        return found
