"""The hotline in figures: what the supervisor reads is what happened."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.oversight.hotline.commands.handling import call_back, reply
from tongban.oversight.hotline.commands.routing import answer, dispatch, sign
from tongban.oversight.hotline.commands.taking_in import Wish, take_in
from tongban.oversight.hotline.models import WorkOrder
from tongban.oversight.hotline.queries.figures import bodies, figures, top_topics

pytestmark = pytest.mark.django_db
Person = Callable[[str], Actor]
WORDS = "样例路2号的饭店用的肉发臭，要求查处并退钱"
SAID = "您投诉的饭店经现场检查，冷柜有3公斤变质肉，已立案查处，饭店已退还餐费180元。"


def fresh(order: WorkOrder) -> WorkOrder:
    return WorkOrder.objects.select_related("agency").get(pk=order.pk)


@pytest.fixture
def a_month(person: Person) -> None:
    """Four orders: one closed well and quickly, its repeat dispatched too late, one answered at once, one overdue."""
    agent, body, at = person("tangyun"), person("zhaomin"), now()
    taken = [
        take_in(Wish("complaint", WORDS, phone="13993700001"), by=agent, at=at - timedelta(days=20)),
        take_in(Wish("complaint", WORDS, phone="13993700001"), by=agent, at=at - timedelta(days=2)),
        take_in(Wish("consult", "公积金提取要几天", phone="13993700002"), by=agent, at=at - timedelta(days=2)),
        take_in(Wish("complaint", "超市短斤缺两，要求查处"), by=agent, at=at - timedelta(days=25)),
    ]
    good, again, asked, late = (each.order for each in taken)
    for order, minutes in ((good, 5), (again, 40), (late, 5)):
        dispatch(order, agency="market-regulation", by=agent, at=order.opened_at + timedelta(minutes=minutes))
    for order in (good, late):
        sign(fresh(order), by=body, at=order.opened_at + timedelta(hours=1))
    reply(fresh(good), outcome="solved", reply=SAID, by=body, at=good.opened_at + timedelta(hours=2))
    call_back(fresh(good), satisfaction="good", by=agent, at=good.opened_at + timedelta(hours=3))
    answer(fresh(asked), reply="受理后3个工作日到账。", by=agent, at=asked.opened_at)


@pytest.mark.req("R-192")
def test_every_share_is_over_what_it_says(a_month: None) -> None:
    at = now()
    found = figures(since=at - timedelta(days=30), until=at)
    assert (found.taken_in, found.by_phone, found.at_once) == (4, 4, 1)
    assert found.quick == pytest.approx(2 / 3)
    assert found.on_time == pytest.approx(1 / 2)
    assert (found.satisfied, found.repeated) == (1.0, 0.25)
    first = top_topics(since=at - timedelta(days=30), until=at)[0]
    assert (first.code, first.count, first.before) == ("market", 3, 0)
    market = bodies(since=at - timedelta(days=30), until=at)[0]
    assert (market.key, market.given, market.replied, market.late) == ("market-regulation", 3, 1, 1)


def test_nothing_came_and_nothing_is_claimed() -> None:
    found = figures(since=now() - timedelta(days=1), until=now())
    assert (found.quick, found.on_time, found.satisfied, found.repeated, found.passed) == (None,) * 5


@pytest.mark.req("R-192")
def test_the_supervisor_reads_figures_filters_and_opens_an_order(
    a_month: None, at_console: Callable[..., Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    watching = at_console("zhengyawen")
    # the session, figures, topics, bodies, counts, rows
    with django_assert_max_num_queries(6):
        page = watching.get(reverse("console-hotline")).content.decode()
    assert "派单及时率" in page
    assert page.count(WORDS[:12]) == 2
    only = watching.get(reverse("console-hotline"), {"stands": "repeat", "days": "90"}).content.decode()
    assert only.count(WORDS[:12]) == 1
    assert "没有符合的工单" in watching.get(reverse("console-hotline"), {"topic": "gas"}).content.decode()
