"""No dead link on any page (R-087): from the home page and the site map, every link that leads inside is followed."""

import re
from collections import deque
from collections.abc import Callable
from functools import cache
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tongban.foundation.kernel.clock import now
from tongban.handling.cases.tests.applying import lodged

pytestmark = pytest.mark.django_db
LINK = re.compile(r'\b(?:href|src|action)="([^"#]+)')
METHOD = re.compile(r'<form[^>]*method="post"[^>]*action="([^"]+)"|<form[^>]*action="([^"]+)"[^>]*method="post"')
OUTSIDE = {"zwfw.gansu.gov.cn", "www.jyg.gov.cn"}
MOST_PARAMETERS = 2
MOST_OF_A_KIND = 6
"""Of addresses that differ only in a code or a value so many are followed; by the visitor the guides themselves all."""


@cache
def is_static(name: str) -> bool:
    """Does this file lie in one of the apps? Every page asks for the same few."""
    return bool(finders.find(name))


def crawl(client: Client, *starts: str, every_guide: bool) -> tuple[dict[str, int], set[str]]:
    """Every inner address reached and its status, and the hosts that pages lead out to."""
    waiting, seen, hosts, kinds = deque(starts), dict[str, int](), set[str](), dict[str, int]()
    while waiting:
        address = waiting.popleft()
        kind = re.sub(r"[0-9A-Z]{33}|\d{17}|=[^&]*", "*", address)
        if address in seen or address.count("=") > MOST_PARAMETERS or kinds.get(kind, 0) >= MOST_OF_A_KIND:
            continue
        is_free = every_guide and re.fullmatch(r"/items/[0-9A-Z]{33}", address) is not None
        kinds[kind] = 0 if is_free else kinds.get(kind, 0) + 1
        answer = client.get(address)
        seen[address] = answer.status_code
        if not answer.headers["Content-Type"].startswith("text/html") or answer.status_code != 200:
            continue
        page = answer.content.decode()
        posted = {unescape(one or other) for one, other in METHOD.findall(page)}
        for found in {unescape(each) for each in LINK.findall(page)} - posted:
            parts = urlsplit(urljoin(f"http://testserver{address}", found))
            if parts.scheme not in ("http", "https"):
                continue
            if parts.hostname != "testserver":
                hosts.add(parts.hostname or "")
            elif parts.path.startswith("/static/"):
                assert is_static(parts.path.removeprefix("/static/")), found
            elif parts.path not in ("/sign-out", "/display") and not parts.path.startswith("/files/"):
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return seen, hosts


@pytest.mark.req("R-087")
def test_a_visitor_finds_no_dead_link(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tongban.web.portal.finding.SEARCHES._times", 10_000)
    seen, hosts = crawl(client, "/", "/sitemap", every_guide=True)
    assert len(seen) > 400
    assert {path: status for path, status in seen.items() if status not in (200, 302)} == {}
    assert hosts <= OUTSIDE


@pytest.mark.req("R-087")
def test_who_is_signed_in_finds_no_dead_link(browser: Callable[..., Client], person, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tongban.web.portal.finding.SEARCHES._times", 10_000)
    lodged(person("liqiang"), at=now())
    seen, _ = crawl(browser("liqiang"), "/me", "/cases", "/messages", every_guide=False)
    assert {path: status for path, status in seen.items() if status not in (200, 302)} == {}
