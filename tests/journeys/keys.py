"""Hands on the keyboard only (键盘): to a thing by Tab, every stop on the way seen and with its ring, then a key."""

from typing import Any

from playwright.sync_api import Locator

from .browsing import Person

MOST = 240
_STOP = """target => {
  const it = document.activeElement;
  if (!it || it === document.body) return {on: 'body', here: false, seen: true, ring: true};
  const drawn = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const ring = each => each && [null, '::after'].some(part => drawn(getComputedStyle(each, part)));
  const around = [it, it.nextElementSibling, it.closest('label'), it.closest('.choice')];
  const box = it.getBoundingClientRect(), label = it.closest('label')?.getBoundingClientRect() ?? box;
  const seen = [box, label].some(each => each.width > 1 && each.height > 1
    && each.right > 0 && each.left < innerWidth && each.bottom > 0 && each.top < innerHeight);
  return {on: it.outerHTML.slice(0, 140), here: it === target, seen, ring: around.some(ring)};
}"""


class Hands:
    """Somebody at a keyboard: the mouse of this page is never touched, and a stop out of sight is a fault."""

    def __init__(self, person: Person) -> None:
        self.person, self.page, self.stops = person, person.page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.insert_text(text)

    def reach(self, target: Locator) -> None:
        """Tab until the focus is on it."""
        wanted = target.first.element_handle()
        assert wanted is not None, f"nothing to reach on {self.page.url}: {self.person.text()[:1500]}"
        passed: list[str] = []
        stop: dict[str, Any] = self.page.evaluate(_STOP, wanted)
        while not stop["here"]:
            assert len(passed) < MOST, f"never came to it on {self.page.url}: {passed[-5:]}"
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(_STOP, wanted)
            assert stop["seen"], f"out of sight on {self.page.url}: {stop['on']}"
            assert stop["ring"], f"without a ring on {self.page.url}: {stop['on']}"
            passed.append(stop["on"])
        self.stops += len(passed)

    def follow(self, role: str, name: str, key: str = "Enter") -> None:
        """To a link or button by its words, and on."""
        self.reach(self.page.get_by_role(role, name=name, exact=True))  # type: ignore[arg-type]
        self.go(key)

    def go(self, key: str = "Enter") -> None:
        """A key that leads to a page."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.keyboard.press(key)

    def fill(self, field: str, text: str) -> None:
        """To a field by its id, and over what stands there."""
        self.reach(self.page.locator(f"[id='{field}']"))
        self.page.keyboard.press("Control+A")
        self.type(text)

    def focused(self) -> str:
        """The id of what has the focus."""
        found: str = self.page.evaluate("document.activeElement?.id ?? ''")
        return found
