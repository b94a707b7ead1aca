"""The real line to the provincial supervision system (省互联网+监管接口): our contract as JSON, each record signed.

The system's own interface is not public; this is the contract that we propose to it. Where it turns out otherwise,
this file and `rules.py` are what changes, and nothing else.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from tongban.exchange.lines.adapters import HttpEnd

from .contract import DELIVER
from .ports import FieldFault, SupervisionReceipt, SupervisionRecord, SupervisionUnavailable

MOST_FAULTS = 500


@dataclass(frozen=True, slots=True)
class HttpSupervision(HttpEnd):
    """The system at an address; `token` names the city to it and is shown nowhere."""

    called, signed_as, broken = "省互联网+监管系统", "supervision", SupervisionUnavailable
    name: str = "省互联网+监管系统"

    def deliver(self, record: SupervisionRecord, *, at: datetime) -> SupervisionReceipt:
        found: SupervisionReceipt = self._ask(DELIVER, at, record)
        return replace(found, faults=tuple(_kept(each) for each in found.faults[:MOST_FAULTS]))


def _kept(said: FieldFault) -> FieldFault:
    """As much of it as is kept."""
    return FieldFault(said.pointer[:200], said.message[:300] or "没有说明")
