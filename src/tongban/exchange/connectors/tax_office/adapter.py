"""The real line to the tax system (税务系统接口): our contract as JSON over HTTPS, each question signed by us.

The tax system's own interface is not public; this is the contract that we propose to it. Where it turns out otherwise,
this file is what changes, and nothing else. Each report is signed by the tax system, and judged like any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tongban.exchange import lines
from tongban.exchange.lines import contract
from tongban.handling.bundles.ports import SourceUnavailable
from tongban.handling.bundles.rules.reports import EventReport

from .contract import MOST, REPORTS, EventAnswer, EventQuestion

LARGEST = 200_000
THEN = "过几分钟会自动再查，不用申请人跑去开证明。"


@dataclass(frozen=True, slots=True)
class HttpTaxOffice:
    """The tax system at an address; `token` names the city to it and is shown nowhere."""

    address: str
    token: str = field(repr=False)
    public_key: str
    name: str = "税务系统"
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "the tax system is spoken to over HTTPS"

    def reports(self, case_number: str, payer_code: str, *, at: datetime) -> Sequence[EventReport]:
        """Its reports on this case; anything but readable ones is `SourceUnavailable`."""
        terms: Any = {"token": self.token, "signed_as": "tax", "at": at, "largest": LARGEST}
        try:
            found: EventAnswer = contract.ask(REPORTS, self.address, EventQuestion(case_number, payer_code), **terms)
        except lines.LineBroken as error:
            raise SourceUnavailable(**contract.told(error, self.name, then=THEN)) from error
        return [each.as_report() for each in found.reports[:MOST]]
