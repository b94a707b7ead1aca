"""A walk through the portal in a real browser: every page that is looked at must be clean for axe and the policy."""

import os
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tongban.web.ui.tests.chromium import AXE, CHROMIUM, FIND, FLAGS, RULES, WATCH

# Playwright keeps an event loop in this thread, and Django would not speak to the database beside one.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
PICTURES = os.environ.get("TONGBAN_PICTURES", "")
SIZES = (("wide", 1280, ""), ("phone", 390, ""), ("elder", 390, "elder.standard"))


def chromium() -> Iterator[Browser]:
    """One browser for a module."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


class Walk:
    """One person's browser at one site."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.site = site
        self.context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
        self.context.add_init_script(WATCH)
        self.page: Page = self.context.new_page()
        self.found: dict[str, Any] = {}

    def open(self, path: str) -> None:
        self.page.goto(self.site + path)

    @cached_property
    def second(self) -> Page:
        """The tab in which pages are looked at."""
        return self.context.new_page()

    def look(self, name: str) -> None:
        """Look at the page in three ways, in the second tab, so that nothing typed is lost."""
        address, tab = self.page.url, self.second
        for turn, (size, width, display) in enumerate(SIZES):
            if turn == 0 or address != tab.url or display:
                self._display(display or "standard.standard")
                tab.goto(address)
                tab.evaluate(AXE)
            tab.set_viewport_size({"width": width, "height": 900})
            tall = tab.evaluate("document.documentElement.scrollHeight")
            tab.set_viewport_size({"width": width, "height": max(900, tall)})
            wrong = tab.evaluate(FIND, [RULES, True]) + tab.evaluate("window.broken")
            if tab.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
                wrong.append("runs off the side")
            if wrong:
                self.found[f"{name} {size}"] = wrong
            if PICTURES:
                tab.screenshot(path=f"{PICTURES}/{name}-{size}.png", full_page=True)
        self._display("standard.standard")

    def _display(self, value: str) -> None:
        self.context.add_cookies([{"name": "tongban_display", "value": value, "url": self.site}])

    def look_here(self, name: str) -> None:
        """The page as it stands, where opening it again would show something else."""
        self.page.evaluate(AXE)
        wrong = self.page.evaluate(FIND, [RULES, True])
        if wrong:
            self.found[name] = wrong
        if PICTURES:
            self.page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
