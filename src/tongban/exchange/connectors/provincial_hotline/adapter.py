"""The real line to the province's 12345 (省12345热线平台接口): our contract over HTTPS, each call signed.

The province's own interface is not public; where it turns out otherwise than proposed, this file is what changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tongban.exchange import lines
from tongban.exchange.lines import contract

from .contract import ORDERS, REPORT, STATUSES
from .ports import HotlineUnavailable, OrderReport, Raw, ReportReceipt

LARGEST = 5_000_000


@dataclass(frozen=True, slots=True)
class HttpHotline:
    """The hotline at an address; `token` names the city to it and is shown nowhere."""

    address: str
    token: str = field(repr=False)
    name: str = "甘肃省12345热线平台"
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "the province's hotline is spoken to over HTTPS"

    def orders(self, *, at: datetime) -> Sequence[Raw]:
        found: list[Raw] = self._ask(ORDERS, at)
        return found

    def report(self, told: OrderReport, *, at: datetime) -> ReportReceipt:
        found: ReportReceipt = self._ask(REPORT, at, told)
        return found

    def statuses(self, *, at: datetime) -> Mapping[str, str]:
        found: dict[str, str] = self._ask(STATUSES, at)
        return found

    def _ask(self, what: contract.Call, at: datetime, message: Any = None) -> Any:
        """One call; anything but an answer as agreed is `HotlineUnavailable`."""
        terms: Any = {"token": self.token, "signed_as": "hotline", "at": at, "largest": LARGEST}
        try:
            return contract.ask(what, self.address, message, **terms)
        except lines.LineBroken as error:
            raise HotlineUnavailable(**contract.told(error, "省12345热线平台")) from error
