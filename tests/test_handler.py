"""The house's own handler answers as Django's does (请求处理), and gives each request its own names."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.test import RequestFactory

from tongban.config.handler import Handler, _found

ADDRESSES = (
    ("GET", "/"),
    ("GET", "/health/live"),
    ("GET", "/items?q=没有"),
    ("GET", "/no-such-page"),
    ("GET", "/items/11620200000000000U0000000000W0001"),
    ("GET", "/desk/cases"),
    ("GET", "/api/v1/cases"),
    ("GET", "/api/v1/no-such"),
    ("POST", "/"),
    ("POST", "/api/v1/cases"),
    ("PUT", "/api/v1/items"),
)


class Ours(Handler):
    """As it is, but it keeps the connection, which is within the transaction of a test."""

    def let_go(self, **_said: Any) -> None:
        pass


@pytest.fixture(autouse=True)
def kept_connection() -> Iterator[None]:
    """The end of a request gives up a connection that is within a transaction, as each test is."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def ask(handler: WSGIHandler, method: str, address: str, **headers: str) -> tuple[str, dict[str, str], bytes]:
    request: Any = RequestFactory(headers=headers or None).generic(method, address, b"{}", "application/json")
    environ = {**request.environ, "wsgi.input": io.BytesIO(b"{}")}
    told: list[Any] = []
    answer: Any = handler(environ, lambda status, head, *_: told.extend((status, dict(head))))
    body = b"".join(answer)
    if isinstance(answer, HttpResponseBase):
        answer.close()
    return told[0], told[1], body


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "address"), ADDRESSES)
def test_it_answers_as_djangos_own(method: str, address: str):
    ours, theirs = (ask(each, method, address) for each in (Ours(), WSGIHandler()))

    assert ours == theirs
    assert not ours[0].startswith("503"), "the database is there"
    assert ask(Ours(), method, address) == theirs, "also when the address was asked for before"


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_a_bad_request_and_carries_the_headers_of_the_house():
    status, headers, _ = ask(Ours(), "GET", "/", host="elsewhere.example")

    assert status == "400 Bad Request"
    assert "Content-Security-Policy" in headers


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "address"), [each for each in ADDRESSES if each[1].startswith("/api/")])
def test_a_machine_is_answered_as_anybody_is_but_without_what_is_done_for_browsers(method: str, address: str):
    token = "Bearer nobody's"
    ours, theirs = (ask(each, method, address, authorization=token) for each in (Ours(), WSGIHandler()))

    assert ours == theirs
    assert ask(Ours(), method, address, authorization=token, host="elsewhere.example")[0] == "400 Bad Request"


@pytest.mark.django_db
def test_a_page_is_handed_over_whole_and_what_flows_is_not():
    handler = Ours()
    page = handler(RequestFactory().get("/health/live").environ, lambda *_: None)

    assert isinstance(page, list)
    assert len(page) == 1
    assert b"".join(page)

    closed: list[bool] = []
    flowing = StreamingHttpResponse(iter([b"a", b"b"]))
    flowing._resource_closers.append(lambda: closed.append(True))  # type: ignore[attr-defined]
    handler._middleware_chain = lambda _: flowing
    answer: Any = handler(RequestFactory().get("/").environ, lambda *_: None)

    assert list(answer) == [b"a", b"b"]
    assert not closed
    answer.close()
    assert closed


def test_an_address_is_looked_up_once_and_its_names_are_its_own():
    one, other = (f"/items/11620200000000000U0000000000W000{place}" for place in (1, 2))

    assert _found(one) is _found(one)
    assert _found(one).kwargs != _found(other).kwargs
