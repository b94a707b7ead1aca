from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tongban.web.ui.display import Display, display_of, set_display, switch_href
from tongban.web.ui.headers import SecurityHeaders

Ask = Callable[..., HttpRequest]


@pytest.mark.parametrize(
    ("cookie", "display"),
    [
        ("", Display()),
        ("elder.high", Display("elder", "high")),
        ("elder", Display("elder")),
        ("giant.high", Display("standard", "high")),
        ("<script>.high.more", Display()),
    ],
)
def test_only_known_words_of_the_cookie_count(ask: Ask, cookie: str, display: Display) -> None:
    assert display_of(ask("/", display=cookie)) == display


def test_the_switch_changes_one_thing_and_comes_back(ask: Ask) -> None:
    here = ask("/cases?state=open", display="standard.high")
    response = set_display(ask(switch_href(here, mode="elder"), display="standard.high"))
    assert response.status_code == 302
    assert response["Location"] == "/cases?state=open"
    assert response.cookies["tongban_display"].value == "elder.high"
    assert response.cookies["tongban_display"]["httponly"]


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example/", "/\\evil.example", "evil", "", "/\t/evil"])
def test_the_switch_never_leads_elsewhere(path: str) -> None:
    response = set_display(RequestFactory().get("/display", {"mode": "elder", "next": path}))
    assert response["Location"] == "/"


def test_the_switch_answers_reads_only() -> None:
    assert set_display(RequestFactory().post("/display")).status_code == 405


def _through(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    passed = SecurityHeaders(lambda _: response)(request)
    assert isinstance(passed, HttpResponse)
    return passed


def test_every_response_is_strict_and_not_stored(ask: Ask) -> None:
    response = _through(ask("/cases"), HttpResponse())
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert response["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in response


def test_a_public_page_may_be_kept_but_is_asked_for_again(ask: Ask) -> None:
    response = HttpResponse()
    response.tongban_public = True  # type: ignore[attr-defined]
    assert _through(ask("/items"), response)["Cache-Control"] == "private, no-cache"


def test_transport_security_is_promised_on_secure_connections_only() -> None:
    secure = RequestFactory().get("/", secure=True)
    assert _through(secure, HttpResponse())["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_view_may_set_its_own_permissions(ask: Ask) -> None:
    own = HttpResponse(headers={"Permissions-Policy": "camera=(self)"})
    assert _through(ask("/capture"), own)["Permissions-Policy"] == "camera=(self)"


def test_static_files_keep_the_caching_of_their_server(ask: Ask) -> None:
    kept = HttpResponse(headers={"Cache-Control": "max-age=31536000, public, immutable"})
    assert "immutable" in _through(ask("/static/ui/page.abc.js"), kept)["Cache-Control"]
