"""Without a mouse (键盘): every stop is seen, in order, with a ring; a clerk receives and accepts with twelve keys."""

from pathlib import Path
from typing import Any

import pytest

from tongban.foundation.kernel.clock import now
from tongban.handling.cases.commands.drafting import add_file, begin_draft, save_answers, save_form, save_material
from tongban.handling.cases.models import Case, Draft
from tongban.handling.cases.tests.applying import ANSWERS, FORM, LICENSE, NEEDED, food_code, lodged
from tongban.handling.contacts.commands.shifts import sign_on
from tongban.handling.halls.commands.calling import call_next
from tongban.handling.halls.commands.drawing import draw
from tongban.handling.halls.commands.serving import begin_serving
from tongban.handling.halls.models import Ticket
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.compiling.commands import review
from tongban.registers.compiling.models import ListDraft
from tongban.registers.documents.commands import store

from . import steps
from .browsing import PASSWORD, Meet, Person, until
from .conftest import House, actor_of
from .keys import Hands

MOST_KEYS, MOST_STOPS = 12, 200
_STOP = """() => {
  const it = document.activeElement;
  if (!it || it === document.body || it === document.documentElement) return null;
  const drawn = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const ring = each => each && [null, '::after'].some(part => drawn(getComputedStyle(each, part)));
  const around = [it, it.nextElementSibling, it.closest('label'), it.closest('.choice')];
  const box = it.getBoundingClientRect(), label = it.closest('label')?.getBoundingClientRect() ?? box;
  const seen = [box, label].some(each => each.width > 1 && each.height > 1
    && each.right > 0 && each.left < innerWidth && each.bottom > 0 && each.top < innerHeight);
  window.stops ??= new Map();
  if (!stops.has(it)) stops.set(it, stops.size);
  const html = it.outerHTML.slice(0, 140);
  return {key: stops.get(it), href: it.getAttribute('href'), html, seen, ring: around.some(ring)};
}"""
_SCAN = """text => {
  const place = document.activeElement ?? document.body;
  for (const key of [...text, 'Enter'])
    place.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
}"""

# A scanner's keys are dispatched, a clerk's are trusted: only these count. Ctrl+Enter is two of them.
_COUNT = """
addEventListener('keydown', event => {
  if (event.isTrusted) sessionStorage.keys = Number(sessionStorage.keys ?? 0) + 1;
}, true);
for (const kind of ['pointerdown', 'mousedown', 'mousemove', 'wheel', 'touchstart'])
  addEventListener(kind, event => { if (event.isTrusted) sessionStorage.mouse = kind; }, true);
"""


@pytest.mark.parametrize("place", ["home", "guide", "question", "form", "case", "window"])
def test_every_stop_of_the_keyboard_is_seen(house: House, meet: Meet, place: str) -> None:
    code, person = (
        food_code(),
        meet("wangfang" if place in ("case", "window") else "liqiang" if place == "form" else ""),
    )
    paths = {"home": "/", "guide": f"/items/{code}", "question": f"/items/{code}/checklist"}
    if place == "case":
        paths["case"] = f"/workbench/cases/{lodged(actor_of('liqiang'), at=now())[1].number}"
    if place == "window":
        paths["window"] = _somebody_at_the_window()
    if place == "form":
        paths["form"] = f"/drafts/{begin_draft(code, by=actor_of('liqiang'), at=now()).number}/form/1"
    person.open(paths[place])
    person.page.evaluate("document.activeElement?.blur()")
    stops = _walk(person)
    assert stops[0]["href"] == "#main", "the skip link comes first"
    assert len(stops) > 8
    assert [each["html"] for each in stops if not each["seen"]] == [], "out of sight"
    assert [each["html"] for each in stops if not each["ring"]] == [], "without a ring"


def _somebody_at_the_window() -> str:
    clerk, at = actor_of("wangfang"), now()
    sign_on("综合窗口3号", by=clerk, at=at)
    draw("A", by=clerk, at=at)
    begin_serving(call_next(by=clerk, at=at), by=clerk, at=at)
    return "/workbench/window"


