"""What the tests of all lines need (接口约定的检验): examples made from a schema, and another end over HTTP."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import msgspec

from tongban.exchange.connectors.credit.adapter import HttpPlatform
from tongban.exchange.connectors.credit.ports import CreditMessage
from tongban.exchange.connectors.foreign_codes.adapter import HttpIssuer
from tongban.exchange.connectors.foreign_codes.rules import ForeignKind
from tongban.exchange.connectors.foreign_licenses.adapter import HttpLicenseLine
from tongban.exchange.connectors.partner_city.adapter import HttpPartner
from tongban.exchange.connectors.payments.adapter import HttpPayments
from tongban.exchange.connectors.post.adapter import HttpPost
from tongban.exchange.connectors.provincial_catalogue.adapter import HttpLibrary
from tongban.exchange.connectors.provincial_catalogue.ports import Delivery, Question
from tongban.exchange.connectors.provincial_code.adapter import HttpProvincialCodes
from tongban.exchange.connectors.provincial_code.contract import CodeAnswer
from tongban.exchange.connectors.provincial_code.ports import PlateNotice
from tongban.exchange.connectors.provincial_code.rules import PREFIX
from tongban.exchange.connectors.provincial_data.adapter import HttpPlatform as HttpDataPlatform
from tongban.exchange.connectors.provincial_hotline.adapter import HttpHotline
from tongban.exchange.connectors.provincial_hotline.ports import OrderReport
from tongban.exchange.connectors.provincial_ratings.adapter import HttpRatings
from tongban.exchange.connectors.provincial_ratings.ports import RatingMessage
from tongban.exchange.connectors.provincial_rectification.adapter import HttpRectification
from tongban.exchange.connectors.provincial_rectification.ports import StatusMessage
from tongban.exchange.connectors.provincial_supervision.adapter import HttpSupervision
from tongban.exchange.connectors.provincial_supervision.ports import SupervisionRecord
from tongban.exchange.connectors.tax_office.adapter import HttpTaxOffice
from tongban.exchange.lines.contract import Call, Unreadable, understood
from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.crossing.rules.letters import Sealed
from tongban.handling.fees.ports import OrderTaken, PaymentOrder, RefundOrder
from tongban.handling.posting.ports import PostOrder

AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
PARCEL = "MN000000001CN"
LATER = AT + timedelta(minutes=30)
DAY = date(2026, 11, 23)
FORMATS = {"date": "2026-11-23", "date-time": "2026-11-23T10:00:00+08:00"}
FOUND = {
    "code": "11620200MB1234567X300013102400001",
    "name": "食品经营许可（新办）",
    "agency": "市市场监督管理局",
    "subject_name": "明月餐饮",
    "subject_code": "91620200MA7D0001X9",
    "result": "to_mend",
    "found_on": "2026-11-20",
    "words": "后厨没有分色刀具，责令改正。",
}

ADAPTERS: Mapping[str, Callable[[str], Any]] = {
    "credit": lambda address: HttpPlatform(address, "t"),
    "foreign_codes": lambda address: HttpIssuer(ForeignKind.HEALTH_CARD, address, "t"),
    "foreign_licenses": lambda address: HttpLicenseLine("990100", "样例市", address, "t"),
    "outside_bodies": lambda address: HttpTaxOffice(address, "t", "00", "样例银行"),
    "payments": lambda address: HttpPayments(address, "t"),
    "post": lambda address: HttpPost(address, "t"),
    "partner_city": lambda address: HttpPartner("990100", "样例市", address, "t", "00"),
    "provincial_catalogue": lambda address: HttpLibrary(address, "t"),
    "provincial_code": lambda address: HttpProvincialCodes(address, "t"),
    "provincial_data": lambda address: HttpDataPlatform(address, "t"),
    "provincial_hotline": lambda address: HttpHotline(address, "t"),
    "provincial_ratings": lambda address: HttpRatings(address, "t"),
    "provincial_rectification": lambda address: HttpRectification(address, "t"),
    "provincial_supervision": lambda address: HttpSupervision(address, "t"),
    "tax_office": lambda address: HttpTaxOffice(address, "t", "00"),
}
MESSAGES: Mapping[tuple[str, str], Any] = {
    ("credit", "deliver"): CreditMessage("CR-1", "promise", "样例公司", "91620200MA0000YL0X", "样例局", "", AT, {}),
    ("partner_city", "deliver"): Sealed("{}", "00"),
    ("payments", "order"): PaymentOrder("62-1-1", 2000, "工本费", LATER, "https://city.example/a", ""),
    ("payments", "refund"): RefundOrder("62-9-1-R", "62-9-1", 2000, "不用办了"),
    ("post", "order"): PostOrder("JS1", "样例人", "13993700005", "样例路1号", "样例局", "样例证"),
    ("provincial_catalogue", "deliver"): Delivery("B1", "1" * 31, "0" * 12, "样例", "license", 1, "on", DAY, "a", {}),
    ("provincial_catalogue", "ask"): Question("1" * 31, "missing_here", "请核对"),
    ("provincial_code", "file"): PlateNotice("DP-1", "TB1", "样例路1号", "620201", is_hanging=True),
    ("provincial_hotline", "report"): OrderReport("HL-1", "GS-1", "", "taken", AT),
    ("provincial_ratings", "deliver"): RatingMessage("EV-1", "rating", "", DAY, AT, {"satisfaction": 5}),
    ("provincial_rectification", "deliver"): StatusMessage("RT-1", "T-1", "", "open", {}),
    ("provincial_supervision", "deliver"): SupervisionRecord("SV-1", "act", AT, FOUND),
}
"""What is said over a line, where the port takes a message as it is."""
QUESTIONS: Mapping[tuple[str, str], Callable[[Any], Any]] = {
    ("foreign_codes", "holder_of"): lambda end: end.holder_of("CODE", number="n1", at=AT),
    ("foreign_licenses", "ask"): lambda end: end.ask("1.2.156.X", "nonce", at=AT),
    ("outside_bodies", "reports"): lambda end: end.reports("62020020260000017", "620201199003070017", at=AT),
    ("partner_city", "collect"): lambda end: end.collect(AT - timedelta(days=1), at=AT),
    ("payments", "result"): lambda end: end.result("62-9-1", at=AT),
    ("payments", "close"): lambda end: end.close("62-9-1", at=AT),
    ("payments", "statement"): lambda end: end.statement(DAY, at=AT),
    ("post", "events"): lambda end: end.events(PARCEL, at=AT),
    ("provincial_catalogue", "records"): lambda end: end.records(at=AT),
    ("provincial_catalogue", "pushed"): lambda end: end.pushed(at=AT),
    ("provincial_code", "recognise"): lambda end: end.recognise(f"{PREFIX}AB", purpose="核对", verifier="窗口", at=AT),
    ("provincial_data", "batches"): lambda end: end.batches("enterprises", after=0, at=AT),
    ("provincial_hotline", "orders"): lambda end: end.orders(at=AT),
    ("provincial_hotline", "statuses"): lambda end: end.statuses(at=AT),
    ("provincial_ratings", "count"): lambda end: end.count(DAY, at=AT),
    ("provincial_rectification", "tasks"): lambda end: end.tasks(at=AT),
    ("provincial_rectification", "statuses"): lambda end: end.statuses(at=AT),
    ("tax_office", "reports"): lambda end: end.reports("62020020260000017", "620201199003070017", at=AT),
}
USABLE: Mapping[Any, dict[str, Any]] = {
    CodeAnswer: {"id_kind": "id_card", "id_number": "620201199003070017"},
    OrderTaken: {"pay_at": "https://pay.example/1"},
}
"""Where the schema alone does not make an answer that says something."""


def speak(key: str, call: Call, end: Any) -> Any:
    """Make this call of a line to an end of it: an adapter, or a simulator."""
    asked = QUESTIONS.get((key, call.act))
    return asked(end) if asked is not None else getattr(end, call.act)(MESSAGES[key, call.act], at=AT)


def example(kind: Any) -> Any:
    """What the published schema of a type allows, with every field."""
    (shape,), defined = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    made = _made(shape, defined)
    return made | USABLE.get(kind, {}) if isinstance(made, dict) else made


def spoilt(kind: Any) -> Iterator[tuple[str, Any]]:
    """What the schema does not allow: which field, and the example with it missing or of another kind."""
    (shape,), defined = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    good = example(kind)
    yield "$", "no answer at all"
    yield "$", None
    if isinstance(good, list):
        inside = _resolved(shape.get("items", {}), defined)
        for name, wrong in _worse(inside, good[0] if good else {}, defined):
            yield name, [wrong]
        return
    yield from _worse(_resolved(shape, defined), good, defined)


def _worse(shape: Mapping[str, Any], good: Any, defined: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, inner in shape.get("properties", {}).items():
        if name in shape.get("required", ()):
            yield name, {key: each for key, each in good.items() if key != name}
        found = _resolved(inner, defined)
        if found:  # what may be anything cannot be wrong
            yield name, good | {name: [{}] if found.get("type") != "array" else "?"}
        if found.get("format") == "date-time":
            yield name, good | {name: "2026-11-23T10:00:00"}
        if found.get("minLength"):
            yield name, good | {name: ""}
        if found.get("maxLength"):
            yield name, good | {name: "长" * (found["maxLength"] + 1)}
        if "minimum" in found:
            yield name, good | {name: found["minimum"] - 1}


def _resolved(shape: Mapping[str, Any], defined: Mapping[str, Any]) -> Mapping[str, Any]:
    return defined[shape["$ref"].rpartition("/")[2]] if "$ref" in shape else shape


def _made(given: Mapping[str, Any], defined: Mapping[str, Any]) -> Any:
    shape = _resolved(given, defined)
    if "enum" in shape:
        return shape["enum"][0]
    if "anyOf" in shape:
        return _made(next(each for each in shape["anyOf"] if each.get("type") != "null"), defined)
    match shape.get("type"):
        case "object":
            return {name: _made(each, defined) for name, each in shape.get("properties", {}).items()}
        case "array":
            return [_made(shape["items"], defined)] if shape.get("items") else []
        case "integer" | "number":
            return max(1, shape.get("minimum", 1))
        case "boolean":
            return True
        case "string":
            return FORMATS.get(shape.get("format", ""), "样例1")
    return {}


@dataclass
class OtherEnd:
    """A system that keeps the contract: refuses what it does not allow with the place where, answers what it is told.

    `answer` gives the answer to what was said; a number that was sent is named again, as a real one would.
    """

    call: Call
    answer: Any = None
    status: int = 200
    heard: list[Any] = field(default_factory=list)

    def hear(self, body: bytes) -> tuple[int, Any]:
        plain = json.loads(body) if body else None
        if self.call.says is not None:
            try:
                understood(plain, self.call.says)
            except Unreadable as wrong:
                return 422, {"where": wrong.where, "words": wrong.words}
        self.heard.append(plain)
        answer = self.answer
        if isinstance(answer, dict) and isinstance(plain, dict) and isinstance(answer.get("request"), str):
            answer = answer | {"request": plain["request"]}
        return self.status, answer


@contextmanager
def serving(ends: list[OtherEnd]) -> Iterator[str]:
    """A server on this machine that speaks as the last of `ends`; its address."""

    class Speaking(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])))

        def log_message(self, *_: object) -> None:
            return

        def _answer(self, body: bytes) -> None:
            status, answer = ends[-1].hear(body)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(answer, ensure_ascii=False).encode())

    with HTTPServer(("127.0.0.1", 0), Speaking) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
