"""The real lines to the issuers of codes (互通码签发方接口): our contract as JSON over HTTPS, each question signed.

Their own interfaces are not public; this is the contract that we propose to them. Where it turns out otherwise, this
file is what changes, and nothing else.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tongban.exchange import lines
from tongban.exchange.lines import contract

from .contract import HOLDER, HolderQuestion
from .ports import ForeignRefused, ForeignUnavailable, Holder
from .rules import ForeignKind

LARGEST = 10_000
THEN = "请对方亮本市的码，或者出示证件。"


@dataclass(frozen=True, slots=True)
class HttpIssuer:
    """An issuer at an address; `token` names the city to it and is shown nowhere."""

    kind: ForeignKind
    address: str
    token: str = field(repr=False)
    timeout: float = lines.AT_A_WINDOW
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "an issuer is spoken to over HTTPS"

    def holder_of(self, code: str, *, number: str, at: datetime) -> Holder:
        """One question; a refusal is `ForeignRefused`, anything but an answer as agreed `ForeignUnavailable`."""
        asked = HolderQuestion(self.kind, code, number)
        terms: Any = {"token": self.token, "signed_as": "foreign-code", "at": at, "largest": LARGEST}
        try:
            found: Holder = contract.ask(HOLDER, self.address, asked, **terms, within=self.timeout)
        except lines.LineBroken as error:
            if error.status in HOLDER.refuses:
                raise ForeignRefused() from error
            raise ForeignUnavailable(**contract.told(error, "签发方", then=THEN)) from error
        return found
