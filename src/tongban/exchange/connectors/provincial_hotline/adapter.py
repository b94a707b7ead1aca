"""The real line to the province's 12345 (省12345热线平台接口): our contract over HTTPS, each call signed.

The province's own interface is not public; where it turns out otherwise than proposed, this file is what changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tongban.exchange.lines.adapters import HttpEnd

from .contract import ORDERS, REPORT, STATUSES
from .ports import HotlineUnavailable, OrderReport, Raw, ReportReceipt


@dataclass(frozen=True, slots=True)
class HttpHotline(HttpEnd):
    """The hotline at an address; `token` names the city to it and is shown nowhere."""

    called, signed_as, broken = "省12345热线平台", "hotline", HotlineUnavailable
    largest = 5_000_000
    name: str = "甘肃省12345热线平台"

    def orders(self, *, at: datetime) -> Sequence[Raw]:
        found: list[Raw] = self._ask(ORDERS, at)
        return found

    def report(self, told: OrderReport, *, at: datetime) -> ReportReceipt:
        found: ReportReceipt = self._ask(REPORT, at, told)
        return found

    def statuses(self, *, at: datetime) -> Mapping[str, str]:
        found: dict[str, str] = self._ask(STATUSES, at)
        return found
