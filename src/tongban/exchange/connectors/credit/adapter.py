"""The real line to the credit platform (信用信息共享平台接口): our contract as JSON over HTTPS, each message signed.

The platform's own interface is not public; this is the contract that we propose to it. Where it turns out otherwise,
this file is what changes, and nothing else.
"""

from dataclasses import dataclass
from datetime import datetime

from tongban.exchange.lines.adapters import HttpEnd

from .contract import DELIVER
from .ports import CreditMessage, CreditReceipt, CreditUnavailable


@dataclass(frozen=True, slots=True)
class HttpPlatform(HttpEnd):
    """The platform at an address; `token` names the city to it and is shown nowhere."""

    called, signed_as, broken = "信用平台", "credit", CreditUnavailable
    name: str = "信用信息共享平台"

    def deliver(self, message: CreditMessage, *, at: datetime) -> CreditReceipt:
        found: CreditReceipt = self._ask(DELIVER, at, message)
        return found
