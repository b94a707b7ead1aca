"""One of the cast at a screen: what they open and press, what their browser complains about, what axe finds."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, ViewportSize

from tongban.web.ui.tests.chromium import AXE

CHROMIUM = os.environ.get("TONGBAN_CHROMIUM") or shutil.which("chromium") or ""
SHOTS = os.environ.get("TONGBAN_SHOTS", "")
PASSWORD = "Tongban#2026"
DISPLAY = "tongban_display"
WIDE, PHONE, SMALL_PHONE = 1280, 390, 320
_HEIGHT = 900
_WATCH = """window.broken = [];
addEventListener('securitypolicyviolation', e => broken.push(`${e.violatedDirective} ${e.blockedURI}`), true);"""
_FIND = """() => axe.run(document, {iframes: false, resultTypes: ['violations']}).then(
  found => found.violations.map(each => each.id + ': ' + each.nodes.map(node => node.html.slice(0, 140)).join(' ')))"""


class Person:
    """Somebody's own browser: cookies of their own, a screen of this width, with or without scripts."""

    def __init__(self, browser: Browser, site: str, *, width: int = WIDE, scripts: bool = True) -> None:
        self.site, self.scripts, self.clicks = site, scripts, 0
        self.complaints: list[str] = []
        self.context = browser.new_context(
            locale="zh-CN", viewport={"width": width, "height": _HEIGHT}, java_script_enabled=scripts
        )
        if scripts:
            self.context.add_init_script(_WATCH)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url} {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        # Chromium's own note that a page was answered with 4xx is no fault of the page.
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(f"{self.page.url} {message.text}")

    def open(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.site + path, wait_until="domcontentloaded")

    def click(self, target: str | Locator, name: str = "") -> None:
        """Press a button or link, and count it: by role and words, or by a locator."""
        self.clicks += 1
        found = self.page.get_by_role(target, name=name).first if isinstance(target, str) else target  # type: ignore[arg-type]
        if not found.count():
            raise AssertionError(f"nothing to press for {name or target} on {self.page.url}: {self.text()[:2000]}")
        found.click()
        self.page.wait_for_load_state("domcontentloaded")

    def sign_in(self, login: str) -> None:
        """Through the page, with the password."""
        self.open("/sign-in")
        self.page.fill("[name=login]", login)
        self.page.fill("[name=password]", PASSWORD)
        self.click("button", "登录")
        assert "/sign-in" not in self.page.url, self.text()

    def carry(self, cookie: str, value: str) -> None:
        self.context.add_cookies([{"name": cookie, "value": value, "url": self.site}])

    def wants(self, display: str) -> None:
        """Elder mode, high contrast: `elder.standard`, `standard.high`."""
        self.carry(DISPLAY, display)

    def resize(self, width: int, height: int = _HEIGHT) -> None:
        if self.page.viewport_size != (size := ViewportSize(width=width, height=height)):
            self.page.set_viewport_size(size)

    def text(self) -> str:
        return self.page.inner_text("main")

    def sees(self, words: str) -> bool:
        return self.page.get_by_text(words).count() > 0

    def shoot(self, name: str) -> None:
        screenshot(self.page, name)


def axe(page: Page) -> list[str]:
    """Every violation of every rule, best practice included; the page is made as tall as it is, lest a bar cover it."""
    size = page.viewport_size
    assert size is not None, "a page has a size"
    tall, has_axe = page.evaluate("[document.documentElement.scrollHeight, 'axe' in window]")
    if tall > size["height"]:
        page.set_viewport_size({"width": size["width"], "height": tall})
    if not has_axe:
        page.evaluate(AXE)
    found: list[str] = page.evaluate(_FIND)
    if tall > size["height"]:
        page.set_viewport_size(size)
    return found


def policy_violations(page: Page) -> list[str]:
    found: list[str] = page.evaluate("window.broken")
    return found


def runs_off_the_side(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def screenshot(page: Page, name: str) -> None:
    """A picture of the whole page in the folder `TONGBAN_SHOTS`, if one is named."""
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def until(page: Page, expression: str) -> Any:
    """Wait until it is true; the page's own policy forbids the eval of `wait_for_function`."""
    for _ in range(250):
        if found := page.evaluate(expression):
            return found
        page.wait_for_timeout(20)
    raise AssertionError(f"never true on {page.url}: {expression}")


Meet = Callable[..., Person]
