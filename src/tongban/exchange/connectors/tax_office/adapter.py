"""The real line to the tax system (税务系统接口): our contract as JSON over HTTPS, each question signed by us.

The tax system's own interface is not public; this is the contract that we propose to it. Where it turns out otherwise,
this file is what changes, and nothing else. Each report is signed by the tax system, and judged like any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tongban.exchange import lines
from tongban.handling.bundles.ports import SourceUnavailable
from tongban.handling.bundles.rules.reports import EventReport

LARGEST = 200_000
MOST = 50
LONGEST = 200


@dataclass(frozen=True, slots=True)
class HttpTaxOffice:
    """The tax system at an address; `token` names the city to it and is shown nowhere."""

    address: str
    token: str = field(repr=False)
    public_key: str
    name: str = "税务系统"
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "the tax system is spoken to over HTTPS"

    def reports(self, case_number: str, payer_code: str, *, at: datetime) -> Sequence[EventReport]:
        """Its reports on this case; anything but readable ones is `SourceUnavailable`."""
        asked = {"case": case_number, "payer": payer_code}
        address = f"{self.address.rstrip('/')}/reports"
        try:
            answer = lines.call(address, asked, token=self.token, signed_as="tax", at=at, largest=LARGEST)
            return [_report(each) for each in answer["reports"][:MOST]]
        except lines.LineBroken as error:
            raise SourceUnavailable(facts={"error": error.kind}) from error
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise SourceUnavailable(facts={"error": "unreadable"}) from error


def _report(plain: dict[str, Any]) -> EventReport:
    happened_at = datetime.fromisoformat(str(plain["at"]))
    if happened_at.tzinfo is None:
        raise ValueError("a time without its zone")
    texts = {name: str(plain[name])[:LONGEST] for name in ("number", "case", "payer", "outcome", "signature")}
    if "\x00" in "".join(texts.values()):
        raise ValueError("what cannot be kept")
    return EventReport(
        number=texts["number"],
        case_number=texts["case"],
        payer_code=texts["payer"],
        outcome=texts["outcome"],
        amount=int(plain["amount"]),
        happened_at=happened_at,
        signature=texts["signature"],
    )
