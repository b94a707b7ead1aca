import socket

import pytest

from tongban.running import network
from tongban.running.refusal import CannotRun


def listening(port: int = 0) -> socket.socket:
    """A listener that shares its port, as granian's does."""
    taken = socket.socket()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    taken.bind(("127.0.0.1", port))
    taken.listen()
    return taken


def test_a_stale_server_that_would_share_the_port_is_found() -> None:
    with listening() as taken, pytest.raises(CannotRun, match="--port") as told:
        network.refuse_if_taken("127.0.0.1", taken.getsockname()[1])
    assert "已经有程序在用" in str(told.value)


def test_why_an_address_cannot_be_used_is_said_in_words() -> None:
    with pytest.raises(CannotRun, match="本机没有这个地址"):
        network.refuse_if_taken("203.0.113.7", 8000)


def test_a_free_port_may_be_taken() -> None:
    with listening() as taken:
        port = taken.getsockname()[1]
    network.refuse_if_taken("127.0.0.1", port)
    assert not network.is_answering("127.0.0.1", port)


def test_an_impossible_address_is_a_sentence() -> None:
    with pytest.raises(CannotRun, match="用不了"):
        network.refuse_if_taken("no.such.host.invalid", 8000)


@pytest.mark.parametrize(
    ("host", "page"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://[::1]:8000"),
        ("zw.example.cn", "http://zw.example.cn:8000"),
    ],
)
def test_the_page_that_is_shown_can_be_visited(host: str, page: str) -> None:
    assert network.page(host, 8000) == page
