"""What the exchange with the provincial supervision system needs (省互联网+监管): `config/wiring.py` binds it.

Without a system nothing is sent: what happens meanwhile waits in the city's own records, not in the outbox.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from tongban.exchange.lines.contract import Instant
from tongban.exchange.lines.ports import OtherSystem, SystemUnavailable


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one field (数据项错误): where, and what to do."""

    pointer: str
    message: str


@dataclass(frozen=True, slots=True)
class SupervisionRecord:
    """One record (监管数据): the same `number` is the same record. `content` is plain data of its kind."""

    number: str
    kind: str
    happened_at: Instant
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SupervisionReceipt:
    """What the province answers (回执): taken over, or rejected with what is wrong, field by field."""

    record: str
    number: str
    faults: tuple[FieldFault, ...] = ()
    is_repeat: bool = False


class SupervisionUnavailable(SystemUnavailable):
    """The province did not answer, or nothing that could be read (省监管系统没有回应): it is tried again by itself."""

    code = "provincial_supervision_unavailable"
    sentence = "省互联网+监管系统现在没有回应。已经排队的数据会自动重试。"


class SupervisionSystem(OtherSystem, Protocol):
    """The provincial system. A call may raise `SupervisionUnavailable`, also after it had effect."""

    def deliver(self, record: SupervisionRecord, *, at: datetime) -> SupervisionReceipt:
        """Take over a record, or say what is wrong with it; the same number again has no second effect."""
        ...
