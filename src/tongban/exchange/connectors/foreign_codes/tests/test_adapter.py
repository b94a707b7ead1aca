"""The real line to an issuer, against a server of our own (互通码接口): answers, refusals, silence, nonsense."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tongban.exchange.connectors.foreign_codes.adapter import HttpIssuer
from tongban.exchange.connectors.foreign_codes.ports import ForeignRefused, ForeignUnavailable
from tongban.exchange.connectors.foreign_codes.rules import ForeignKind
from tongban.foundation.kernel.clock import LOCAL

AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
GOOD = {"name": "李强", "id_kind": "id_card", "id_number": "620201199003070017"}
Serve = Callable[..., HttpIssuer]


@pytest.fixture
def serve() -> Iterator[Serve]:
    started: list[HTTPServer] = []

    def start(body: Any, *, status: int = 200, wait: float = 0, asked: list[Any] | None = None) -> HttpIssuer:
        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers["Content-Length"]))
                if asked is not None:
                    asked.append((dict(self.headers), json.loads(sent)))
                time.sleep(wait)
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "http://127.0.0.1:1/")
                self.end_headers()
                self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

            def log_message(self, *_: Any) -> None:
                pass

        server = HTTPServer(("127.0.0.1", 0), Answering)
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        started.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        return HttpIssuer(ForeignKind.HEALTH_CARD, address, "secret", timeout=0.5)

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


def test_the_holder_is_told_to_a_signed_question(serve: Serve) -> None:
    asked: list[Any] = []
    issuer = serve(GOOD, asked=asked)
    found = issuer.holder_of("CODE", number="n1", at=AT)
    assert (found.name, found.id_kind, found.id_number) == tuple(GOOD.values())
    [(headers, sent)] = asked
    assert sent == {"kind": "health_card", "code": "CODE", "number": "n1"}
    assert headers["Authorization"] == "Bearer secret"
    assert headers["X-Signature"]
    assert "secret" not in repr(issuer)
    assert "李强" not in repr(found)


@pytest.mark.parametrize("status", [404, 409, 410])
def test_a_code_that_is_not_taken_is_refused(serve: Serve, status: int) -> None:
    with pytest.raises(ForeignRefused):
        serve({}, status=status).holder_of("CODE", number="n1", at=AT)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"no json", 200),
        (b"", 200),
        ([GOOD], 200),
        ({**GOOD, "id_number": 7}, 200),
        ({**GOOD, "name": ""}, 200),
        ({**GOOD, "name": "x" * 201}, 200),
        ({"name": "李强"}, 200),
        (GOOD, 302),
        (GOOD, 500),
        (GOOD, 401),
        (b"\xff" * 20_000, 200),
    ],
)
def test_nonsense_is_no_answer(serve: Serve, body: Any, status: int) -> None:
    with pytest.raises(ForeignUnavailable):
        serve(body, status=status).holder_of("CODE", number="n1", at=AT)


def test_silence_is_no_answer_and_does_not_last(serve: Serve) -> None:
    since = time.monotonic()
    with pytest.raises(ForeignUnavailable):
        serve(GOOD, wait=1.5).holder_of("CODE", number="n1", at=AT)
    assert time.monotonic() - since < 10


def test_nobody_is_spoken_to_in_the_open() -> None:
    with pytest.raises(AssertionError):
        HttpIssuer(ForeignKind.HEALTH_CARD, "http://health.example", "secret")