def _walk(person: Person) -> list[dict[str, Any]]:
    """From the top of the page until the focus has left it; no stop is come to twice."""
    stops: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        person.page.keyboard.press("Tab")
        stop = person.page.evaluate(_STOP)
        if stop is None or (stops and stop["key"] == 0):
            return stops
        assert stop["key"] == len(stops), f"trapped at {stop['html']}"
        stops.append(stop)
    raise AssertionError("a walk without end")


@pytest.mark.req("R-075")
@pytest.mark.parametrize("marks", ["jjjj", "y"])
def test_a_prefilled_draft_is_received_and_accepted_with_twelve_keys(
    meet: Meet, papers: dict[str, Path], house: House, marks: str
) -> None:
    """From the scan box to the notice of acceptance; the browser itself counts every key that goes down."""
    draft = _filled_in(papers["picture"].read_bytes())
    clerk = meet("wangfang")
    clerk.context.add_init_script(_COUNT)
    clerk.open("/workbench")
    _scanned(clerk, draft.number)
    _scanned(clerk, steps.LIQIANG)
    _leads_on(clerk, "Control+Enter")
    until(clerk.page, "!document.querySelector('[data-mark-rest]').hidden")
    for place, key in enumerate(marks, 1):
        clerk.page.keyboard.press(key)
        marked = place if key == "j" else len(NEEDED)
        until(clerk.page, f"document.querySelectorAll('.verdict [value=good]:checked').length >= {marked}")
        until(clerk.page, "document.querySelector('[data-marks]') && !document.querySelector('.htmx-request')")
    _leads_on(clerk, "Control+Enter")
    _leads_on(clerk, "Control+Enter")
    _leads_on(clerk, "p")
    assert Case.objects.get(number=draft.number).status == "accepted"
    assert "受理通知书" in clerk.text()
    counted = clerk.page.evaluate("({...sessionStorage})")
    assert int(counted["keys"]) <= MOST_KEYS, counted
    assert "mouse" not in counted


def test_a_clerk_calls_serves_and_ends_without_a_mouse(house: House, meet: Meet) -> None:
    """One who does not come, one who is answered: seven keys for two people, and a pause by one key."""
    clerk, by = meet("limin"), actor_of("limin")
    sign_on("综合窗口4号", by=by, at=now())
    for _ in range(2):
        draw("B", by=by, at=now())
    clerk.context.add_init_script(_COUNT)
    clerk.open("/workbench/window")
    for key in ("F2", "F3", "F4", "F2", "Control+Enter"):
        _leads_on(clerk, key)
    clerk.page.keyboard.press("3")
    until(clerk.page, "document.querySelector('[name=result][value=answered]').checked")
    _leads_on(clerk, "Control+Enter")
    counted = clerk.page.evaluate("({...sessionStorage})")
    assert (counted["keys"], "mouse" in counted) == ("9", False), "Ctrl+Enter is two of them"
    ended = dict(Ticket.objects.filter(line="B").values_list("number", "result"))
    assert ended == {"B001": "no_show", "B002": "answered"}
    assert Ticket.objects.get(number="B001").calls == 2
    _leads_on(clerk, "F9")
    assert clerk.sees("恢复叫号")
    _leads_on(clerk, "F9")
    assert not clerk.sees("恢复叫号")


def _leads_on(clerk: Person, key: str) -> None:
    with clerk.page.expect_navigation(wait_until="domcontentloaded"):
        clerk.page.keyboard.press(key)


def _scanned(clerk: Person, text: str) -> None:
    """A scanner is faster than any hand, and ends with Enter."""
    with clerk.page.expect_navigation(wait_until="domcontentloaded"):
        clerk.page.evaluate(_SCAN, text)


def _filled_in(picture: bytes) -> Draft:
    by, at = actor_of("liqiang"), now()
    draft = begin_draft(food_code(), by=by, at=at)
    save_answers(draft, ANSWERS, revision=draft.revision, at=at)
    save_form(draft, FORM, revision=draft.revision, at=at)
    for code in NEEDED:
        add_file(draft, code, store(picture, name=f"{code}.png", by=by, at=at), by=by, at=at)
    save_material(draft, "business_license", license_identifier=LICENSE, revision=draft.revision, at=at)
    return draft


