"""Every simulator, as bad as a test of all lines wants it, and what it answers as it goes over a line."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from yaml import safe_load

from tongban.exchange.connectors.credit.simulator import Simulator as SimulatedPlatform
from tongban.exchange.connectors.foreign_codes.rules import ForeignKind
from tongban.exchange.connectors.foreign_codes.simulator import SAMPLES as CARDS
from tongban.exchange.connectors.foreign_codes.simulator import Fault as CodeFault
from tongban.exchange.connectors.foreign_codes.simulator import Simulator as SimulatedIssuer
from tongban.exchange.connectors.foreign_codes.simulator import shown_code
from tongban.exchange.connectors.foreign_licenses.simulator import Faults as RegisterFaults
from tongban.exchange.connectors.foreign_licenses.simulator import SimulatedRegister
from tongban.exchange.connectors.outside_bodies.simulator import Faults as BodyFaults
from tongban.exchange.connectors.outside_bodies.simulator import SimulatedBody
from tongban.exchange.connectors.partner_city.simulator import Faults as CityFaults
from tongban.exchange.connectors.partner_city.simulator import SimulatedCity
from tongban.exchange.connectors.payments.simulator import Simulator as SimulatedPayments
from tongban.exchange.connectors.payments.simulator import pay as pay_order
from tongban.exchange.connectors.post.simulator import Simulator as SimulatedPost
from tongban.exchange.connectors.provincial_catalogue.simulator import Faults as LibraryFaults
from tongban.exchange.connectors.provincial_catalogue.simulator import Simulator as SimulatedLibrary
from tongban.exchange.connectors.provincial_code.simulator import CodeFaults
from tongban.exchange.connectors.provincial_code.simulator import Simulator as SimulatedCodes
from tongban.exchange.connectors.provincial_data.simulator import DataFaults
from tongban.exchange.connectors.provincial_data.simulator import SimulatedPlatform as SimulatedData
from tongban.exchange.connectors.provincial_hotline.simulator import Simulator as SimulatedHotline
from tongban.exchange.connectors.provincial_hotline.simulator import hand_over
from tongban.exchange.connectors.provincial_ratings.simulator import Simulator as SimulatedRatings
from tongban.exchange.connectors.provincial_rectification.simulator import Simulator as SimulatedTasks
from tongban.exchange.connectors.provincial_rectification.simulator import hand_down
from tongban.exchange.connectors.provincial_supervision.simulator import Simulator as SimulatedSupervision
from tongban.exchange.connectors.tax_office.contract import ReportOnLine
from tongban.exchange.connectors.tax_office.simulator import SimulatedTaxOffice, TaxFaults, pay
from tongban.exchange.lines.contract import Call, written
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.actors import SYSTEM
from tongban.handling.bundles.rules.reports import EventReport
from tongban.handling.crossing.partners import agreement
from tongban.handling.crossing.tests.stories import CITY
from tongban.handling.fees.ports import PaymentOrder
from tongban.registers.licenses.rules.foreign import read_partners

from .contracts import AT, LATER, MESSAGES, QUESTIONS

LICENSES = safe_load((settings.CITY / "license_partners.yaml").read_bytes())["partners"]
CASE, PAYER = "62020020260000017", "620201199003070017"
END = dict[str, float]


def _line(faults: END) -> LineFaults:
    return LineFaults(**_renamed(faults, "bad_receipts"))  # type: ignore[arg-type]


def _renamed(faults: END, name: str) -> dict[str, Any]:
    return {name if key == "bad" else key: each for key, each in faults.items()}


def _register(faults: END) -> SimulatedRegister:
    [partner] = read_partners(LICENSES).values()
    return SimulatedRegister(partner, LICENSES[0]["samples"], RegisterFaults(**_renamed(faults, "bad_data")))


def _tax_office(faults: END) -> SimulatedTaxOffice:
    told = _renamed(faults, "bad_data")
    return SimulatedTaxOffice(TaxFaults(**told | {"delay": timedelta(days=1 if told.get("delay") else 0)}))


SIMULATORS: Mapping[str, Callable[[END], Any]] = {
    "credit": lambda faults: SimulatedPlatform(_line(faults)),
    "foreign_licenses": _register,
    "outside_bodies": lambda faults: SimulatedBody(
        "account_opened", faults=BodyFaults(**_renamed(faults, "bad_data")), takes=timedelta()
    ),
    "partner_city": lambda faults: SimulatedCity(agreement(CITY), CityFaults(**_renamed(faults, "bad_data"))),
    "payments": lambda faults: SimulatedPayments(_line(faults)),
    "post": lambda faults: SimulatedPost(_line(faults)),
    "provincial_catalogue": lambda faults: SimulatedLibrary(LibraryFaults(**_renamed(faults, "bad_records"))),
    "provincial_code": lambda faults: SimulatedCodes(CodeFaults(**_renamed(faults, "bad_data"))),
    "provincial_data": lambda faults: SimulatedData(DataFaults(**_renamed(faults, "bad_rows"))),
    "provincial_hotline": lambda faults: SimulatedHotline(_line(faults)),
    "provincial_ratings": lambda faults: SimulatedRatings(_line(faults)),
    "provincial_rectification": lambda faults: SimulatedTasks(_line(faults)),
    "provincial_supervision": lambda faults: SimulatedSupervision(_line(faults)),
    "tax_office": _tax_office,
}
"""A simulator by the shares of its faults: loss, delay, duplicates, and `bad` for answers that are no good."""


def prepared() -> None:
    """Something for each simulator to tell: a tax paid, a task handed down."""
    pay(CASE, amount=100, by=SYSTEM, at=AT - timedelta(hours=1))
    hand_down("T-1", at=AT)
    hand_over("GS-1", at=AT)
    SimulatedPayments().order(PaymentOrder("62-9-1", 2000, "工本费", LATER, "", ""), at=AT)
    pay_order("62-9-1", at=AT)


def said_by(key: str, call: Call, end: Any) -> Any:
    """What a simulator answers to a call, as it goes over the line."""
    if key == "provincial_code" and call.act == "recognise":
        found = end.recognise(end.give("a1", at=AT), purpose="核对", verifier="样例窗口", at=AT)
        return {"request": "1", **written(found)}
    if key == "foreign_licenses":
        return written(end.ask(str(LICENSES[0]["samples"][0]["identifier"]), "nonce", at=AT))
    asked = QUESTIONS.get((key, call.act))
    answer = asked(end) if asked is not None else getattr(end, call.act)(MESSAGES[key, call.act], at=AT)
    if call.act == "count":
        return {"count": answer}
    if call.act == "reports":
        return {"reports": [written(ReportOnLine.of(each)) for each in answer if isinstance(each, EventReport)]}
    return written(list(answer) if call.rows is not None else answer)


def card_said(fault: CodeFault) -> Any:
    """What the simulated issuer of cards answers to a code that carries this fault."""
    kind = ForeignKind.HEALTH_CARD
    code = shown_code(kind, next(iter(CARDS.values())), fault=fault, at=AT)
    return written(SimulatedIssuer(kind).holder_of(code, number="n1", at=AT))
