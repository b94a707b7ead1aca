"""The terminal alone: without a network it shows kept guides and prints receipts, and nobody's affairs stay on it."""

from collections.abc import Iterator
from time import monotonic

import pytest
from django.urls import reverse

from tongban.foundation.kernel.clock import now
from tongban.handling.cases.tests.applying import food_code, lodged
from tongban.handling.halls.models import Ticket
from tongban.registers.catalog.queries import cards, guide
from tongban.registers.codes.commands import agree, show
from tongban.registers.codes.models import Scan
from tongban.registers.codes.queries import code_now
from tongban.web.kiosk.visitors import COOKIE as VISITOR
from tongban.web.kiosk.visitors import OWN_IDLE_SECONDS, OWN_LEFT_SECONDS

from .browsing import Person, axe, runs_off_the_side, until
from .cables import Cable
from .conftest import House, actor_of
from .terminals import bind_browser
from .test_kiosk import HASH, LANDSCAPE, PORTRAIT, SMALL

PATIENCE = 1500
"""Steps of 20 ms: half a minute for all guides to be kept."""
KEPT = "caches.match('/kiosk/kept.json').then(Boolean)"
RECEIPTS = "caches.has('tongban-kiosk-visit')"
PRINTER = "window.papers = 0; window.print = () => { window.papers += 1; dispatchEvent(new Event('beforeprint')); };"
STORED = """() => [Object.keys(sessionStorage).length,
  Object.keys(localStorage).filter(each => each !== 'tongban-own-report').length]"""
WIPED_WITHIN = OWN_IDLE_SECONDS + OWN_LEFT_SECONDS


@pytest.fixture
def terminal(house: House, cable: Cable) -> Iterator[Person]:
    """A machine whose network can be taken away; what its browser says of that is no fault of a page."""
    person = Person(house.browser, cable.url)
    person.context.add_init_script(PRINTER)
    yield bind_browser(person)
    faults = [each for each in person.complaints if "ERR_" not in each and "503" not in each]
    person.context.close()
    assert faults == []


def wait(person: Person, expression: str) -> None:
    for _ in range(PATIENCE):
        if person.page.evaluate(expression):
            return
        person.page.wait_for_timeout(20)
    raise AssertionError(f"never true on {person.page.url}: {expression}")


def unfit(person: Person, name: str) -> list[str]:
    """What is too small to touch, not clean, or runs off the side; upright and across."""
    found: list[str] = []
    for width, height in (PORTRAIT, LANDSCAPE):
        person.resize(width, height)
        person.shoot(f"kiosk-{name}-{width}")
        wrong = [*person.page.evaluate(SMALL), *axe(person.page)]
        found += [f"{name} {width}: {each}" for each in wrong + ["off the side"] * runs_off_the_side(person.page)]
    return found


def draws(person: Person) -> str:
    """A number, and its slip on the screen."""
    person.open("/kiosk")
    for kind, name in (("link", "取号"), ("link", "综合办事"), ("button", "直接取号")):
        person.click(kind, name)
    return Ticket.objects.latest("pk").number


@pytest.mark.req("R-134")
def test_without_a_network_kept_guides_are_read_and_a_receipt_is_printed_and_the_end_takes_it_away(
    terminal: Person, cable: Cable
) -> None:
    terminal.open("/kiosk")
    wait(terminal, KEPT)
    number = draws(terminal)
    slip = terminal.page.url
    until(terminal.page, RECEIPTS)
    cable.pull()
    terminal.open(reverse("kiosk-track"))
    assert "网络断了，还能查怎么办" in terminal.text()
    assert f"本机存了{len(cards())}份指南" in terminal.text()
    found = unfit(terminal, "away")
    terminal.click("link", "再打印刚才的凭条")
    assert terminal.page.url == slip
    assert number in terminal.text()
    terminal.click("button", "打印号票")
    assert terminal.page.evaluate("window.papers") == 1
    terminal.open(reverse("kiosk-items"))
    terminal.click("link", "公安")
    assert "网络断了。这一页是" in terminal.text()
    terminal.click("link", "下一页")
    terminal.page.goto(f"{terminal.site}{reverse('kiosk-item', args=[food_code()])}")
    assert terminal.page.evaluate(HASH) == guide(food_code()).content_hash
    found += unfit(terminal, "kept-item")
    terminal.click("button", "打印这份指南")
    assert terminal.page.evaluate("window.papers") == 1
    terminal.click("link", "大字")
    assert terminal.page.evaluate("document.documentElement.dataset.mode") == "elder"
    terminal.click("link", "返回分类")
    assert terminal.page.evaluate("document.documentElement.dataset.mode") == "elder"
    terminal.open(slip)
    began = monotonic()
    terminal.page.wait_for_url("**/kiosk/over", timeout=(WIPED_WITHIN + 5) * 1000)
    assert monotonic() - began < WIPED_WITHIN + 2
    assert number not in terminal.text()
    assert not terminal.page.evaluate(RECEIPTS)
    assert terminal.page.evaluate(STORED) == [0, 0]
    assert not terminal.page.evaluate("document.documentElement.dataset.mode")
    terminal.open(slip)
    assert number not in terminal.text()
    cable.put_in()
    terminal.page.wait_for_url("**/kiosk", timeout=30_000)
    assert "要办什么" in terminal.text()
    assert found == []


@pytest.mark.req("R-134")
def test_own_affairs_are_gone_from_screen_and_machine_within_half_a_minute(terminal: Person) -> None:
    liqiang = actor_of("liqiang")
    _, case = lodged(liqiang, at=now())
    terminal.open(reverse("kiosk-me"))
    terminal.page.fill("#c", code_now(show(by=liqiang, at=now()), at=now()).text)
    terminal.click("button", "看")
    agree(Scan.objects.latest("pk"), claims=["name"], by=liqiang, at=now())
    until(terminal.page, "document.querySelector('main').innerText.includes('李强')")
    shown = terminal.text().replace(" ", "")
    assert case.number in shown
    terminal.page.keyboard.press("Shift")
    began = monotonic()
    terminal.page.wait_for_url("**/kiosk/over", timeout=(WIPED_WITHIN + 5) * 1000)
    assert monotonic() - began <= WIPED_WITHIN + 0.6, "the clock of the page ticks every half a second"
    assert "李强" not in terminal.text()
    assert VISITOR not in {each["name"] for each in terminal.context.cookies()}
    assert terminal.page.evaluate(STORED) == [0, 0]
    terminal.page.go_back()
    assert "李强" not in terminal.text()
    assert case.number not in terminal.text().replace(" ", "")


@pytest.mark.req("R-134")
def test_who_left_while_the_network_was_away_is_forgotten_before_anybody_else_is_let_in(
    terminal: Person, cable: Cable
) -> None:
    liqiang = actor_of("liqiang")
    terminal.open("/kiosk")
    wait(terminal, KEPT)
    terminal.open(reverse("kiosk-me"))
    terminal.page.fill("#c", code_now(show(by=liqiang, at=now()), at=now()).text)
    terminal.click("button", "看")
    agree(Scan.objects.latest("pk"), claims=["name"], by=liqiang, at=now())
    until(terminal.page, "document.querySelector('main').innerText.includes('李强')")
    cable.pull()
    terminal.click("button", "结束，清除")
    assert "网络断了" in terminal.text()
    cable.put_in()
    terminal.open(reverse("kiosk-mine"))
    assert "李强" not in terminal.text()
    assert VISITOR not in {each["name"] for each in terminal.context.cookies()}
