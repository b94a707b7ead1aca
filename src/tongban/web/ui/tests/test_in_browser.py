"""The sample pages in a real browser: axe finds nothing, the strict policy is not violated, nothing runs off the side.

No server and no network: the browser's requests are answered from the views and from the files.
"""

import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.http import HttpRequest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tongban.web.ui.gallery import gallery
from tongban.web.ui.headers import HEADERS
from tongban.web.ui.tests.chromium import AXE, CHROMIUM, FIND, FLAGS, RULES, WATCH

STATIC = Path(__file__).parents[1] / "static"
PAGES = ["", "home", "question", "workbench"]
DISPLAYS = ["standard.standard", "elder.standard", "standard.high"]

pytestmark = [pytest.mark.journey, pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine")]
Ask = Callable[..., HttpRequest]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, ask: Ask) -> Iterator[Callable[..., Page]]:
    """Open one sample page at a width and with a display."""
    context = browser.new_context(locale="zh-CN")
    context.add_init_script(WATCH)
    page = context.new_page()

    def open_page(name: str, display: str, width: int) -> Page:
        document = gallery(ask(f"/ui/gallery/{name}", display=display), name)

        def answer(route: Route) -> None:
            path = urlsplit(route.request.url).path
            found = STATIC / path.removeprefix("/static/")
            if path.startswith("/static/"):
                kind = mimetypes.guess_type(path)[0] or "text/plain"
                route.fulfill(body=found.read_bytes(), content_type=kind)
            else:
                route.fulfill(body=document.content, content_type="text/html; charset=utf-8", headers=dict(HEADERS))

        page.unroute_all()
        page.route("**/*", answer)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("http://ui.test/")
        # As tall as the page: else a sticky bar covers whatever happens to be under it.
        tall = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": tall})
        return page

    yield open_page
    context.close()


SCANNER = """([code]) => {
  for (const key of [...code, "Enter"]) {
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  }
}"""
"""The keys of a scanner: all within a moment, however busy the machine is on which a test presses them one by one."""


def _until(page: Page, expression: str) -> None:
    """Wait until it is true. The page's own policy forbids the eval of `wait_for_function`."""
    for _ in range(150):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(20)
    raise AssertionError(expression)


@pytest.mark.parametrize("display", DISPLAYS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_the_policy_holds(visit: Callable[..., Page], name: str, display: str) -> None:
    for width in (1280, 390):
        page = visit(name, display, width)
        page.evaluate(AXE)
        found: list[Any] = page.evaluate(FIND, [RULES, True])
        assert found == [], f"{width} wide"
        assert page.evaluate("window.broken") == []


@pytest.mark.parametrize("name", [*PAGES, "case", "paper"])
def test_nothing_runs_off_the_side_at_320(visit: Callable[..., Page], name: str) -> None:
    page = visit(name, "elder.standard", 320)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_axe_would_find_a_fault(visit: Callable[..., Page]) -> None:
    page = visit("home", "standard.standard", 1280)
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate(AXE)
    assert [found[0] for found in page.evaluate(FIND, [RULES, True])] != []


def test_keys_and_scanner_of_the_workbench(visit: Callable[..., Page]) -> None:
    page = visit("workbench", "standard.standard", 1440)
    _until(page, "document.querySelector('[data-keys-switch]').checked")
    page.evaluate("""() => {
      window.pressed = [];
      addEventListener('click', e => pressed.push(e.target.closest('[data-key]')?.dataset.key));
      document.querySelector('[data-scan]').form.addEventListener('submit', e => {
        e.preventDefault(); window.scanned = new FormData(e.target).get('q'); });
    }""")
    page.keyboard.press("j")
    _until(page, "pressed.length")
    assert page.evaluate("pressed") == ["J"]
    page.evaluate(SCANNER, ["JB0200261123000017"])
    _until(page, "window.scanned")
    assert page.evaluate("scanned") == "JB0200261123000017"
    page.wait_for_timeout(60)
    assert page.evaluate("pressed") == ["J"]


def test_a_grave_act_asks_once_more(visit: Callable[..., Page]) -> None:
    page = visit("", "standard.standard", 1280)
    page.evaluate("""() => {
      const form = document.createElement('form');
      form.method = 'post';
      form.innerHTML = '<button id="grave" data-confirm="confirm-withdraw">撤回</button>';
      form.addEventListener('submit', e => { e.preventDefault(); window.sent = (window.sent || 0) + 1; });
      document.querySelector('main').append(form);
    }""")
    _until(page, "!document.querySelector('[data-print]').hidden")
    page.click("#grave")
    page.click("#confirm-withdraw [value=no]")
    assert page.evaluate("window.sent") is None
    assert page.evaluate("document.activeElement.id") == "grave"
    page.click("#grave")
    page.click("#confirm-withdraw [value=yes]")
    _until(page, "window.sent === 1")
