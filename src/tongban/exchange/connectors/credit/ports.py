"""What the exchange with the credit platform needs (信用信息共享平台): `config/wiring.py` binds it.

Without a platform nothing is sent, and what was promised meanwhile waits on record, not in the outbox.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from tongban.exchange.lines.contract import Instant
from tongban.exchange.lines.ports import MessageReceipt, OtherSystem, SystemUnavailable


@dataclass(frozen=True, slots=True)
class CreditMessage:
    """One message (报送信息): the same `number` is the same message. `content` is plain data of its kind."""

    number: str
    kind: str
    subject_name: str
    subject_code: str
    agency: str
    case_number: str
    happened_at: Instant
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CreditReceipt(MessageReceipt):
    """What the platform answers (回执); `is_repeat`: it had this message before."""


class CreditUnavailable(SystemUnavailable):
    """The platform did not answer, or nothing that could be read (信用平台没有回应): it is tried again by itself."""

    code = "credit_unavailable"
    sentence = "信用平台现在没有回应。已经排队的报送会自动重试。"


class CreditPlatform(OtherSystem, Protocol):
    """The credit information platform. A call may raise `CreditUnavailable`, also after it had effect."""

    def deliver(self, message: CreditMessage, *, at: datetime) -> CreditReceipt:
        """Take over a message; the same number again has no second effect."""
        ...
