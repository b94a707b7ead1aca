"""What joint handling needs from outside: who reports the events that results wait for, such as tax paid (完税)."""

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Protocol

from tongban.foundation.kernel.errors import Declined

from .rules.reports import EventReport


class SourceUnavailable(Declined):
    """The system did not answer, or nothing that could be read (对方系统没有回应): it is asked again by itself."""

    code = "source_unavailable"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    sentence = "对方系统现在没有回应，过几分钟会自动再查，不用申请人跑去开证明。"


class EventSource(Protocol):
    """A system that reports events (前置信息来源), such as the tax system. A call may raise `SourceUnavailable`."""

    @property
    def name(self) -> str:
        """What it is called on screens; a simulator says that it is one."""
        ...

    @property
    def is_simulated(self) -> bool: ...

    @property
    def public_key(self) -> str:
        """Its Ed25519 key in hex: what it did not sign, it did not say."""
        ...

    def reports(self, case_number: str, payer_code: str, *, at: datetime) -> Sequence[EventReport]:
        """What it has to say about this case so far; the same report may come many times, and in any order."""
        ...
