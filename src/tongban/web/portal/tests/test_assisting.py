"""«找人帮我看看»: from a guide or any page of a draft, without scripts; what cannot be kept is told and stays."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.assistance.commands import helping, talking
from tongban.handling.assistance.models import Assistance
from tongban.handling.cases.commands.drafting import begin_draft, save_answers, save_form
from tongban.handling.cases.models import Draft
from tongban.handling.cases.tests.applying import ANSWERS, FORM, food_code

pytestmark = pytest.mark.req("R-091")
Browser = Callable[..., Client]


@pytest.fixture
def draft(person: Callable[[str], Actor]) -> Draft:
    made = begin_draft(food_code(), by=person("liqiang"), at=now())
    save_answers(made, ANSWERS, revision=made.revision, at=now())
    save_form(made, FORM, revision=made.revision, at=now())
    return made


def test_every_page_of_a_draft_and_the_guide_lead_to_help(browser: Browser, draft: Draft):
    client = browser("liqiang")
    pages = [
        reverse("draft", args=[draft.number]),
        reverse("draft-form", args=[draft.number, 1]),
        reverse("draft-question", args=[draft.number, "items"]),
        reverse("draft-material", args=[draft.number, "layout_plan"]),
        reverse("item", args=[food_code()]),
    ]
    assert [each for each in pages if "找人帮我看看" not in client.get(each).content.decode()] == []


def test_asking_says_where_one_is_and_shares_only_what_was_agreed(browser: Browser, draft: Draft):
    client = browser("liqiang")
    page = client.get(reverse("assist-ask"), {"draft": draft.number, "at": "material:layout_plan"}).content.decode()
    assert "材料：" in page
    body = {"draft": draft.number, "at": "material:layout_plan", "words": "图怎么画？", "once": "1"}
    for _ in range(2):
        assert client.post(reverse("assist-ask"), body).status_code == 302
    session = Assistance.objects.get()
    assert session.where.startswith("材料：")
    assert not session.is_shared
    assert client.get(reverse("assist-ask"), {"item": food_code()})["Location"] == reverse(
        "assist", args=[session.code]
    )
    page = client.get(reverse("draft", args=[draft.number])).content.decode()
    assert "帮办：等人接" in page


@pytest.mark.parametrize("words", ["", "字" * 600, "\x00"])
def test_what_cannot_be_kept_is_told_and_stays(browser: Browser, draft: Draft, words: str):
    answer = browser("liqiang").post(reverse("assist-ask"), {"draft": draft.number, "at": "form:99", "words": words})
    assert answer.status_code == 422
    assert not Assistance.objects.exists()
    assert words.replace("\x00", "") in answer.content.decode()


def test_a_foreign_draft_is_as_absent_as_none(browser: Browser, draft: Draft):
    address = reverse("assist-ask")
    assert browser("zhouyou").get(address, {"draft": draft.number}).status_code == 404
    assert browser("zhouyou").post(address, {"draft": draft.number, "words": "看看"}).status_code == 404
    assert browser("liqiang").get(address).status_code == 404
    assert browser().get(address, {"item": food_code()}).status_code == 302


def test_the_talk_asks_for_news_and_is_told_none(browser: Browser, draft: Draft, person: Callable[[str], Actor]):
    client = browser("liqiang")
    client.post(reverse("assist-ask"), {"draft": draft.number, "words": "帮我看看", "wants_sharing": "on"})
    session = Assistance.objects.get()
    address = reverse("assist", args=[session.code])
    page = client.get(address).content.decode()
    assert "看看有没有新消息" in page
    seen = page.partition("?seen=")[2].partition('"')[0]
    assert client.get(f"{address}?seen={seen}", headers={"HX-Request": "true"}).status_code == 204
    helping.take(session, by=person("wangfang"), at=now())
    talking.say(session, words="我来了", by=person("wangfang"), at=now())
    block = client.get(f"{address}?seen={seen}", headers={"HX-Request": "true"}).content.decode()
    assert "我来了" in block
    assert "<h1" not in block, "the block alone"
    here = reverse("assist-beside", args=[session.code])
    assert "正在帮您" in client.get(here, headers={"HX-Request": "true"}).content.decode()


def test_help_is_withdrawn_before_anybody_came(browser: Browser):
    client = browser("zhouyou")
    client.post(reverse("assist-ask"), {"item": food_code(), "words": "在哪办？"})
    session = Assistance.objects.get()
    assert client.post(reverse("assist-act", args=[session.code, "withdraw"])).status_code == 302
    assert "已经结束" in client.get(reverse("assist", args=[session.code])).content.decode()
    assert client.post(reverse("assist-act", args=[session.code, "explode"])).status_code == 404
    assert client.post(reverse("assist-act", args=[session.code, "say"]), {"words": "喂"}).status_code == 409
