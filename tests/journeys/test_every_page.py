"""Every page of the house, as each of the cast may see it: axe, the policy, the console, the width, the headings."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import product

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, reverse
from playwright.sync_api import Page

from tongban.web.ui.sessions import COOKIE
from tongban.web.ui.tests.chromium import AXE

from .browsing import PHONE, SHOTS, SMALL_PHONE, WIDE, Person, axe, runs_off_the_side, screenshot
from .conftest import House, actor_of, session_of
from .places import get_routes, people_a_city
from .visits import OUTSIDE, REFUSALS, VISITS, Visit

TABLET, NOT_ALLOWED = 768, 405
MORE_FLAGS = () if SHOTS else ("--disable-threaded-compositing",)
"""Nothing is painted: pages are only asked how they are laid out, and no script of ours waits for a frame."""
STANDARD, ELDER, HIGH = "standard.standard", "elder.standard", "standard.high"
DESK_LOOKS = {STANDARD: (WIDE, PHONE)}
CITIZEN_LOOKS = DESK_LOOKS | {HIGH: (WIDE,), ELDER: (PHONE,)}
DESK_AGAIN = {STANDARD: (WIDE,)}
CITIZEN_AGAIN = DESK_AGAIN | {ELDER: (PHONE,)}
FIRST = {each.name: each for each in reversed(VISITS)}
"""A page is looked at in every way once; in its other states at a desk, and by citizens on an elder's telephone."""
ON_A_TABLET = {"home", "item", "case", "draft", "draft-check", "workbench", "desk-case"}


@dataclass
class City:
    """A house in which every page has something to show, and one browser in it at which everybody sits in turn.

    A browser for each would read axe anew and go on painting a window that nobody looks at: a third of all the time.
    """

    samples: dict[str, str]
    visitor: Person
    sessions: dict[str, str] = field(default_factory=dict)

    def person(self, login: str) -> Person:
        """The browser as it is in the hands of this person: their session is its only cookie."""
        self.visitor.context.clear_cookies()
        if login:
            self.visitor.carry(COOKIE, self.sessions.get(login) or self.sessions.setdefault(login, session_of(login)))
        return self.visitor


@pytest.fixture(scope="module")
def city(house: House) -> Iterator[City]:
    samples = people_a_city(actor_of)
    visitor = house.meet()
    visitor.context.add_init_script(AXE)  # said once, not anew for each page
    yield City(samples, visitor)
    visitor.context.close()


@pytest.mark.req("R-089")
@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_the_page_is_clean(city: City, visit: Visit) -> None:
    person, path = city.person(visit.login), visit.path(city.samples)
    found: list[str] = []
    for display, widths in _looks(visit).items():
        tablet = [TABLET] * (visit.name in ON_A_TABLET and display == STANDARD)
        found += _faults(person, path, display, [*widths, *tablet], f"{visit.name}-{visit.login}")
        if display != HIGH:
            narrow = PHONE if visit.is_desk else SMALL_PHONE
            person.resize(narrow)
            found += [f"{display}: runs off the side at {narrow}"] * runs_off_the_side(person.page)
    found += person.complaints
    person.complaints.clear()
    assert found == []


@pytest.mark.parametrize("path", REFUSALS)
def test_a_refusal_is_a_clean_page_too(city: City, path: str) -> None:
    person = city.person("wangfang")
    found = [fault for display, widths in CITIZEN_LOOKS.items() for fault in _faults(person, path, display, widths)]
    assert found + person.complaints == []


def test_every_page_is_visited(city: City) -> None:
    """Whoever adds a page adds a visit: what answers a GET with a page is in the list."""
    visited = {each.name for each in VISITS} | set(OUTSIDE)
    browsers = [(Client(), session_of(login)) for login in ("liqiang", "wangfang")]
    forgotten = {name for name in get_routes() if name not in visited and _is_page(city, name, browsers)}
    assert sorted(forgotten) == []


def test_axe_would_find_a_fault(city: City) -> None:
    person = city.person("")
    person.open("/")
    person.page.evaluate("document.documentElement.removeAttribute('lang')")
    assert axe(person.page) != []


def _looks(visit: Visit) -> Mapping[str, tuple[int, ...]]:
    """Displays and widths in which it is looked at whole."""
    if FIRST[visit.name] is visit:
        return DESK_LOOKS if visit.is_desk else CITIZEN_LOOKS
    return DESK_AGAIN if visit.is_desk else CITIZEN_AGAIN


def _faults(person: Person, path: str, display: str, widths: Sequence[int], name: str = "refusal") -> list[str]:
    """What is wrong with a page on this display, opened once and turned to each width."""
    person.wants(display)
    person.resize(widths[0])
    person.open(path)
    found: list[str] = []
    for width in widths:
        person.resize(width)
        found += [f"{width} {display}: {each}" for each in _wrong(person.page, path)]
        screenshot(person.page, f"{name}-{width}-{display}")
    return found


def _wrong(page: Page, path: str) -> list[str]:
    """What is wrong with a page as it stands."""
    facts = page.evaluate(_FACTS)
    wrong = [f"policy {each}" for each in facts["broken"]]
    if facts["headings"] != 1:
        wrong.append(f"{facts['headings']} headings of the first level")
    if not facts["title"].endswith("嘉峪关政务服务") or facts["title"].startswith(" -"):
        wrong.append(f"title {facts['title']}")
    if facts["first"] not in ("#main", None) and not path.endswith("/print"):
        wrong.append(f"first stop {facts['first']}")
    if facts["wide"]:
        wrong.append("runs off the side")
    return wrong + [f"axe {each}" for each in axe(page)]


_FACTS = """() => {
  const first = document.querySelector('a[href], button, input, select, textarea, summary, [tabindex="0"]');
  return {
    broken, headings: document.querySelectorAll('h1').length, title: document.title, first: first?.getAttribute('href'),
    wide: document.documentElement.scrollWidth > innerWidth,
  };
}"""


def _is_page(city: City, name: str, browsers: Sequence[tuple[Client, str]]) -> bool:
    """Does a GET of this route give a page to somebody of the cast, whose session is their only cookie?"""
    for path in _addresses(get_routes()[name], city.samples):
        for client, session in browsers:
            client.cookies = SimpleCookie({COOKIE: session})
            answer = client.get(path)
            answer.close()
            if answer.status_code == NOT_ALLOWED:
                return False
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                return True
    return False


_FITTING = {
    "number": ("received", "correcting", "issued", "draft", "notice"),
    "code": ("food", "verification", "items", "layout_plan"),
    "key": ("notice_id", "file"),
    "public_id": ("file",),
    "place": ("1",),
    "verb": ("accept",),
    "form": ("a4",),
}


def _addresses(pattern: URLPattern, samples: dict[str, str]) -> Iterator[str]:
    """The route with samples that fit its parts; a part of a new name is tried with all of them."""
    parts = list(pattern.pattern.regex.groupindex)
    values = [[samples.get(each, each) for each in _FITTING.get(part, samples)] for part in parts]
    for chosen in product(*values):
        with suppress(NoReverseMatch):
            yield reverse(pattern.name or "", kwargs=dict(zip(parts, chosen, strict=True)))
