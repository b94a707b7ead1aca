"""The house's own handler answers as Django's does (请求处理), and gives each request its own names."""

import io
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http.response import HttpResponseBase
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


def ask(handler: WSGIHandler, method: str, address: str, **headers: str) -> tuple[str, dict[str, str], bytes]:
    request: Any = RequestFactory(headers=headers or None).generic(method, address, b"{}", "application/json")
    environ = {**request.environ, "wsgi.input": io.BytesIO(b"{}")}
    told: list[Any] = []
    response: HttpResponseBase = handler(environ, lambda status, head, *_: told.extend((status, dict(head))))
    body = b"".join(response)  # type: ignore[arg-type]
    response.close()
    return told[0], told[1], body


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "address"), ADDRESSES)
def test_it_answers_as_djangos_own(method: str, address: str):
    ours, theirs = (ask(each, method, address) for each in (Handler(), WSGIHandler()))

    assert ours == theirs
    assert ask(Handler(), method, address) == theirs, "also when the address was asked for before"


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_a_bad_request_and_carries_the_headers_of_the_house():
    status, headers, _ = ask(Handler(), "GET", "/", host="elsewhere.example")

    assert status == "400 Bad Request"
    assert "Content-Security-Policy" in headers


def test_an_address_is_looked_up_once_and_its_names_are_its_own():
    one, other = (f"/items/11620200000000000U0000000000W000{place}" for place in (1, 2))

    assert _found(one) is _found(one)
    assert _found(one).kwargs != _found(other).kwargs
