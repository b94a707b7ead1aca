"""The mobile entrances on a phone (移动端入口): on 3G, at 360 pixels, and inside a registered platform. R-138.

The profile is WebPageTest's «3G»: 1.6 Mbit/s down, 768 kbit/s up, 300 ms; its «3G Fast» has 150 ms. Chromium delays
each request by the latency, not the opening of a connection. The server sends everything as it is: in a running house
whitenoise compresses styles and scripts. The first view is done with the largest contentful paint.
"""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import CDPSession

from tongban.foundation.kernel.clock import now
from tongban.handling.cases.tests.applying import food_code
from tongban.running.demo_city.partners import SANDBOX, load_partners

from .browsing import Meet, Person, axe, runs_off_the_side, until
from .conftest import House

SMALLEST, MOST_BYTES, MOST_MS = 360, 200_000, 2_000
PROFILE = {"offline": False, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 768_000 / 8, "latency": 300}
EMBEDDED = "?in=gan-kuai-ban"
ENTRANCES = [
    ("/", ""),
    ("/mobile", ""),
    (f"/mobile{EMBEDDED}", ""),
    ("/items", ""),
    ("guide", ""),
    ("/sign-in", ""),
    ("/me", "liqiang"),
]
_WATCH = """window.firstView = 0;
for (const type of ['paint', 'largest-contentful-paint'])
  new PerformanceObserver(list => list.getEntries().forEach(each =>
    window.firstView = Math.max(window.firstView, each.startTime))).observe({type, buffered: true});"""
pytestmark = pytest.mark.req("R-138")


@pytest.fixture(scope="module", autouse=True)
def platforms(house: House) -> None:
    load_partners(at=now())


@pytest.mark.parametrize(("path", "login"), ENTRANCES, ids=[path for path, _ in ENTRANCES])
def test_the_first_view_on_3g(meet: Meet, path: str, login: str) -> None:
    person = meet(login, width=SMALLEST)
    person.context.add_init_script(_WATCH)
    address = f"/items/{food_code()}" if path == "guide" else path
    person.open(address)  # the house has been running; the browser below keeps nothing
    session, bytes_of = throttled(person), list[float]()
    session.on("Network.loadingFinished", lambda told: bytes_of.append(told["encodedDataLength"]))
    person.page.goto(person.site + address, wait_until="load")
    until(person.page, "firstView > 0 && document.readyState === 'complete'")
    shown = person.page.evaluate("firstView")
    print(f"{path}: {shown:.0f} ms, {sum(bytes_of) / 1000:.0f} KB in {len(bytes_of)} requests")
    assert sum(bytes_of) <= MOST_BYTES
    assert shown < MOST_MS
    assert not runs_off_the_side(person.page)


def throttled(person: Person) -> CDPSession:
    """On 3G, with an empty cache."""
    session = person.context.new_cdp_session(person.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", PROFILE)
    return session


@pytest.fixture
def platform(house: House) -> Iterator[None]:
    """The page of a registered platform, with the one of ours that its address names in a frame."""

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            start = '<!doctype html><html lang="zh"><link rel="icon" href="data:,"><title>平台</title>'
            self.wfile.write(f'{start}<iframe title="办事" src="{house.url}{self.path}"></iframe>'.encode())

        def log_message(self, format: str, *args: Any) -> None:
            pass

    door = HTTPServer(("127.0.0.1", int(SANDBOX.rpartition(":")[2])), Door)
    thread = Thread(target=door.serve_forever, daemon=True)
    thread.start()
    yield
    door.shutdown()
    door.server_close()
    thread.join()


def test_a_registered_platform_frames_what_is_public_and_beginning_leaves_the_frame(meet: Meet, platform: None) -> None:
    person = meet("", width=SMALLEST)
    person.page.goto(f"{SANDBOX}/items/{food_code()}{EMBEDDED}")
    framed = person.page.frame_locator("iframe")
    framed.get_by_role("heading", level=1).wait_for()
    assert framed.locator("footer").count() == 0
    framed.get_by_role("link", name="开始办理").first.click()
    person.page.wait_for_url(f"{person.site}/**")
    assert "/begin" in person.page.url or "/sign-in" in person.page.url, "the whole window, with our address above it"


def test_what_is_ones_own_is_shown_in_nobodys_frame(meet: Meet, platform: None) -> None:
    person = meet("liqiang", width=SMALLEST)
    person.page.goto(f"{SANDBOX}/me{EMBEDDED}")
    person.page.wait_for_timeout(500)
    frame = next(each for each in person.page.frames if each.parent_frame)
    assert frame.url.startswith("chrome-error:"), frame.url
    refused = [each for each in person.complaints if "frame-ancestors" in each]
    assert refused
    person.complaints.clear()  # the browser's own word for it is what was wanted


def test_the_embedded_page_is_clean_by_itself(meet: Meet) -> None:
    person = meet("", width=SMALLEST)
    person.open(f"/mobile{EMBEDDED}")
    person.shoot("mobile-embedded")
    assert axe(person.page) == []
