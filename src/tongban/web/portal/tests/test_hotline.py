"""12345 online: with an account, without one by number and code, anonymous; followed, urged, rated, withdrawn."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.oversight.hotline.commands.handling import call_back, reply
from tongban.oversight.hotline.commands.publishing import publish
from tongban.oversight.hotline.commands.routing import answer, dispatch, merge, sign
from tongban.oversight.hotline.models import WorkOrder

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
Person = Callable[[str], Actor]
WISH = {"kind": "complaint", "content": "样例路2号的饭店用的肉发臭，要求查处并退钱", "privacy": "open"}
SAID = "您投诉的饭店经现场检查，冷柜有3公斤变质肉，已立案查处，饭店已退还餐费180元。"


def sent(client: Client, **changes: str) -> tuple[WorkOrder, str]:
    """Handed in by this browser: the order, and the code that the next page shows once."""
    response = client.post(reverse("hotline"), WISH | changes)
    assert response.status_code == 302, response.content.decode()
    page = client.get(response["Location"]).content.decode()
    shown = re.search(r'id="query-code">(\w{4}) (\w{4})<', page)
    assert shown is not None
    return WorkOrder.objects.latest("pk"), "".join(shown.groups())


def replied(order: WorkOrder, person: Person) -> None:
    dispatch(order, agency="market-regulation", by=person("tangyun"), at=now())
    sign(WorkOrder.objects.select_related("agency").get(pk=order.pk), by=person("zhaomin"), at=now())
    found = WorkOrder.objects.get(pk=order.pk)
    reply(found, outcome="solved", reply=SAID, by=person("zhaomin"), at=now())


@pytest.mark.req("R-192")
def test_a_visitor_gives_name_and_number_and_follows_it_by_number_and_code(browser: Browser, person: Person) -> None:
    client = browser()
    refused = client.post(reverse("hotline"), {**WISH, "content": ""})
    assert refused.status_code == 422
    assert "请写清楚什么事" in refused.content.decode()
    order, code = sent(client, name="张建军", phone="13993700001")
    assert client.get(reverse("hotline-sent")).status_code == 302
    replied(order, person)
    wrong = client.post(reverse("hotline-track"), {"number": order.number, "code": "AAAAAAAA"})
    assert wrong.status_code == 422
    named = {"number": order.number, "code": code}
    page = client.post(reverse("hotline-track"), named).content.decode()
    assert "已立案查处" in page
    assert "13993700001" not in page
    client.post(reverse("hotline-track"), {**named, "verb": "rate", "satisfaction": "good"})
    order.refresh_from_db()
    assert (order.status, order.satisfaction) == ("closed", "good")


def test_who_is_signed_in_finds_it_under_their_own_and_nobody_else_does(browser: Browser) -> None:
    order, _ = sent(browser("liqiang"))
    own, address = browser("liqiang"), reverse("hotline-one", args=[order.code])
    assert order.number in own.get(reverse("hotline-own")).content.decode()
    assert own.get(address).status_code == 200
    assert browser("zhouyou").get(address).status_code == 404
    assert browser().get(address).status_code == 302
    assert own.post(reverse("hotline-act", args=[order.code, "withdraw"])).status_code == 302
    order.refresh_from_db()
    assert order.status == "withdrawn"


def test_anonymous_is_in_nobodys_list(browser: Browser) -> None:
    order, code = sent(browser("liqiang"), privacy="anonymous")
    assert order.number not in browser("liqiang").get(reverse("hotline-own")).content.decode()
    page = browser().post(reverse("hotline-track"), {"number": order.number, "code": code}).content.decode()
    assert "匿名" in page


def test_dissatisfied_needs_a_word_and_what_was_typed_stays(browser: Browser, person: Person) -> None:
    order, _ = sent(browser("liqiang"))
    answer(order, reply="请与饭店协商。", by=person("tangyun"), at=now())
    client, address = browser("liqiang"), reverse("hotline-act", args=[order.code, "rate"])
    refused = client.post(address, {"satisfaction": "bad", "words": ""})
    assert refused.status_code == 422
    assert "哪里不满意" in refused.content.decode()
    assert client.post(address, {"satisfaction": "bad", "words": "没有解决"}).status_code == 302


def test_merged_shows_how_the_other_one_stands_and_nothing_of_who_brought_it(browser: Browser, person: Person) -> None:
    first, _ = sent(browser("maxiuying"), content="样例路2号饭店的肉发臭，我妈吃坏了肚子，查处退钱")
    second, _ = sent(browser("liqiang"))
    merge(second, into=first.number, by=person("tangyun"), at=now())
    replied(first, person)
    page = browser("liqiang").get(reverse("hotline-one", args=[second.code])).content.decode()
    assert "已立案查处" in page
    assert "吃坏了肚子" not in page


@pytest.mark.req("R-202")
def test_everybody_reads_what_the_city_talks_about_and_what_was_answered(browser: Browser, person: Person) -> None:
    order, _ = sent(browser("liqiang"))
    replied(order, person)
    call_back(WorkOrder.objects.get(pk=order.pk), satisfaction="good", by=person("tangyun"), at=now())
    given = {"question": "饭店用变质肉怎么处理？", "answer": "打12345投诉，属实的立案查处。"}
    publish(WorkOrder.objects.get(pk=order.pk), **given, by=person("zhengyawen"), at=now())
    page = browser().get(reverse("hotline-board")).content.decode()
    assert given["question"] in page
    assert "市场监管" in page
    assert WISH["content"] not in page
    assert "没有找到" in browser().get(reverse("hotline-board"), {"q": "火箭"}).content.decode()
