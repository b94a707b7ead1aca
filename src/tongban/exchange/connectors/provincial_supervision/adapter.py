"""The real line to the provincial supervision system (省互联网+监管接口): our contract as JSON, each record signed.

The system's own interface is not public; this is the contract that we propose to it. Where it turns out otherwise,
this file and `rules.py` are what changes, and nothing else.
"""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from tongban.exchange import lines

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
        answer = self._call(asdict(record) | {"happened_at": record.happened_at.isoformat()}, at)
        if not isinstance(answer, dict) or not isinstance(answer.get("number"), str):
            raise SupervisionUnavailable("省互联网+监管系统的回执读不出来，请稍后再试。")
        found = answer.get("faults") or []
        faults = tuple(_fault(each) for each in found[:MOST_FAULTS]) if isinstance(found, list) else ()
        return SupervisionReceipt(
            str(answer.get("record", "")), answer["number"], faults, bool(answer.get("is_repeat"))
        )

    def _call(self, plain: dict[str, Any], at: datetime) -> Any:
        """One call; anything but a readable answer is `SupervisionUnavailable`."""
        address = f"{self.address.rstrip('/')}/records"
        try:
            return lines.call(address, plain, token=self.token, signed_as="supervision", at=at, largest=LARGEST)
        except lines.LineBroken as error:
            raise SupervisionUnavailable(facts={"error": error.kind}) from error


def _fault(said: Any) -> FieldFault:
    plain = said if isinstance(said, dict) else {}
    return FieldFault(str(plain.get("pointer", ""))[:200], str(plain.get("message", "没有说明"))[:300])
