"""One source, many channels (同源发布): web, print, kiosk and API tell one edition of a guide, also after a change."""

import hashlib
import io
import mimetypes
import os
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Route, sync_playwright

from tongban.exchange.connectors.provincial_catalogue.editions import delivery_of, newest_edition
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.commands.numbers import next_case_number
from tongban.handling.cases.tests.applying import food_code
from tongban.handling.cases.tests.driving import listed
from tongban.handling.contacts.commands.opening import open_contact
from tongban.handling.halls.commands.kiosks import bind, give_code, register_kiosk
from tongban.registers.agencies.models import Venue
from tongban.registers.catalog.browsing import Filters
from tongban.registers.catalog.content import Span
from tongban.registers.catalog.kinds import ItemKind
from tongban.registers.catalog.queries import browse, cards, forget, guide
from tongban.web.kiosk.terminals import COOKIE as KIOSK
from tongban.web.ui.sessions import COOKIE
from tongban.web.ui.tests.chromium import FLAGS

CHROMIUM = os.environ.get("TONGBAN_CHROMIUM") or shutil.which("chromium") or ""
SITE = "http://guide.test"
SIMPLE_MATERIALS = 5
MOBILE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
THREADS, NUMBERS_EACH = 8, 150


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> Iterator[None]:
    forget()
    yield
    forget()


def told(code: str, staffed: Client, phone: str, terminal: Client) -> dict[str, str]:
    """The fingerprint of the guide that each channel tells."""
    client, expected = Client(), guide(code).content_hash
    page, printed = (client.get(path).content.decode() for path in (f"/items/{code}", f"/items/{code}/print"))
    api = client.get(f"/api/v1/items/{code}").json()["content_hash"]
    mobile = Client(headers={"user-agent": MOBILE}).get(f"/items/{code}").content.decode()
    said = staffed.get(phone, {"item": code}).content.decode()
    beside = staffed.get(f"/workbench/intake/{code}").content.decode()
    at_hall = terminal.get(f"/kiosk/items/{code}").content.decode()
    newest = newest_edition(code[:31])
    assert newest is not None
    sent = delivery_of(newest, "样例").options[code[31:]]
    short = expected[:16]
    return {
        "mobile": expected if short in mobile else "",
        "phone": expected if short in said else "",
        "kiosk": expected if short in at_hall else "",
        "window": expected if short in beside else "",
        "province": hashlib.sha256(sent.encode()).hexdigest(),
        "web": expected if short in page else "",
        "print": expected if short in printed else "",
        "api": api,
    }


@pytest.mark.django_db
@pytest.mark.req("R-029", "R-096")
def test_every_channel_tells_the_same_edition_and_the_new_one_at_once(staffed: Client, phone: str, terminal: Client):
    code = food_code()
    before = guide(code).content_hash
    assert set(told(code, staffed, phone, terminal).values()) == {before}
    with listed(promised_limit=Span(value=2)):
        forget()
        after = guide(code).content_hash
        assert after != before
        assert set(told(code, staffed, phone, terminal).values()) == {after}


@pytest.fixture
def staffed(sign_in: Callable[..., str]) -> Client:
    """王芳 at her window, and at the telephone."""
    client = Client()
    client.cookies[COOKIE] = sign_in("wangfang", now())
    return client


@pytest.fixture
def terminal(cast: Callable[..., Actor]) -> Client:
    """A terminal of the city's hall, bound."""
    keeper, client = cast("zhengyawen", now()), Client()
    made = register_kiosk("9号自助终端", venue=Venue.objects.get(key="city-center"), by=keeper, at=now())
    client.cookies[KIOSK] = bind(give_code(made, by=keeper, at=now()), ip=None, at=now())[1]
    return client


@pytest.fixture
def phone(cast: Callable[..., Actor]) -> str:
    """The page that is read out to whoever calls."""
    by = cast("wangfang", now())
    found = open_contact(kind="enquiry", channel="phone", question="饭馆的证怎么办？", by=by, at=now())
    return reverse("desk-contact-answer", args=[found.code])


@pytest.mark.django_db
@pytest.mark.req("R-034")
def test_an_answer_to_a_question_names_the_edition_that_it_comes_from():
    code, sent = food_code(), {"answers": {}}
    answer = Client().post(f"/api/v1/items/{code}/checklist", sent, content_type="application/json").json()
    assert answer["content_hash"] == guide(code).content_hash


@pytest.mark.django_db
@pytest.mark.req("R-010")
def test_the_catalogue_counts_its_items_by_kind():
    recounted = Counter(card.kind for card in cards())
    assert browse(Filters()).counts["kind"] == dict(recounted)
    assert set(recounted) == {each.value for each in ItemKind}


@pytest.mark.django_db
@pytest.mark.req("R-207")
def test_case_numbers_taken_at_once_are_all_different():
    taken: list[str] = []

    def take() -> None:
        own = [next_case_number("620200", on=date(2026, 11, 23)) for _ in range(NUMBERS_EACH)]
        taken.extend(own)
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(THREADS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(set(taken)) == THREADS * NUMBERS_EACH


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Opened after everything that asks the database, which its running loop would forbid."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def sheets(browser: Browser, html: str) -> int:
    """How many A4 sheets a page takes; its static files come from where they lie."""

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
        if path == "/":
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif isinstance(found, str):
            route.fulfill(body=Path(found).read_bytes(), content_type=mimetypes.guess_type(path)[0] or "")
        else:
            route.fulfill(status=404)

    page = browser.new_page(locale="zh-CN")
    page.route("**/*", answer)
    page.goto(f"{SITE}/", wait_until="load")
    made = page.pdf(format="A4", prefer_css_page_size=True)
    page.close()
    with pikepdf.open(io.BytesIO(made)) as document:
        return len(document.pages)


@pytest.mark.journey
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")
@pytest.mark.req("R-029")
def test_the_guide_of_a_simple_matter_takes_two_sheets_at_most(simple_guides: dict[str, str], browser: Browser):
    taken = {name: sheets(browser, html) for name, html in simple_guides.items()}
    assert len(taken) >= 5
    assert {name: count for name, count in taken.items() if count > 2} == {}


@pytest.fixture
def simple_guides(db: None) -> dict[str, str]:
    """The printed guides of matters with few materials, rendered before a browser's loop is running."""
    found = [guide(card.option_code) for card in cards()]
    simple = [each for each in found if len(each.option.materials) <= SIMPLE_MATERIALS][:12]
    client = Client()
    return {each.name: client.get(f"/items/{each.option_code}/print").content.decode() for each in simple}
