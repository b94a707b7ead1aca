"""Bundles for everybody: what is done together, what is asked once, why each paper, in the situation one tells."""

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.bundles.queries import edition_on

pytestmark = pytest.mark.django_db
HOUSE = "real-estate"


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_every_bundle_in_force_is_listed_and_found_from_the_home_page(client: Client):
    told = read(client, reverse("bundles"))
    for title in ("不动产登记一件事", "新生儿出生一件事", "个体开办餐饮店一件事", "水电气热网联合报装一件事"):
        assert title in told
    assert reverse("bundles") in read(client, reverse("home"))


@pytest.mark.req("R-117")
def test_the_page_of_a_bundle_tells_order_days_papers_and_why(client: Client):
    told = read(client, reverse("bundle", args=[HOUSE]) + "?reason=second_hand")
    for words in ("先办", "再办（2项同时办）", "您要带的", "您不用带的", "只填一次的", "完税以后才能领结果"):
        assert words in told, words
    assert "部门之间传递，不用交" in told
    registration = edition_on(HOUSE, local_day(now())).content.member("registration")
    assert registration is not None
    assert reverse("item", args=[registration.option_code]) in told
    assert "不用办：二手房合同网签备案" in read(client, reverse("bundle", args=[HOUSE]) + "?reason=gift")


@pytest.mark.req("R-117")
def test_bundles_stand_above_single_items_and_an_item_leads_to_those_that_hold_it(client: Client):
    told = read(client, reverse("search") + "?q=开个小饭馆")
    assert told.index("个体开办餐饮店一件事") < told.index("找到 <strong>")
    assert "一件事，几个部门一次办" not in read(client, reverse("search") + "?q=身份证丢了")
    assert "一件事，几个部门一次办" not in read(client, reverse("search") + "?q=开个小饭馆&online=once")
    member = edition_on("restaurant", local_day(now())).content.members[0]
    guide = read(client, reverse("item", args=[member.option_code]))
    assert f'href="{reverse("bundle", args=["restaurant"])}"' in guide


@pytest.mark.parametrize("query", ["?reason=%00", "?reason=" + "a" * 900, "?reason=<script>", "?no=1"])
def test_an_answer_that_there_is_not_is_none(client: Client, query: str):
    assert "<script>" not in read(client, reverse("bundle", args=[HOUSE]) + query).replace("<script src", "")


def test_a_bundle_that_there_is_not_is_said_in_words(client: Client):
    answer = client.get(reverse("bundle", args=["no-such"]))
    assert answer.status_code == 404
    assert "没有找到" in answer.content.decode()
