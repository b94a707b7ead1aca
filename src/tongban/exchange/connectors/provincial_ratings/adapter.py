"""The real line to the province's system of ratings (省好差评系统接口): our contract as JSON over HTTPS, signed.

The province's own interface is not public; this is the contract that we propose to it, with the field names that
provincial systems use. Where it turns out otherwise, this file is what changes, and nothing else.
"""

from dataclasses import dataclass
from datetime import date, datetime

from tongban.exchange.lines.adapters import HttpEnd

from .contract import COUNT, DELIVER, DayCount
from .ports import RatingMessage, RatingReceipt, RatingsUnavailable


@dataclass(frozen=True, slots=True)
class HttpRatings(HttpEnd):
    """The system at an address; `token` names the city to it and is shown nowhere."""

    called, signed_as, broken = "省好差评系统", "ratings", RatingsUnavailable
    name: str = "甘肃省政务服务好差评系统"

    def deliver(self, message: RatingMessage, *, at: datetime) -> RatingReceipt:
        found: RatingReceipt = self._ask(DELIVER, at, message)
        return found

    def count(self, day: date, *, at: datetime) -> int:
        found: DayCount = self._ask(COUNT, at, named={"day": day.isoformat()})
        return found.count
