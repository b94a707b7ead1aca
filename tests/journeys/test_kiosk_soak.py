"""A day at the terminal in a short time: one browser, one page, one person after the other; nothing grows. R-134.

TONGBAN_VISITORS is how many come after those who only warm it up; a day of 24 hours has about 2,000.
"""

import gc
import os
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.urls import reverse

from tongban.foundation.kernel.clock import now
from tongban.handling.halls.models import Ticket
from tongban.registers.catalog.queries import cards
from tongban.registers.catalog.queries.shelf import forget
from tongban.registers.codes.commands import agree, show
from tongban.registers.codes.models import Scan
from tongban.registers.codes.queries import code_now
from tongban.web.kiosk.visitors import COOKIE as VISITOR

from .browsing import Meet, Person, until
from .conftest import actor_of
from .terminals import bind_browser

VISITORS = int(os.environ.get("TONGBAN_VISITORS", "18"))
PEOPLE = ("liqiang", "maxiuying", "zhouyou")
OURS = {"tongban", "django", "jinja2", "psycopg"}
"""Whose objects are the house's: its server runs in this process, beside the client of the browser."""
STORED = """() => navigator.storage.estimate().then(({ usage }) =>
  [usage, Object.keys(sessionStorage).filter(each => each !== 'htmx-current-path-for-history').length,
   Object.keys(localStorage).filter(each => each !== 'tongban-own-report').length])"""
VISIT = "caches.has('tongban-kiosk-visit')"
KB = 1024
HEAP_MAY_GROW, STORE_MAY_GROW, OBJECTS_MAY_GROW = 256 * KB, 512 * KB, 150
"""Over all visitors, however many: of a day's 2,000 none may leave 130 bytes or one object behind."""


@dataclass(frozen=True)
class Weighed:
    """What the page holds after its rubbish was collected, what the browser stores, what the house holds."""

    heap: float
    nodes: float
    listeners: float
    documents: float
    stored: float
    cookies: int
    objects: int


class Scale:
    """Weighs a page by its browser's own figures, and the house by how many objects of it there are."""

    def __init__(self, person: Person) -> None:
        self.person, self.session = person, person.context.new_cdp_session(person.page)
        self.session.send("Performance.enable")

    def weigh(self) -> Weighed:
        page = self.person.page
        for _ in range(3):
            self.session.send("HeapProfiler.collectGarbage")
            page.wait_for_timeout(100)
        found: dict[str, Any] = {
            each["name"]: each["value"] for each in self.session.send("Performance.getMetrics")["metrics"]
        }
        usage, in_session, in_storage = page.evaluate(STORED)
        assert (in_session, in_storage, page.evaluate(VISIT)) == (0, 0, False), "nothing of a visitor stays"
        forget()  # guides that are kept for a while come and go
        gc.collect()
        ours = sum(str(type(each).__module__).partition(".")[0] in OURS for each in gc.get_objects())
        return Weighed(
            heap=found["JSHeapUsedSize"],
            nodes=found["Nodes"],
            listeners=found["JSEventListeners"],
            documents=found["Documents"],
            stored=usage,
            cookies=len(self.person.context.cookies()),
            objects=ours,
        )


def visit(person: Person, number: int) -> None:
    """Somebody comes, does one thing, and leaves by the button; the next one finds the first page."""
    kinds = (_takes_a_number, _reads_a_guide, _looks_at_own_affairs)
    kinds[number % len(kinds)](person, number)
    person.click("button", "结束，清除")
    assert "已经退出" in person.text()
    assert VISITOR not in {each["name"] for each in person.context.cookies()}
    person.click("link", "回首页")


def _takes_a_number(person: Person, number: int) -> None:
    """The clock runs faster: what was drawn before was drawn some minutes ago."""
    Ticket.objects.filter(kiosk__isnull=False).update(drawn_at=F("drawn_at") - timedelta(minutes=5))
    for kind, name in (("link", "取号"), ("link", "综合办事"), ("button", "直接取号")):
        person.click(kind, name)
    assert Ticket.objects.latest("pk").number in person.text()
    until(person.page, VISIT)


def _reads_a_guide(person: Person, number: int) -> None:
    listed = cards()
    person.click("link", "查怎么办")
    person.click("link", ("公安", "税务", "社保", "医保")[number % 4])
    person.open(reverse("kiosk-item", args=[listed[number % len(listed)].option_code]))
    assert person.page.get_by_text("您要带").count()
    person.click("link", "大字")


def _looks_at_own_affairs(person: Person, number: int) -> None:
    holder = actor_of(PEOPLE[number // 3 % len(PEOPLE)])
    person.open(reverse("kiosk-me"))
    person.page.fill("#c", code_now(show(by=holder, at=now()), at=now()).text)
    person.click("button", "看")
    agree(Scan.objects.latest("pk"), claims=["name"], by=holder, at=now())
    until(person.page, f"document.querySelector('main').innerText.includes('{holder.name}')")


@pytest.mark.req("R-134")
def test_visitor_after_visitor_nothing_grows_in_the_page_the_browser_or_the_house(meet: Meet) -> None:
    person = bind_browser(meet())
    person.open("/kiosk")
    until(person.page, "navigator.serviceWorker.ready.then(Boolean)")
    while not person.page.evaluate("caches.match('/kiosk/kept.json').then(Boolean)"):
        person.page.wait_for_timeout(200)
    scale = Scale(person)
    for number in range(max(len(PEOPLE) * len(PEOPLE), VISITORS // 20)):
        visit(person, number)
    first = scale.weigh()
    for number in range(VISITORS):
        visit(person, number)
    last = scale.weigh()
    print(f"{VISITORS} visitors: {first} then {last}")
    assert last.heap <= first.heap + HEAP_MAY_GROW
    assert last.objects <= first.objects + OBJECTS_MAY_GROW
    assert last.stored <= first.stored + STORE_MAY_GROW
    assert last.nodes <= first.nodes * 1.1
    assert last.listeners <= first.listeners * 1.1
    assert last.documents <= first.documents + 1
    assert last.cookies == first.cookies
