"""The real line to another register of licences (外地证照核验接口): our contract as JSON over HTTPS.

`POST verify` takes an identifier and a nonce, and gives a signed statement. Where a partner's interface turns out
otherwise, this file is what changes, and nothing else.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tongban.exchange import lines
from tongban.exchange.lines import contract
from tongban.registers.licenses.ports import LineDown
from tongban.registers.licenses.rules.foreign import Answer

from .contract import VERIFY, LicenseQuestion

LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class HttpLicenseLine:
    """A partner's register at an address; `token` names us to it and is shown nowhere."""

    code: str
    name: str
    address: str
    token: str = field(repr=False)
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "another register is spoken to over HTTPS"

    def ask(self, identifier: str, nonce: str, *, at: datetime) -> Answer:
        """One call; anything but an answer as agreed is `LineDown`."""
        terms: Any = {"token": self.token, "signed_as": "foreign-license", "at": at, "largest": LARGEST}
        asked = LicenseQuestion(identifier, nonce)
        try:
            found: Answer = contract.ask(VERIFY, self.address, asked, **terms, within=lines.AT_A_WINDOW)
        except lines.LineBroken as error:
            raise LineDown(**contract.told(error, "颁发地", then="请过几分钟再查一次。")) from error
        return found
