"""The window without a mouse, in a real browser (窗口键盘流程): from a scanned draft to the hand-over."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import load_city
from django.db import connections
from playwright.sync_api import Browser

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.commands.drafting import add_file, begin_draft, save_answers, save_form, save_material
from tongban.handling.cases.models import Case, Draft
from tongban.handling.cases.tests.applying import ANSWERS, FORM, LICENSE, NEEDED, food_code, stored_file
from tongban.web.ui.tests.chromium import CHROMIUM

from .browsing import Desk, chromium

pytestmark = [
    pytest.mark.journey,
    pytest.mark.filterwarnings("ignore:No directory at"),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine"),
]
LIQIANG = "620201199003070017"
SignIn = Callable[..., str]
Person = Callable[[str], Actor]
Start = Callable[[str], Desk]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Playwright's loop runs in the thread of the tests: Django is told that this is meant."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield from chromium()


@pytest.fixture
def start(
    browser: Browser,
    transactional_db: None,
    live_server: Any,
    sign_in: SignIn,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Start]:
    """A desk for a member of the cast; every request gives its connection back, so that the database can go."""
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
    load_city()
    settings.PUBLIC_URL = live_server.url
    open_ones: list[Desk] = []

    def begin(login: str) -> Desk:
        open_ones.append(Desk(browser, live_server.url, sign_in(login, now())))
        return open_ones[-1]

    yield begin
    for each in open_ones:
        each.context.close()


def filled_in_on_the_web(by: Actor, *codes: str) -> Draft:
    """李强's draft with everything in it, files for these materials."""
    at = now()
    draft = begin_draft(food_code(), by=by, at=at)
    save_answers(draft, ANSWERS, revision=draft.revision, at=at)
    save_form(draft, FORM, revision=draft.revision, at=at)
    for code in codes:
        add_file(draft, code, stored_file(by, at=at), by=by, at=at)
    save_material(draft, "business_license", license_identifier=LICENSE, revision=draft.revision, at=at)
    return draft


@pytest.mark.req("R-008", "R-075")
def test_a_draft_is_received_and_accepted_with_twelve_keys_and_no_mouse(
    start: Start, person: Person, received: Any
) -> None:
    received()
    draft = filled_in_on_the_web(person("liqiang"), *NEEDED)
    desk, found = start("wangfang"), {}
    desk.open("/workbench")
    found["today"] = desk.faults()
    keys = 0
    desk.scan(draft.number)
    found["draft"] = desk.faults((1440, 390))
    desk.scan(LIQIANG)
    assert "申请人网上已填" in desk.page.content()
    found["intake"] = desk.faults()
    desk.go("Control+Enter")
    keys += 1
    assert "查询码" in desk.page.content()
    desk.until("!document.querySelector('[data-marks]').hidden")
    for place in range(1, 5):
        desk.press("j")
        keys += 1
        desk.until(f"document.querySelectorAll('.verdict [value=good]:checked').length === {place}")
        desk.until("document.querySelector('[data-marks]') && !document.querySelector('.htmx-request')")
    found["case"] = desk.faults()
    desk.go("Control+Enter")
    found["accept"] = desk.faults((1440, 390))
    desk.go("Control+Enter")
    keys += 2
    case = Case.objects.get(number=draft.number)
    assert case.status == "accepted"
    assert case.materials.filter(verdict="good").count() == 4
    assert keys <= 12
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.req("R-033", "R-036")
def test_a_notice_takes_three_presses_and_the_decision_needs_no_mouse_either(
    start: Start, person: Person, received: Any
) -> None:
    case, found = received("layout_plan"), {}
    desk = start("wangfang")
    desk.open(f"/workbench/cases/{case.number}")
    desk.go("b")
    desk.page.keyboard.type("，请画出操作流程")
    desk.press("Tab")
    desk.until("document.querySelector('#notice-preview').textContent.includes('请画出操作流程')")
    found["notice"] = desk.faults()
    desk.go("Control+Enter")
    desk.go("p")
    assert "一次性告知书" in desk.page.title()
    found["paper"] = desk.faults((1440, 390))

    whole = received()
    for login, steps in (("limin", 1), ("zhaomin", 1), ("sunqiang", 1), ("chenli", 1), ("liuyang", 1)):
        desk = start(login)
        desk.open(f"/workbench/cases/{whole.number}")
        for _ in range(steps):
            desk.go("Control+Enter")
            found[login] = desk.faults((1440, 390))
            desk.go("Control+Enter")
    whole.refresh_from_db()
    assert whole.status == "issued"
    desk.go("Control+Enter")
    desk.scan(LIQIANG)
    assert desk.page.input_value("#collector_id_number") == LIQIANG
    desk.page.focus("#collector_name")
    desk.page.keyboard.type("李强")
    desk.go("Control+Enter")
    whole.refresh_from_db()
    assert whole.status == "served"
    desk.open("/workbench/cases?scope=all")
    found["list"] = desk.faults()
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_number_shown_in_full_is_covered_again(start: Start, received: Any) -> None:
    case = received()
    desk = start("wangfang")
    desk.page.clock.install()
    page = desk.open(f"/workbench/cases/{case.number}")
    page.focus(".reveal summary")
    desk.press("Enter")
    page.focus(".reveal button")
    desk.press("Enter")
    desk.until(f"document.querySelector('.guarded').textContent.includes('{LIQIANG}')")
    page.clock.run_for(21_000)
    desk.until("document.querySelector('.guarded').textContent.includes('****')")


def test_a_slip_is_taken_back_by_one_key_while_its_seconds_run(
    start: Start, received: Any, person: Person, tmp_path: Path
) -> None:
    case = received()
    receiving.accept(case, by=person("limin"), at=now())
    desk = start("zhaomin")
    desk.page.clock.install()
    desk.open(f"/workbench/cases/{case.number}")
    desk.go("Control+Enter")
    desk.go("Control+Enter")
    found = desk.faults((1440, 390))
    desk.page.screenshot(path=str(tmp_path / "recall.png"))
    left = int(desk.page.inner_text("[data-seconds-left]"))
    desk.page.clock.run_for(2_000)
    desk.until(f"Number(document.querySelector('[data-seconds-left]').textContent) <= {left - 2}")
    desk.go("z")
    case.refresh_from_db()
    assert case.status == "accepted"
    desk.go("Control+Enter")
    desk.go("Control+Enter")
    desk.page.clock.run_for(31_000)
    desk.until("document.querySelector('[data-for-seconds]') === null")
    assert found == {}
