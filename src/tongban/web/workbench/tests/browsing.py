"""Chromium at the window (工作台浏览器): signed in as one of the cast, looked at by axe at three widths."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

from tongban.web.ui.sessions import COOKIE
from tongban.web.ui.tests.chromium import AXE, CHROMIUM, FIND, FLAGS, RULES, WATCH

WIDTHS = (1440, 1100, 390)


def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()
        # Playwright's loop has connections of its own; they end with it.
        connections.close_all()


class Desk:
    """One staff member at one screen."""

    def __init__(self, browser: Browser, base: str, token: str) -> None:
        self.base = base
        self.context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
        self.context.add_init_script(WATCH)
        host = urlsplit(base).hostname or ""
        self.context.add_cookies([{"name": COOKIE, "value": token, "domain": host, "path": "/"}])
        self.page: Page = self.context.new_page()

    def open(self, path: str) -> Page:
        self.page.goto(self.base + path, wait_until="domcontentloaded")
        return self.page

    def scan(self, text: str) -> None:
        """What a scanner does: keys faster than any hand, and Enter."""
        with self.page.expect_navigation(wait_until="domcontentloaded", timeout=9000):
            self.page.evaluate(SCAN, text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def go(self, key: str) -> None:
        """A key that leads to another page."""
        with self.page.expect_navigation(wait_until="domcontentloaded", timeout=9000):
            self.page.keyboard.press(key)

    def until(self, expression: str) -> None:
        """Wait until it is true; the page's own policy forbids the eval of `wait_for_function`."""
        for _ in range(200):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(expression)

    def faults(self, widths: tuple[int, ...] = WIDTHS) -> dict[int, list[Any]]:
        """What axe finds at each width, and what runs off the side; the page is made as tall as it is."""
        found: dict[int, list[Any]] = {}
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 900})
            tall = self.page.evaluate("document.documentElement.scrollHeight")
            self.page.set_viewport_size({"width": width, "height": tall})
            if not self.page.evaluate("'axe' in window"):
                self.page.evaluate(AXE)
            wrong = self.page.evaluate(FIND, [RULES, False])
            if self.page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
                wrong.append(["off the side", []])
            wrong += [["policy", each] for each in self.page.evaluate("window.broken")]
            if wrong:
                found[width] = wrong
        self.page.set_viewport_size({"width": 1440, "height": 900})
        return found


SCAN = """text => {
  const place = document.activeElement ?? document.body;
  const press = key => place.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
  for (const key of [...text, 'Enter']) press(key);
}"""
Start = Callable[[str], Desk]
