"""12345 at the desk: a call is looked up, written down and dispatched; a body signs and replies; it is called back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tongban.oversight.hotline.models import WorkOrder

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Client]
CALL = {
    "kind": "complaint",
    "content": "样例路2号的饭店用的肉发臭，要求查处并退钱",
    "name": "张建军",
    "phone": "13993700001",
    "privacy": "open",
}
SAID = "您投诉的饭店经现场检查，冷柜有3公斤变质肉，已立案查处，饭店已退还餐费180元。"


def written_down(client: Client, **changes: str) -> WorkOrder:
    response = client.post(reverse("desk-hotline-new"), CALL | changes)
    assert response.status_code == 302, response.content.decode()
    return WorkOrder.objects.latest("pk")


def take(client: Client, order: WorkOrder, verb: str, **sent: str) -> Any:
    return client.post(reverse("desk-hotline-act", args=[order.code, verb]), sent)


def page_of(client: Client, order: WorkOrder) -> str:
    return client.get(reverse("desk-hotline-one", args=[order.code])).content.decode()


@pytest.mark.req("R-192")
def test_from_the_call_to_the_call_back(at_desk: AtDesk) -> None:
    agent, body = at_desk("tangyun"), at_desk("zhaomin")
    order = written_down(agent)
    first = page_of(agent, order)
    assert "报给来电人" in first
    assert "报给来电人" not in page_of(agent, order)
    assert '<option value="market-regulation" selected' in first
    assert take(agent, order, "dispatch", agency="market-regulation").status_code == 302
    assert order.number in body.get(reverse("desk-hotline")).content.decode()
    assert take(body, order, "sign").status_code == 302
    held = take(body, order, "reply", outcome="explained", reply="您咨询的饭店可以查看法规。")
    assert held.status_code == 422
    assert "定性改变" in held.content.decode()
    assert 'name="sure"' in held.content.decode()
    assert take(body, order, "reply", outcome="solved", reply=SAID).status_code == 302
    assert take(agent, order, "call_back", satisfaction="good", words="退了钱").status_code == 302
    order.refresh_from_db()
    assert order.status == "closed"


@pytest.mark.req("R-192")
def test_while_the_phone_rings_history_guides_and_the_body_are_looked_up(at_desk: AtDesk) -> None:
    agent = at_desk("tangyun")
    order = written_down(agent)
    looked = agent.post(reverse("desk-hotline-new"), {**CALL, "content": "开小饭馆要办食品经营许可吗", "look": "1"})
    page = looked.content.decode()
    assert order.number in page
    assert "食品经营许可" in page
    assert "市场监管”由它主管" in page
    assert WorkOrder.objects.count() == 1


def test_a_body_sees_no_name_of_who_asked_for_secrecy(at_desk: AtDesk) -> None:
    agent, body = at_desk("tangyun"), at_desk("zhaomin")
    order = written_down(agent, privacy="confidential")
    take(agent, order, "dispatch", agency="market-regulation")
    seen = page_of(body, order)
    assert "139****0001" not in seen
    assert "张*军" not in seen + body.get(reverse("desk-hotline")).content.decode()
    reveal = reverse("desk-hotline-reveal", args=[order.code])
    assert body.post(reveal).status_code == 403
    assert "13993700001" in agent.post(reveal).content.decode()


def test_sent_back_it_is_the_bodys_no_more(at_desk: AtDesk) -> None:
    agent, body = at_desk("tangyun"), at_desk("zhaomin")
    order = written_down(agent)
    take(agent, order, "dispatch", agency="market-regulation")
    assert take(body, order, "send_back", reason="流动摊贩归城管")["Location"] == reverse("desk-hotline")
    assert body.get(reverse("desk-hotline-one", args=[order.code])).status_code == 404
    assert "流动摊贩归城管" in page_of(agent, order)


def test_an_agent_begins_at_the_work_orders_and_opens_nothing_else(at_desk: AtDesk) -> None:
    agent = at_desk("tangyun")
    assert agent.get(reverse("workbench"))["Location"] == reverse("desk-hotline")
    assert agent.get(reverse("desk-cases")).status_code == 403
    assert agent.get(reverse("console")).status_code == 403
    assert agent.get(reverse("desk-hotline-new")).status_code == 200


def test_the_list_costs_the_same_for_many(
    at_desk: AtDesk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    agent = at_desk("tangyun")
    for number in range(3):
        written_down(agent, content=f"第{number}件：路灯不亮")
    # the session, the rows, the counts, the venue or body in the head
    with django_assert_max_num_queries(4):
        page = agent.get(reverse("desk-hotline"), {"stands": "all"}).content.decode()
    assert page.count("路灯不亮") == 3


@pytest.mark.req("R-192")
def test_a_body_that_has_a_part_says_it_on_the_page_and_the_lead_answers(at_desk: AtDesk) -> None:
    agent, lead, other = at_desk("tangyun"), at_desk("zhaomin"), at_desk("zhongguodong")
    order = written_down(agent)
    take(agent, order, "dispatch", agency="market-regulation")
    take(lead, order, "sign")
    assert take(lead, order, "ask_joint", agency="", reason="").status_code == 422
    take(lead, order, "ask_joint", agency="housing-construction", reason="请查油烟管道")
    seen = page_of(other, order)
    assert "请查油烟管道" in seen
    assert 'id="act-contribute"' in seen
    assert 'id="act-reply"' not in seen
    assert "记录并显示" not in seen
    early = take(lead, order, "reply", outcome="solved", reply=SAID).content.decode()
    assert "协办意见还没有收到" in early
    assert take(other, order, "contribute", words="管道没有报批，已经责令拆除").status_code == 302
    assert "管道没有报批" in page_of(lead, order)
    assert take(lead, order, "reply", outcome="solved", reply=SAID).status_code == 302
