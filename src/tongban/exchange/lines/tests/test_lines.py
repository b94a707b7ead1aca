"""A call to another system: signed, bounded, sent nowhere else; whatever cannot be read is no answer."""

import json
import threading
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tongban.exchange import lines
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.vault import vault

AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
TERMS: Any = {"token": "T", "signed_as": "sample", "at": AT}


class Other(BaseHTTPRequestHandler):
    """Answers by the address that is called."""

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def log_message(self, *_: object) -> None:
        return

    def _answer(self, body: bytes) -> None:
        signed = b"sample:" + self.headers["X-Sent-At"].encode() + b":" + body
        genuine = vault().verify(signed, bytes.fromhex(self.headers["X-Signature"]))
        status = {"/elsewhere": 302, "/gone": 410}.get(self.path, 200)
        self.send_response(status)
        self.send_header("Location", "/")
        self.end_headers()
        said = {"said": json.loads(body) if body else None, "genuine": genuine}
        self.wfile.write(b"{" if self.path == "/garbled" else json.dumps(said).encode())


@pytest.fixture
def address() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Other) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_call_is_signed_whether_it_asks_or_tells(address: str) -> None:
    assert lines.call(address, **TERMS, largest=1000) == {"said": None, "genuine": True}
    assert lines.call(address, {"a": "甲"}, **TERMS, largest=1000) == {"said": {"a": "甲"}, "genuine": True}


@pytest.mark.parametrize(("path", "status"), [("/elsewhere", 302), ("/gone", 410), ("/garbled", None)])
def test_what_is_no_answer_says_what_the_other_side_said(address: str, path: str, status: int | None) -> None:
    with pytest.raises(lines.LineBroken) as broken:
        lines.call(address + path, {}, **TERMS, largest=1000)
    assert broken.value.status == status


def test_an_answer_without_end_and_a_line_without_other_side_are_no_answers(address: str) -> None:
    with pytest.raises(lines.LineBroken):
        lines.call(address, {}, **TERMS, largest=5)
    with pytest.raises(lines.LineBroken):
        lines.call("http://127.0.0.1:9", {}, **TERMS, largest=1000, within=0.5)


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.invalid/a", True),
        ("http://127.0.0.1:8000", True),
        ("http://example.invalid", False),
        ("file:///etc/passwd", False),
        ("http://127.0.0.1.example.invalid", False),
    ],
)
def test_nothing_is_said_in_the_open(address: str, safe: bool) -> None:
    assert lines.is_safe(address) is safe
