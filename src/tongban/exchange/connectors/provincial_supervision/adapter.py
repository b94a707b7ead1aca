"""The real line to the provincial supervision system (省互联网+监管接口): our contract as JSON, each record signed.

The system's own interface is not public; this is the contract that we propose to it. Where it turns out otherwise,
this file and `rules.py` are what changes, and nothing else.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from tongban.exchange import lines
from tongban.exchange.lines import contract

from .contract import DELIVER
from .ports import FieldFault, SupervisionReceipt, SupervisionRecord, SupervisionUnavailable

LARGEST = 1_000_000
MOST_FAULTS = 500


@dataclass(frozen=True, slots=True)
class HttpSupervision:
    """The system at an address; `token` names the city to it and is shown nowhere."""

    address: str
    token: str = field(repr=False)
    name: str = "省互联网+监管系统"
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "the system is spoken to over HTTPS"

    def deliver(self, record: SupervisionRecord, *, at: datetime) -> SupervisionReceipt:
        terms: Any = {"token": self.token, "signed_as": "supervision", "at": at, "largest": LARGEST}
        try:
            found: SupervisionReceipt = contract.ask(DELIVER, self.address, record, **terms)
        except lines.LineBroken as error:
            raise SupervisionUnavailable(**contract.told(error, "省互联网+监管系统")) from error
        return replace(found, faults=tuple(_kept(each) for each in found.faults[:MOST_FAULTS]))


def _kept(said: FieldFault) -> FieldFault:
    """As much of it as is kept."""
    return FieldFault(said.pointer[:200], said.message[:300] or "没有说明")
