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


def unfit(person: Person, name: str, *, scrolls: bool = True) -> list[str]:
    """What is too small to touch, not clean, or to be scrolled on a first level; upright and across."""
    found: list[str] = []
    for width, height in (PORTRAIT, LANDSCAPE):
        person.resize(width, height)
        person.shoot(f"kiosk-{name}-{width}")
        wrong = [*person.page.evaluate(SMALL), *policy_violations(person.page)]
        wrong += ["runs off the side"] * runs_off_the_side(person.page)
        wrong += [f"{person.page.evaluate(TALL)} px to scroll"] * (not scrolls and person.page.evaluate(TALL) > 0)
        found += [f"{name} {width}: {each}" for each in (*wrong, *axe(person.page))]
    return found


@pytest.mark.req("R-134", "R-164", "R-029")
def test_a_number_and_a_guide_by_touch_alone_and_it_ends_by_itself(terminal: Person) -> None:
    terminal.open("/kiosk")
    found = unfit(terminal, "welcome", scrolls=False)
    terminal.click("link", "取号")
    found += unfit(terminal, "take", scrolls=False)
    terminal.click("link", "综合办事")
    found += unfit(terminal, "priority", scrolls=False)
    terminal.click("button", "直接取号")
    made = Ticket.objects.latest("pk")
    assert made.number in terminal.text()
    found += unfit(terminal, "ticket", scrolls=False)
    terminal.click("link", "回首页")
    terminal.click("link", "查怎么办")
    found += unfit(terminal, "categories", scrolls=False)
    terminal.click("link", "按拼音首字母找")
    for each in "SPJY":
        terminal.page.get_by_role("button", name=each, exact=True).click()
        until(terminal.page, f"document.querySelector('#q').value.endsWith('{each}')")
    found += unfit(terminal, "spell")
    terminal.page.goto(f"{terminal.site}{reverse('kiosk-item', args=[food_code()])}")
    assert terminal.page.evaluate(HASH) == guide(food_code()).content_hash
    found += unfit(terminal, "item")
    terminal.click("link", "大字")
    found += unfit(terminal, "item-elder")
    terminal.click("link", "问几个问题")
    found += unfit(terminal, "question-elder")
    terminal.page.evaluate("document.querySelector('dialog').showModal()")
    found += unfit(terminal, "idle-elder")
    terminal.click("button", "我还在")
    terminal.click("button", "结束，清除")
    assert "已经退出" in terminal.text()
    terminal.open("/kiosk")
    assert not terminal.page.evaluate("document.documentElement.dataset.mode")
    assert found == []
