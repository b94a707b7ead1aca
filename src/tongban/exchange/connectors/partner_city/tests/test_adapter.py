"""The real line: letters over HTTP to a city that stands here; what is no answer is `unavailable`."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import msgspec
import pytest

from tongban.exchange.connectors.partner_city.adapter import HttpPartner
from tongban.exchange.connectors.partner_city.signing import key_of_simulated, public_part
from tongban.foundation.kernel.vault import vault
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.crossing.ports import PartnerUnavailable
from tongban.handling.crossing.rules.letters import Sealed

KEY = key_of_simulated("990100")
LETTER = Sealed('{"seq":1}', "00", "")


class City(BaseHTTPRequestHandler):
    """Checks that the call is signed, and answers; `/broken` and `/elsewhere` misbehave."""

    heard: list[object] = []  # noqa: RUF012 - what all requests of one test said

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def log_message(self, *_: object) -> None:
        return

    def _answer(self, body: bytes) -> None:
        place, _, what = self.path.rpartition("/")
        signed = f"partner-city:{what}:{self.headers['X-Sent-At']}:".encode() + body
        assert vault().verify(signed, bytes.fromhex(self.headers["X-Signature"]))
        self.heard.append((what.partition("?")[0], json.loads(body) if body else None, self.headers["Authorization"]))
        self.send_response(302 if place == "/elsewhere" else 500 if place == "/broken" else 200)
        if place == "/elsewhere":
            self.send_header("Location", "/letters")
        self.end_headers()
        answer = "null" if place == "/odd" else json.dumps([{"face": "x"}, "no letter"])
        self.wfile.write(answer.encode())


@pytest.fixture
def address() -> Iterator[str]:
    City.heard.clear()
    with HTTPServer(("127.0.0.1", 0), City) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def partner(address: str) -> HttpPartner:
    return HttpPartner("990100", "样例市", address, "secret", public_part(KEY))


def test_a_letter_goes_over_the_line_and_theirs_come_as_they_are(address):
    partner(address).deliver(LETTER, at=MONDAY)
    assert City.heard == [("letters", msgspec.to_builtins(LETTER), "Bearer secret")]
    assert partner(address).collect(MONDAY, at=MONDAY) == [{"face": "x"}, {}]


@pytest.mark.parametrize("place", ["/broken", "/elsewhere", "/odd"])
def test_what_is_no_answer_is_called_unavailable(address, place):
    with pytest.raises(PartnerUnavailable):
        partner(f"{address}{place}").collect(MONDAY, at=MONDAY)


def test_only_what_the_city_signed_is_genuine(address):
    city = partner(address)
    signed = Sealed("x", KEY.sign(LETTER.signed.replace(b'{"seq":1}', b"x")).hex())
    assert city.is_genuine(signed)
    assert not city.is_genuine(Sealed("y", signed.signature))
    assert not city.is_genuine(Sealed("x", "zz"))


def test_the_token_is_not_shown_and_the_open_net_needs_https(address):
    assert "secret" not in repr(partner(address))
    with pytest.raises(AssertionError):
        partner("http://city.invalid")
