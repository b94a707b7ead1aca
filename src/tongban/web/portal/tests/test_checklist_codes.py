"""A personal checklist under a code: made without a login, opened on a phone and at the window."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tongban.handling.cases.tests.applying import ANSWERS, food_code
from tongban.handling.cases.tests.driving import listed
from tongban.registers.catalog.content import Span
from tongban.registers.catalog.queries import current_guides, forget, guide
from tongban.registers.checklists.models import KeptChecklist
from tongban.web.portal.situations import address_of, pairs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> Iterator[None]:
    forget()
    yield
    forget()


def kept(client: Client) -> str:
    data: dict[str, list[str]] = {}
    for name, value in pairs(ANSWERS):
        data.setdefault(name, []).append(value)
    sent = client.post(f"/items/{food_code()}/checklist/keep", data)
    assert sent.status_code == 302
    return str(sent.headers["Location"])


@pytest.mark.req("R-089")
def test_a_list_gets_a_code_without_a_login_and_opens_anywhere(client: Client):
    listed_page = client.get(address_of(food_code(), ANSWERS)).content.decode()
    assert "换成 8 位清单码" in listed_page
    place = kept(client)
    page = Client().get(place).content.decode()
    code = place.rsplit("/", 1)[1]
    assert f"{code[:4]}-{code[4:]}" in page
    assert "您要带 3 份" in page
    assert guide(food_code()).content_hash in page
    assert Client().get(f"/checklists/{code[:4].lower()}-{code[4:].lower()}").status_code == 200
    assert Client().get("/checklists/K7M29QPX").status_code == 404


def test_a_newer_edition_is_said_before_the_list(client: Client):
    place = kept(client)
    with listed(promised_limit=Span(value=2)):
        forget()
        assert "办事指南改过" in Client().get(place).content.decode()


def test_tries_are_counted(client: Client):
    answers = [client.get("/checklists/K7M29QPX").status_code for _ in range(31)]
    assert answers[-1] == 429


@pytest.mark.req("R-089")
def test_the_window_opens_the_code_with_all_answers_in_place(client: Client, browser: Callable[..., Client]):
    place = kept(client)
    code = place.rsplit("/", 1)[1]
    desk = browser("wangfang")
    for said in (f"{code[:4]}-{code[4:]}".lower(), f"http://127.0.0.1:8000{place}"):
        sent = desk.post("/workbench/scan", {"q": said})
        assert sent.status_code == 302, said
        page = desk.get(sent.headers["Location"]).content.decode()
        assert re.search(r'name="q-area"[^>]*value="60"', page)
        assert re.search(r'value="catering"[^>]*checked', page)
    assert browser("zhaomin").post("/workbench/scan", {"q": code}).status_code == 200
    assert KeptChecklist.objects.count() == 1


@pytest.mark.req("R-089")
def test_everywhere_what_need_not_be_brought_is_at_least_as_long_as_what_must(client: Client):
    longer, equal_or_less = 0, []
    for each in current_guides():
        page = client.get(f"/items/{each.option_code}").content.decode()
        bring, _, spared = page.partition("您不用带")
        must, need_not = bring.count("样例、要求和依据"), spared.count('class="spared"')
        longer += need_not > must
        if need_not < must:
            equal_or_less.append((each.name, must, need_not))
    assert equal_or_less == []
    assert longer > 90