@pytest.mark.req("R-013")
def test_an_item_of_the_catalogue_goes_its_whole_way_without_a_mouse(house: House, meet: Meet) -> None:
    """Found, changed with autosave, compared, sent to review, agreed to by others, published, announced."""
    editor = Hands(meet())
    editor.person.context.add_init_script(_COUNT)
    editor.person.open("/sign-in")
    editor.fill("login", "wutao")
    editor.fill("password", PASSWORD)
    editor.go()
    of = _another_list()
    draft = _changed(editor, of)
    _agreed(Hands(meet("zhouyaqin")), draft)
    _agreed_too("hanbing", draft)
    publisher = Hands(meet("linjing"))
    _published(publisher, draft)
    published = ListDraft.objects.select_related("notice").get(pk=draft)
    assert published.notice is not None
    publisher.follow("link", published.notice.number)
    assert published.notice.number in publisher.person.text()
    publisher.person.open(f"/console/items/{of.code}")
    publisher.follow("link", "版本差异")
    assert "工作日 8:30至16:30（样例）" in publisher.person.text()
    assert "mouse" not in editor.page.evaluate("({...sessionStorage})")


def _another_list() -> ImplementationList:
    """A list of 市场监管局 that no other test here touches."""
    rows = ImplementationList.objects.filter(agency__key="market-regulation", versions__isnull=False)
    return rows.exclude(code=food_code()[:31]).order_by("pk")[0]


def _changed(editor: Hands, of: ImplementationList) -> int:
    """From the catalogue to a draft that is handed in; a form that is refused leads to its first fault."""
    name = of.versions.latest("number").name
    editor.follow("link", "事项与指南")
    editor.press("q")
    until(editor.page, "document.activeElement.id === 'q'")
    editor.type(of.basic.code)
    editor.go()
    editor.follow("link", name)
    editor.follow("link", Operation.CHANGE.label)
    editor.follow("button", f"起草{Operation.CHANGE.label}")
    until(editor.page, "document.activeElement.matches('.error-summary')")
    editor.press("Tab", "Enter")
    until(editor.page, "document.activeElement.id === 'reason'")
    editor.type("按新规定（样例）")
    editor.fill("legal_source", "样例文件第1号")
    editor.go()
    editor.follow("link", "编制")
    editor.follow("link", "地点电话")
    editor.fill("o-hours", "工作日 8:30至16:30（样例）")
    until(editor.page, "document.querySelector('[data-draft-state]').textContent.startsWith('已保存')")
    editor.go("Control+Enter")
    until(editor.page, "document.activeElement.id === 'o-hours'")
    editor.follow("link", "和上一版比")
    assert editor.page.locator("td ins", has_text="8:30").count() == 1, editor.person.text()[:1500]
    editor.follow("link", "总览")
    editor.follow("button", "提交审核", "Space")
    made = ListDraft.objects.filter(basic_code=of.basic.code).latest("pk")
    assert made.status == "submitted", editor.person.text()[:1500]
    return made.pk


def _agreed(reviewer: Hands, draft: int) -> None:
    reviewer.person.open("/console/drafts")
    reviewer.reach(reviewer.page.locator(f"a[href='/console/drafts/{draft}']"))
    reviewer.go()
    reviewer.follow("link", "审核同意")
    until(reviewer.page, "document.activeElement.id === 'act'")
    _words(reviewer)
    reviewer.follow("button", "审核同意")
    assert "act=" not in reviewer.page.url, reviewer.person.text()[:1500]


def _agreed_too(login: str, key: int) -> None:
    """The second body, as the first one did by pages."""
    draft = ListDraft.objects.get(pk=key)
    words = {f"{each['code']}:{each['pointer']}": "核对过，情况属实。" for each in draft.findings}
    review(draft, opinion="同意。", words=words, by=actor_of(login), at=now())


def _published(publisher: Hands, draft: int) -> None:
    publisher.person.open(f"/console/drafts/{draft}")
    publisher.follow("link", "发布")
    _words(publisher)
    publisher.follow("button", "发布", "Space")
    assert ListDraft.objects.get(pk=draft).status == "published", publisher.person.text()[:1500]


def _words(reviewer: Hands) -> None:
    """A word to every warning."""
    for at in range(reviewer.page.locator("[name=word]").count()):
        reviewer.fill(f"word-{at + 1}", "核对过，情况属实。")
