"""What every line to another system has (对外线路的共同约定): its name, a receipt, a refusal that is tried again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Protocol

from tongban.exchange.lines.contract import Number
from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.errors import Declined

KEEPERS = frozenset({Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.SYSTEM})
"""Who looks after what goes over the lines (管线路的)."""


class OtherSystem(Protocol):
    """The other end of a line (对接的系统); a call may be lost also after it had effect."""

    @property
    def name(self) -> str:
        """What it is called on screens; a simulator says that it is one."""
        ...

    @property
    def is_simulated(self) -> bool: ...


class HandingSystem(OtherSystem, Protocol):
    """One that hands things to the city, and is told how each of them stands."""

    def statuses(self, *, at: datetime) -> Mapping[str, str]:
        """How each of them stands there (对账): number and status."""
        ...


class SystemUnavailable(Declined):
    """The system did not answer, or nothing that could be read (没有回应): it is tried again by itself."""

    code = "system_unavailable"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    sentence = "对方系统现在没有回应，会自动重试。"


@dataclass(frozen=True, slots=True)
class MessageReceipt:
    """What a system answers to a message (回执); `is_repeat`: it had this message before."""

    message: str
    number: Number
    is_repeat: bool = False
