"""The real line: spoken over HTTP to a province that stands on the simulator; what is no answer is `unavailable`."""

import json
import threading
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tongban.exchange.connectors.provincial_catalogue.adapter import HttpLibrary
from tongban.exchange.connectors.provincial_catalogue.ports import Delivery, LibraryUnavailable, Question, Receipt
from tongban.foundation.kernel.vault import vault

from conftest import MONDAY  # isort: skip

DELIVERY = Delivery(
    "B1", "1" * 31, "0" * 12, "样例", "license", 1, "in_force", date(2026, 1, 1), "a" * 64, {"01": "{}"}
)


class Province(BaseHTTPRequestHandler):
    """Checks the signature and answers; `/broken` and `/elsewhere` misbehave."""

    heard: list[object] = []  # noqa: RUF012 - what all requests of one test said

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def log_message(self, *_: object) -> None:
        return

    def _answer(self, body: bytes) -> None:
        place, _, what = self.path.rpartition("/")
        signed = f"item-library:{what}:{self.headers['X-Sent-At']}:".encode() + body
        assert vault().verify(signed, bytes.fromhex(self.headers["X-Signature"]))
        self.heard.append((what, json.loads(body) if body else None, self.headers["Authorization"]))
        self.send_response(302 if place == "/elsewhere" else 500 if place == "/broken" else 200)
        if place == "/elsewhere":
            self.send_header("Location", "/records")
        self.end_headers()
        rows = [{"list_code": "1" * 31}, "not a record"]
        answers = {"records": rows, "pushed": [], "deliveries": {"batch": "B1", "number": "R1", "is_repeat": True}}
        self.wfile.write(json.dumps(answers.get(what, {"number": ""} if what == "questions" else [])).encode())


@pytest.fixture
def address() -> Iterator[str]:
    Province.heard.clear()
    with HTTPServer(("127.0.0.1", 0), Province) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_delivery_goes_over_the_line_signed_and_its_receipt_comes_back(address):
    receipt = HttpLibrary(address, "secret").deliver(DELIVERY, at=MONDAY)
    assert receipt == Receipt("B1", "R1", is_repeat=True)
    assert Province.heard == [("deliveries", asdict(DELIVERY) | {"effective_on": "2026-01-01"}, "Bearer secret")]


def test_records_come_as_they_are_and_what_is_none_is_left_to_the_reader(address):
    library = HttpLibrary(address, "secret")
    assert library.records(at=MONDAY) == [{"list_code": "1" * 31}, {}]
    assert library.pushed(at=MONDAY) == []


@pytest.mark.parametrize("place", ["/broken", "/elsewhere"])
def test_what_is_no_answer_is_called_unavailable(address, place):
    with pytest.raises(LibraryUnavailable):
        HttpLibrary(f"{address}{place}", "secret").records(at=MONDAY)


def test_a_receipt_without_a_number_is_none(address):
    with pytest.raises(LibraryUnavailable):
        HttpLibrary(address, "secret").ask(Question("1" * 31, "missing_here", "请核对"), at=MONDAY)


def test_the_token_is_not_shown_and_the_open_net_needs_https():
    assert "secret" not in repr(HttpLibrary("https://library.invalid", "secret"))
    with pytest.raises(AssertionError):
        HttpLibrary("http://library.invalid", "secret")
