"""What the exchange with the province's system of ratings needs (省好差评系统): `config/wiring.py` binds it.

Without a system nothing is sent, and nothing waits in the outbox.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from tongban.exchange.lines.contract import Instant
from tongban.exchange.lines.ports import MessageReceipt, OtherSystem, SystemUnavailable


@dataclass(frozen=True, slots=True)
class RatingMessage:
    """One message (上报信息): the same `number` is the same message; it comes after `follows`, empty for the first.

    `day` is that of the rating, by which both sides count; `content` is plain data of its kind.
    """

    number: str
    kind: str
    follows: str
    day: date
    happened_at: Instant
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RatingReceipt(MessageReceipt):
    """What the system answers (回执); `is_repeat`: it had this message before."""


class RatingsUnavailable(SystemUnavailable):
    """The system did not answer, or nothing that could be read (省好差评系统没有回应): it is tried again by itself."""

    code = "ratings_unavailable"
    sentence = "省好差评系统现在没有回应。已经排队的上报会自动重试。"


class ProvincialRatings(OtherSystem, Protocol):
    """The province's system of ratings. A call may raise `RatingsUnavailable`, also after it had effect."""

    def deliver(self, message: RatingMessage, *, at: datetime) -> RatingReceipt:
        """Take over a message; the same number again has no second effect."""
        ...

    def count(self, day: date, *, at: datetime) -> int:
        """How many messages about ratings of a day it has (对账)."""
        ...
