"""What crossings need from outside (对方城市): a line to each partner city. `config/wiring.py` binds the lines."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any, Protocol

from tongban.foundation.kernel.errors import Declined

from .rules.letters import Sealed

Raw = Mapping[str, Any]


class PartnerUnavailable(Declined):
    """The partner city did not answer (对方没有回应): what was sent is tried again by itself."""

    code = "partner_unavailable"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    sentence = "对方城市现在没有回应，请稍后再试。已经排队的函会自动重发。"


class PartnerCity(Protocol):
    """The line to a partner city (对方城市接口). Calls may raise `PartnerUnavailable`, also after they had effect."""

    @property
    def code(self) -> str:
        """The division code under which it signs."""
        ...

    @property
    def name(self) -> str:
        """What it is called on screens; a simulator says that it is one."""
        ...

    @property
    def is_simulated(self) -> bool: ...

    def deliver(self, letter: Sealed, *, at: datetime) -> None:
        """Take over a letter; the same letter again has no second effect."""
        ...

    def collect(self, since: datetime, *, at: datetime) -> Sequence[Raw]:
        """Its letters to us, as they come over the line: late, twice, in any order; offered again every time."""
        ...

    def is_genuine(self, letter: Sealed) -> bool:
        """Did this city sign the letter?"""
        ...
