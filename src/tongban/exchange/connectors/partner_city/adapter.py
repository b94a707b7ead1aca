"""The real line to a partner city (对方城市接口): our contract as JSON over HTTPS; letters are signed, calls too.

`POST letters` takes one letter over, `GET letters?since=` offers its own. Where a partner's interface turns out
otherwise, this file is what changes, and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tongban.exchange import lines
from tongban.exchange.lines import contract
from tongban.handling.crossing.ports import PartnerUnavailable, Raw
from tongban.handling.crossing.rules.letters import Sealed

from .contract import COLLECT, DELIVER
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
        self._ask(DELIVER, at, letter)

    def collect(self, since: datetime, *, at: datetime) -> Sequence[Raw]:
        found: list[Any] = self._ask(COLLECT, at, named={"since": since.isoformat()})
        return [each if isinstance(each, dict) else {} for each in found]

    def is_genuine(self, letter: Sealed) -> bool:
        return is_signed(letter, self.public_key)

    def _ask(
        self, what: contract.Call, at: datetime, letter: Any = None, named: Mapping[str, object] = contract.NOTHING
    ) -> Any:
        """One call; anything but an answer as agreed is `PartnerUnavailable`."""
        signed_as = f"partner-city:{what.path_of(named)}"
        terms: Any = {"token": self.token, "signed_as": signed_as, "at": at, "largest": LARGEST}
        try:
            return contract.ask(what, self.address, letter, **terms, named=named)
        except lines.LineBroken as error:
            raise PartnerUnavailable(**contract.told(error, "对方城市")) from error
