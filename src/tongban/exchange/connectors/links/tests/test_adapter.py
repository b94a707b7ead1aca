"""The real checker against a server of our own: only named hosts, a timeout, no following of redirects."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from time import monotonic, sleep

import pytest

from tongban.exchange.connectors.links.adapter import HttpLinkChecker
from tongban.registers.entrances.rules import Health


class Handler(BaseHTTPRequestHandler):
    """Answers by what the path asks for, and writes down what it was asked."""

    asked: list[tuple[str, str]] = []  # noqa: RUF012 - one server a test module

    def _answer(self) -> None:
        self.asked.append((self.command, self.path))
        if self.path == "/slow":
            sleep(1.5)
        status = {"/gone": 404, "/away": 302, "/no-head": 405 if self.command == "HEAD" else 200}.get(self.path, 200)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://169.254.169.254/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = _answer  # noqa: N815 - the names that the server calls

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Handler.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.req("R-087")
def test_what_a_link_says(site: str):
    checker = HttpLinkChecker({"127.0.0.1"}, timeout=0.5)
    told = checker.look([f"{site}/{each}" for each in ("", "gone", "away", "no-head", "slow")])
    healths = [each.health for each in told.values()]
    assert healths == [Health.ANSWERING, Health.FAILING, Health.ANSWERING, Health.ANSWERING, Health.FAILING]
    assert told[f"{site}/gone"].words == "网站回答404"
    assert ("GET", "/no-head") in Handler.asked


def test_a_host_that_was_not_named_is_never_asked(site: str):
    told = HttpLinkChecker({"zwfw.gansu.gov.cn"}).look([f"{site}/"])
    assert (told[f"{site}/"].health, Handler.asked) == (Health.UNSEEN, [])


def test_nobody_at_home_is_a_failure_and_no_exception():
    began = monotonic()
    told = HttpLinkChecker({"127.0.0.1"}, timeout=0.5).look(["http://127.0.0.1:9/", "https://127.0.0.1:9/"])
    assert {each.health for each in told.values()} == {Health.FAILING}
    assert monotonic() - began < 2
