"""The real line to a partner city (对方城市接口): our contract as JSON over HTTPS; letters are signed, calls too.

`POST letters` takes one letter over, `GET letters?since=` offers its own. Where a partner's interface turns out
otherwise, this file is what changes, and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import msgspec

from tongban.exchange import lines
from tongban.handling.crossing.ports import PartnerUnavailable, Raw
from tongban.handling.crossing.rules.letters import Sealed

from .signing import is_signed

LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class HttpPartner:
    """A partner city at an address; `public_key` is the agreement's, `token` names us to it and is shown nowhere."""

    code: str
    name: str
    address: str
    token: str = field(repr=False)
    public_key: str
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "a partner city is spoken to over HTTPS"
        assert self.public_key, "an agreement states the partner's public key"

    def deliver(self, letter: Sealed, *, at: datetime) -> None:
        self._call("letters", msgspec.to_builtins(letter), at)

    def collect(self, since: datetime, *, at: datetime) -> Sequence[Raw]:
        found = self._call("letters?" + urlencode({"since": since.isoformat()}), None, at)
        if not isinstance(found, list):
            raise PartnerUnavailable("对方城市的回答读不出来，请稍后再试。")
        return [each if isinstance(each, dict) else {} for each in found]

    def is_genuine(self, letter: Sealed) -> bool:
        return is_signed(letter, self.public_key)

    def _call(self, what: str, plain: Any, at: datetime) -> Any:
        """One call: POST with a body, GET without; anything but a readable answer is `PartnerUnavailable`."""
        address = f"{self.address.rstrip('/')}/{what}"
        try:
            return lines.call(
                address, plain, token=self.token, signed_as=f"partner-city:{what}", at=at, largest=LARGEST
            )
        except lines.LineBroken as error:
            raise PartnerUnavailable(facts={"error": error.kind}) from error
