"""The page for developers in a real browser: axe finds nothing, nothing runs off the side."""

import mimetypes
import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Route, sync_playwright

from tongban.web.ui.headers import HEADERS
from tongban.web.ui.tests.chromium import AXE, CHROMIUM, FIND, FLAGS, RULES

STATIC = Path(__file__).parents[2] / "ui" / "static"
WIDTHS = (1280, 390)
TOO_WIDE = """[...document.querySelectorAll('main *')].filter(each => !each.closest('.scroll')
  && each.getBoundingClientRect().right > innerWidth + 1).map(each => each.outerHTML.slice(0, 150))"""

pytestmark = [pytest.mark.journey, pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine")]


@pytest.mark.django_db
def test_the_page_for_developers_is_readable_by_everybody():
    pages = {name: _page(name) for name in ("", "elder.standard")}
    asked: set[str] = set()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        for name, html in pages.items():
            page = browser.new_page(viewport={"width": WIDTHS[0], "height": 900}, locale="zh-CN")
            page.route("**/*", _answering(html, asked))
            page.goto("http://docs.test/api/docs")
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            page.evaluate(AXE)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                if folder := os.environ.get("TONGBAN_PICTURES"):
                    page.screenshot(path=f"{folder}/docs-{name or 'standard'}-{width}.png")
                assert page.evaluate(TOO_WIDE) == []
                assert page.evaluate(FIND, [RULES, True]) == []
            page.close()
        browser.close()
    assert {urlsplit(each).netloc for each in asked} == {"docs.test"}


def _page(display: str) -> bytes:
    client = Client()
    client.cookies["tongban_display"] = display
    return client.get("/api/docs").content


def _answering(html: bytes, asked: set[str]) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        asked.add(route.request.url)
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            kind = mimetypes.guess_type(path)[0] or "text/plain"
            route.fulfill(body=(STATIC / path.removeprefix("/static/")).read_bytes(), content_type=kind)
        else:
            route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=dict(HEADERS))

    return answer
