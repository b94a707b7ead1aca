"""At the terminal of the hall: a number and a guide by touch alone, nothing to touch below 80 px, and an end."""

import pytest
from django.urls import reverse

from tongban.foundation.kernel.clock import now
from tongban.handling.cases.tests.applying import food_code
from tongban.handling.halls.commands.kiosks import bind, give_code, register_kiosk
from tongban.handling.halls.models import Ticket
from tongban.registers.agencies.models import Venue
from tongban.registers.catalog.queries import guide
from tongban.web.kiosk.terminals import COOKIE

from .browsing import Meet, Person, axe, policy_violations, runs_off_the_side, until
from .conftest import actor_of

PORTRAIT, LANDSCAPE = (1080, 1920), (1280, 1024)
LEAST = 80
HASH = "document.querySelector('meta[name=content-hash]')?.content"
SMALL = """() => [...document.querySelectorAll(
  'a[href]:not(.skip), button, input:not([type=hidden]), summary, label.choice')]
  .map(each => [each, each.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 80 || box.height < 80))
  .map(([each, box]) => `${each.outerHTML.slice(0, 90)} ${Math.round(box.width)}×${Math.round(box.height)}`)"""
TALL = "document.documentElement.scrollHeight - innerHeight"


@pytest.fixture
def terminal(meet: Meet) -> Person:
    """A machine in the hall, bound, in front of which nobody stands."""
    keeper = actor_of("zhengyawen")
    at = Venue.objects.get(key="city-center")
    made = register_kiosk("8号自助终端", venue=at, by=keeper, at=now())
    _, token = bind(give_code(made, by=keeper, at=now()), ip=None, at=now())
    person = meet()
    person.context.add_cookies([{"name": COOKIE, "value": token, "url": f"{person.site}/kiosk"}])
    return person


def is_fit(person: Person, name: str, *, scrolls: bool = True) -> None:
    """Large enough to touch, clean, and without scrolling where it is a first level; upright and across."""
    for width, height in (PORTRAIT, LANDSCAPE):
        person.resize(width, height)
        assert person.page.evaluate(SMALL) == [], (name, width)
        assert not runs_off_the_side(person.page), (name, width)
        if not scrolls:
            assert person.page.evaluate(TALL) <= 0, (name, width)
        person.shoot(f"kiosk-{name}-{width}")
        assert axe(person.page) + policy_violations(person.page) == [], (name, width)


@pytest.mark.req("R-134", "R-164", "R-029")
def test_a_number_and_a_guide_by_touch_alone_and_it_ends_by_itself(terminal: Person) -> None:
    terminal.open("/kiosk")
    is_fit(terminal, "welcome", scrolls=False)
    terminal.click("link", "取号")
    is_fit(terminal, "take", scrolls=False)
    terminal.click("link", "综合办事")
    is_fit(terminal, "priority", scrolls=False)
    terminal.click("button", "直接取号")
    made = Ticket.objects.latest("pk")
    assert made.number in terminal.text()
    is_fit(terminal, "ticket")
    terminal.click("link", "回首页")
    terminal.click("link", "查怎么办")
    is_fit(terminal, "categories", scrolls=False)
    terminal.click("link", "按拼音首字母找")
    for each in "SPJY":
        terminal.page.get_by_role("button", name=each, exact=True).click()
        until(terminal.page, f"document.querySelector('#q').value.endsWith('{each}')")
    is_fit(terminal, "spell")
    terminal.page.goto(f"{terminal.site}{reverse('kiosk-item', args=[food_code()])}")
    assert terminal.page.evaluate(HASH) == guide(food_code()).content_hash
    is_fit(terminal, "item")
    terminal.click("link", "大字")
    is_fit(terminal, "item-elder")
    terminal.click("link", "问几个问题")
    is_fit(terminal, "question-elder")
    terminal.page.evaluate("document.querySelector('dialog').showModal()")
    is_fit(terminal, "idle-elder")
    terminal.click("button", "我还在")
    terminal.click("button", "结束，清除")
    assert "已经退出" in terminal.text()
    terminal.open("/kiosk")
    assert not terminal.page.evaluate("document.documentElement.dataset.mode")
