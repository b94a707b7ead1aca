"""One content for wide screens, phones and elder mode (同源发布), three clicks to the form, nothing by mouse alone."""

import io
from urllib.parse import quote

import pikepdf
import pytest

from tongban.handling.cases.tests.applying import food_code
from tongban.registers.catalog.queries import guide

from .browsing import PHONE, Meet, Person
from .places import people_a_city

from .conftest import House, actor_of  # isort: skip

HASH = "document.querySelector('meta[name=content-hash]')?.content"
FIELDS = """() => [...document.querySelectorAll('main [name]')].map(
  each => [each.name, each.type, each.labels?.[0]?.innerText]).filter(each => each[0] !== 'once')"""


@pytest.fixture(scope="module")
def samples(house: House) -> dict[str, str]:
    return people_a_city(actor_of)


def seen(person: Person, path: str) -> tuple[str, object, object]:
    """What stands on the page, its fields, and the fingerprint of what it is made from."""
    person.open(path)
    text = "".join(person.page.evaluate("document.querySelector('main').textContent").split())
    return text, person.page.evaluate(FIELDS), person.page.evaluate(HASH)


@pytest.mark.req("R-139", "R-029")
def test_phone_and_desktop_say_the_same_words_and_ask_the_same_fields(meet: Meet, samples: dict[str, str]) -> None:
    desktop, phone, elder = meet(), meet(width=PHONE), meet(width=PHONE)
    elder.wants("elder.standard")
    item = f"/items/{food_code()}"
    for path in (item, f"{item}/print", f"{item}/elements", f"{item}/checklist?{samples['answers']}", f"{item}/begin"):
        wide, small, large = (seen(each, path) for each in (desktop, phone, elder))
        assert wide == small == large, path
        if not path.endswith("/begin"):
            assert wide[2] == guide(food_code()).content_hash
    desktop.open(f"/checklists/{samples['kept']}")
    assert desktop.page.evaluate(HASH) == guide(food_code()).content_hash


@pytest.mark.req("R-139")
def test_a_draft_goes_on_at_another_device_with_the_same_form(meet: Meet, samples: dict[str, str]) -> None:
    desktop, phone = meet("liqiang"), meet("liqiang", width=PHONE)
    place = f"/drafts/{samples['draft']}/form/1"
    before = seen(desktop, place)[1]
    desktop.page.fill("[name=form-legal_representative]", "李强强")
    desktop.click("button", "保存并继续")
    phone.open(place)
    assert phone.page.input_value("[name=form-legal_representative]") == "李强强"
    assert seen(phone, place)[1] == before


@pytest.mark.req("R-089")
def test_three_clicks_lead_from_the_search_to_the_form(meet: Meet) -> None:
    liqiang = meet("liqiang")
    liqiang.open(f"/search?q={quote('开个小饭馆')}")
    liqiang.click("link", "食品经营许可")
    liqiang.click("link", "开始办理")
    liqiang.click("button", "开始填写")
    assert "/drafts/" in liqiang.page.url
    assert liqiang.clicks == 3


@pytest.mark.req("R-089")
def test_the_checklist_is_walked_by_keyboard_and_printed_on_two_pages(meet: Meet, samples: dict[str, str]) -> None:
    visitor = meet()
    visitor.open(f"/items/{food_code()}/checklist")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    for _ in range(60):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate("document.activeElement.type") == "radio":
            break
    visitor.page.keyboard.press("Space")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_load_state("domcontentloaded")
    assert "第 2 题" in visitor.text()
    visitor.open(f"/checklists/{samples['kept']}")
    made = visitor.page.pdf(format="A4", prefer_css_page_size=True)
    with pikepdf.open(io.BytesIO(made)) as document:
        assert len(document.pages) <= 2
