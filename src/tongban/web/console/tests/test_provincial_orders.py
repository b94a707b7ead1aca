"""What the province's 12345 handed over, on the page of who watches the hotline."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.exchange.connectors.provincial_hotline.bound import BOUND
from tongban.exchange.connectors.provincial_hotline.simulator import Simulator
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.oversight.hotline.models import WorkOrder
from tongban.web.ui.once import FIELD

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-205")]
PAGE = "console-provincial-orders"
_numbers = count()


def once() -> dict[str, str]:
    return {FIELD: str(next(_numbers))}


@pytest.fixture(autouse=True)
def line(settings: Any) -> Iterator[None]:
    before, settings.TONGBAN_DEMO = BOUND.system, True
    BOUND.system = Simulator(LineFaults())
    yield
    BOUND.system = before


def test_one_is_handed_over_taken_over_once_and_stands_on_the_page(at_console: Callable[[str], Client]) -> None:
    client = at_console("zhengyawen")
    assert "省里没有转办工单" in client.get(reverse(PAGE)).content.decode()
    for each in ("console-provincial-order-hand-over", *["console-provincial-order-collect"] * 2):
        assert client.post(reverse(each), once()).status_code == 302
    order = WorkOrder.objects.get(channel="province")
    page = client.get(reverse(PAGE)).content.decode()
    assert "不是真的省12345热线平台" in page
    assert reverse("desk-hotline-one", args=[order.code]) in page
    assert "还没有派单" in page
    assert "不一致" in page


def test_a_province_that_is_away_is_told_on_the_page(at_console: Callable[[str], Client]) -> None:
    BOUND.system = Simulator(LineFaults(loss=1.0))
    answer = at_console("zhengyawen").post(reverse("console-provincial-order-collect"), once())
    assert answer.status_code == 503
    assert "没有连上省12345热线平台" in answer.content.decode()


def test_without_a_line_the_page_says_what_to_do(at_console: Callable[[str], Client]) -> None:
    BOUND.system = None
    client = at_console("zhengyawen")
    assert "请系统管理员配置" in client.get(reverse(PAGE)).content.decode()
    assert client.post(reverse("console-provincial-order-hand-over"), once()).status_code == 404
