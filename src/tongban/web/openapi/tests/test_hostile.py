"""Hostile requests: whatever is sent, the answer is a problem document in Chinese, never a 500."""

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CHECKS
from schemathesis.core.result import Ok

from tongban.web.openapi.schema import document

from .conftest import make_token
from .sending import application

EXAMPLES = int(os.environ.get("TONGBAN_HOSTILE_EXAMPLES", "25"))
SCHEMA = schemathesis.openapi.from_dict(document())
FOUND: list[Any] = [each.ok() for each in SCHEMA.get_all_operations() if isinstance(each, Ok)]
OPERATIONS = {f"{each.method.upper()} {each.path}": each for each in FOUND}
WATCHED = [
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
    )
]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Requests share the test's connection and its transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("name", OPERATIONS)
def test_whatever_is_sent_is_answered_as_the_schema_says(name: str):
    bearer = make_token("wangfang")
    app = get_wsgi_application()

    @given(case=OPERATIONS[name].as_strategy())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def attack(case: Any) -> None:
        case.operation.app = app
        case.headers["Authorization"] = f"Bearer {bearer}"
        response = case.call(app=app, base_url="http://testserver")
        case.validate_response(response, checks=WATCHED)

    attack()


BODIES: dict[str, tuple[bytes, int | tuple[int, ...]]] = {
    "nothing": (b"", 422),
    "no JSON": (b"{", 400),
    "a list": (b"[]", 422),
    "a text": (b'"x"', 422),
    "null": (b"null", 422),
    "not a number": (b'{"option_code": NaN}', 400),
    "another encoding": ('{"option_code": "嘉峪关审批"}'.encode("gbk"), 400),
    "a lone surrogate": (b'{"option_code": "\\ud800"}', 400),
    "a NUL character": (b'{"option_code": "a\\u0000b"}', 400),
    "a NUL key": (b'{"answers": {"a\\u0000b": 1}}', 400),
    "deep lists": (b'{"answers": {"a": ' + b"[" * 2000 + b"]" * 2000 + b"}}", 400),
    "very deep lists": (b"[" * 200_000 + b"]" * 200_000, 400),
    "a huge number": (b'{"answers": {"area": ' + b"9" * 5000 + b"}}", (400, 422)),
    "a number beyond all": (b'{"answers": {"area": 1e999}}', (400, 422)),
    "two documents": (b"{}{}", 400),
    "too much": (b'{"option_code": "' + b"x" * 6_000_000 + b'"}', 413),
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", BODIES)
@pytest.mark.parametrize("path", ["/api/v1/cases", "/api/v1/cases/62020026000000017/actions/reject"])
def test_a_body_that_cannot_be_read_is_refused_in_words(kind: str, path: str):
    body, expected = BODIES[kind]
    headers = {"Authorization": f"Bearer {make_token('wangfang')}"}
    answer = Client().post(path, body, content_type="application/json", headers=headers)
    wanted = {expected} if isinstance(expected, int) else set(expected)
    if path.endswith("reject") and answer.status_code == 404:
        assert kind == "a huge number" or 422 in wanted
        return
    assert answer.status_code in wanted, answer.content.decode()
    refused(answer)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "area"),
    [({}, 10**30), ({}, -1), ({"floor_area": 10**40}, 60), ({"id_number": {"a": 1}}, 60), ({"phone": ["x"]}, 60)],
)
def test_values_that_nobody_means_are_refused_with_their_place(api, form: dict[str, Any], area: int):
    sent = application()
    sent["answers"] = sent["answers"] | {"area": area}
    sent["form"] = sent["form"] | form
    answer = api().post("/cases", sent)
    assert answer.status_code in (201, 400, 422), answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/nowhere", 404),
        ("get", "/api/v1/", 404),
        ("get", "/api", 404),
        ("delete", "/api/v1/cases", 405),
        ("put", "/api/v1/items", 405),
        ("get", "/api/v1/cases", 401),
        ("get", "/api/v1/items?q=%00", 400),
        ("get", "/api/v1/items?page_size=0", 422),
        ("get", "/api/v1/items?page_size=many", 422),
        ("get", "/api/v1/items/%00", 404),
        ("get", "/api/v1/items/x?as_of=yesterday", 422),
        ("get", "/api/v1/cases/track?number=1&query_code=%F0%9F%98%80", 404),
        ("get", "/api/v1/worktime/due?start=0001-01-01T00:00:00%2B23:59&limit=1", 422),
        ("get", "/api/v1/worktime/due?start=9999-12-31&limit=5000", 422),
        ("get", "/api/v1/worktime/due?start=2026-01-01&limit=1&pauses=x", 422),
        ("get", "/api/v1/codes/check?kind=nothing&value=1", 422),
        ("get", "/api/v1/licenses/verify", 422),
        ("get", "/oauth/token", 405),
    ],
)
def test_an_address_that_leads_nowhere_is_told_as_a_problem(method: str, path: str, status: int):
    answer = getattr(Client(), method)(path)
    assert answer.status_code == status, answer.content.decode()
    refused(answer)
    if status == 401:
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    if status == 405:
        assert answer.headers["Allow"]


@pytest.mark.django_db
def test_another_media_type_is_refused():
    headers = {"Authorization": f"Bearer {make_token()}"}
    answer = Client().post("/api/v1/cases", b"<case/>", content_type="application/xml", headers=headers)
    assert answer.status_code == 415
    refused(answer)


@pytest.mark.django_db
def test_a_file_that_is_not_sent_as_a_form_is_refused():
    headers = {"Authorization": f"Bearer {make_token()}"}
    for body, kind in (
        (b"x", "multipart/form-data"),
        (b"x", "multipart/form-data; boundary=x"),
        (b"{}", "application/json"),
    ):
        answer = Client().post("/api/v1/files", body, content_type=kind, headers=headers)
        assert answer.status_code in (400, 415, 422), answer.content.decode()
        refused(answer)


def refused(answer) -> None:
    """A problem document with its members, in Chinese."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    plain = json.loads(answer.content)
    assert {"type", "title", "status", "code", "errors"} <= plain.keys()
    assert plain["status"] == answer.status_code
    for text in (plain["title"], *(each["message"] for each in plain["errors"])):
        assert any("\u4e00" <= letter <= "\u9fff" for letter in text), text
