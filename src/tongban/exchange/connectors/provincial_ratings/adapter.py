"""The real line to the province's system of ratings (省好差评系统接口): our contract as JSON over HTTPS, signed.

The province's own interface is not public; this is the contract that we propose to it, with the field names that
provincial systems use. Where it turns out otherwise, this file is what changes, and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tongban.exchange import lines
from tongban.exchange.lines import contract

from .contract import COUNT, DELIVER, DayCount
from .ports import RatingMessage, RatingReceipt, RatingsUnavailable

LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class HttpRatings:
    """The system at an address; `token` names the city to it and is shown nowhere."""

    address: str
    token: str = field(repr=False)
    name: str = "甘肃省政务服务好差评系统"
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "the system is spoken to over HTTPS"

    def deliver(self, message: RatingMessage, *, at: datetime) -> RatingReceipt:
        found: RatingReceipt = self._ask(DELIVER, at, message)
        return found

    def count(self, day: date, *, at: datetime) -> int:
        found: DayCount = self._ask(COUNT, at, named={"day": day.isoformat()})
        return found.count

    def _ask(
        self, what: contract.Call, at: datetime, message: Any = None, named: Mapping[str, object] = contract.NOTHING
    ) -> Any:
        """One call; anything but an answer as agreed is `RatingsUnavailable`."""
        terms: Any = {"token": self.token, "signed_as": "ratings", "at": at, "largest": LARGEST}
        try:
            return contract.ask(what, self.address, message, **terms, named=named)
        except lines.LineBroken as error:
            raise RatingsUnavailable(**contract.told(error, "省好差评系统")) from error
