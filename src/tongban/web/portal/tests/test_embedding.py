"""Public pages inside a registered platform's: bare, for its sites alone; nothing binding happens in a frame."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.tests.applying import food_code
from tongban.registers.parties.commands import stop_partner
from tongban.registers.parties.models import ApiClient
from tongban.registers.parties.tests.platforms import SITE, a_stopped_app, an_app
from tongban.web.ui.audience import ATTRIBUTE as AUDIENCE
from tongban.web.ui.embedding import ATTRIBUTE, PARAMETER

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-138")]
Browser = Callable[..., Client]
EMBEDDABLE = {"mobile", "items", "item"}


@pytest.fixture(autouse=True)
def apps(db: None) -> None:
    an_app(now())
    a_stopped_app(now())


def pages() -> list[str]:
    return ["/mobile", "/items", f"/items/{food_code()}"]


def routes(found: URLResolver | None = None) -> list[URLPattern]:
    patterns = (found or get_resolver()).url_patterns
    rows = [routes(each) if isinstance(each, URLResolver) else [each] for each in patterns]
    return [one for row in rows for one in row]


def test_what_can_be_embedded_is_public_and_no_more_than_the_three() -> None:
    marked = [each for each in routes() if getattr(each.callback, ATTRIBUTE, False)]
    assert {each.name for each in marked} == EMBEDDABLE
    assert {getattr(each.callback, AUDIENCE) for each in marked} == {"everybody"}


def test_a_registered_platform_shows_them_bare_in_frames_of_its_sites_alone(browser: Browser) -> None:
    for path in pages():
        response = browser().get(path, {PARAMETER: "app"})
        page = response.content.decode()
        assert f"frame-ancestors {SITE};" in response["Content-Security-Policy"], path
        assert '<base target="_top">' in page, "links leave the frame"
        for part in ("<header", "<footer", 'class="tabbar"', 'href="/sign-in"'):
            assert part not in page, f"{part} on {path}"


def test_a_matter_stays_in_the_frame_and_beginning_leaves_it(browser: Browser) -> None:
    mobile = browser().get("/mobile", {PARAMETER: "app"}).content.decode()
    assert re.search(r'href="/items/[0-9A-Z]{33}\?in=app" target="_self"', mobile)
    guide = browser().get(f"/items/{food_code()}", {PARAMETER: "app"}).content.decode()
    assert f'href="/items/{food_code()}/begin"' in guide
    assert "?in=" not in browser().get("/mobile").content.decode()


def test_an_embedded_page_knows_nobody(browser: Browser) -> None:
    """Also where the platform lies on the same site, so that the browser sends the cookie along."""
    for path in pages():
        asked = {PARAMETER: "app"}
        assert browser("liqiang").get(path, asked).content == browser().get(path, asked).content, path


@pytest.mark.parametrize("name", ["", "nobody", "stopped-app", "app\x00", "x; script-src *"])
def test_whoever_is_not_registered_or_was_stopped_gets_our_own_page_and_no_frame(browser: Browser, name: str) -> None:
    for path in pages():
        response = browser().get(path, {PARAMETER: name})
        is_known = name.strip("\x00") == "app"
        assert ("frame-ancestors 'none'" in response["Content-Security-Policy"]) is not is_known
        assert ("<footer" in response.content.decode()) is not is_known


def test_a_platform_that_is_stopped_is_out_of_the_frame_at_once(browser: Browser) -> None:
    stop_partner(ApiClient.objects.get(name="app"), because="样例", by=SYSTEM, at=now())
    response = browser().get("/mobile", {PARAMETER: "app"})
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/", "/sign-in", "/me", "/me/apps", "/cases", "/sign-in/app", "/search"])
def test_every_other_page_is_in_no_frame_whoever_names_a_platform(browser: Browser, path: str) -> None:
    response = browser("liqiang").get(path, {PARAMETER: "app"})
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_a_page_that_is_refused_is_in_no_frame(browser: Browser) -> None:
    response = browser().get("/items/11620200000000000A300000000000000", {PARAMETER: "app"})
    assert response.status_code == 404
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("where", ["iframe", "frame", "embed", "object"])
def test_nothing_is_done_from_within_a_frame(browser: Browser, where: str) -> None:
    client = browser("liqiang")
    for path in ("/me/policies/choice", "/sign-out", "/sign-in/app", f"/items/{food_code()}/begin"):
        refused = client.post(path, headers={"Sec-Fetch-Dest": where})
        assert refused.status_code == 403, path
        assert "完整的窗口" in refused.content.decode()
    assert client.get("/me").status_code == 200, "still signed in"
    assert client.post("/sign-out", headers={"Sec-Fetch-Dest": "document"}).status_code == 302


def test_the_page_costs_one_statement_to_embed(browser: Browser, django_assert_max_num_queries: Any) -> None:
    browser().get("/mobile", {PARAMETER: "app"})
    with django_assert_max_num_queries(1):
        browser().get("/mobile", {PARAMETER: "app"})
