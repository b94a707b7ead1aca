"""The city runs alone: no test speaks to another machine, and the guard that says so is in force (R-173)."""

import http.client
import socket
import threading
import urllib.request
from contextlib import closing
from datetime import datetime

import pytest

from tongban.exchange.connectors.credit.adapter import HttpPlatform
from tongban.exchange.connectors.credit.ports import CreditMessage
from tongban.foundation.kernel.clock import LOCAL

from .alone import SpokenOutside, is_this_machine

pytestmark = pytest.mark.req("R-173")
ELSEWHERE = "192.0.2.1"  # RFC 5737: an address of nobody
AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)


def test_no_way_of_python_leads_to_another_machine() -> None:
    with closing(socket.socket(socket.AF_INET)) as one, pytest.raises(SpokenOutside):
        one.connect((ELSEWHERE, 80))
    with pytest.raises(SpokenOutside):
        socket.create_connection(("example.org", 80), timeout=1)
    with pytest.raises(SpokenOutside):
        socket.getaddrinfo("example.org", 443)
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as unconnected, pytest.raises(SpokenOutside):
        unconnected.sendto(b"?", (ELSEWHERE, 53))
    with closing(socket.socket(socket.AF_INET6)) as other, pytest.raises(SpokenOutside):
        other.connect(("2001:db8::1", 80))
    with pytest.raises(SpokenOutside):
        urllib.request.urlopen("http://example.org/", timeout=1)
    with pytest.raises(SpokenOutside):
        http.client.HTTPConnection("example.org", timeout=1).request("GET", "/")


def test_a_real_adapter_cannot_slip_out_as_a_system_that_is_away() -> None:
    message = CreditMessage("CR-1", "promise", "样例", "", "样例局", "", AT, {})
    with pytest.raises(SpokenOutside):
        HttpPlatform("https://credit.example", "secret").deliver(message, at=AT)


def test_this_machine_is_spoken_to_as_ever() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        heard: list[bytes] = []

        def listen() -> None:
            with closing(server.accept()[0]) as met:
                heard.append(met.recv(10))

        ear = threading.Thread(target=listen)
        ear.start()
        with closing(socket.create_connection(("localhost", server.getsockname()[1]), timeout=2)) as line:
            line.sendall(b"hello")
        ear.join()
    assert heard == [b"hello"]
    left, right = socket.socketpair()
    with closing(left), closing(right):
        left.sendall(b"hi")
        assert right.recv(2) == b"hi"


@pytest.mark.parametrize(
    ("host", "is_here"),
    [
        ("127.0.0.1", True),
        ("127.8.9.10", True),
        ("::1", True),
        ("localhost", True),
        (b"localhost", True),
        (None, True),
        ("0.0.0.0", True),
        ("10.0.0.1", False),
        ("169.254.169.254", False),
        ("fe80::1%eth0", False),
        ("127.0.0.1.example.org", False),
        ("localhost.example.org", False),
    ],
)
def test_what_counts_as_this_machine(host: object, is_here: bool) -> None:
    assert is_this_machine(host) is is_here
