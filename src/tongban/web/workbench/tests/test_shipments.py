"""A result by post, from the citizen's page to the issuing window and back (R-205)."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client

from tongban.exchange.connectors.post.models import SimulatedParcel
from tongban.exchange.connectors.post.simulator import Simulator
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.driving import issued
from tongban.handling.posting.bound import BOUND
from tongban.handling.posting.models import Shipment

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-205")]
AtDesk = Callable[[str], Client]
HOME = {"name": "李强", "phone": "13893700001", "address": "甘肃省嘉峪关市雄关街道样例路1号"}


@pytest.fixture(autouse=True)
def line() -> Iterator[None]:
    before, BOUND.line = BOUND.line, Simulator(LineFaults())
    yield
    BOUND.line = before


@pytest.fixture
def case(cast: Callable[..., Actor]) -> Case:
    return issued(cast)


def test_from_the_wish_to_the_parcel_that_is_followed(case: Case, at_desk: AtDesk) -> None:
    citizen, window = at_desk("liqiang"), at_desk("liuyang")
    page = f"/cases/{case.number}/post"
    assert page in citizen.get(f"/cases/{case.number}/result").content.decode()
    wrong = citizen.post(page, HOME | {"phone": "1"})
    assert wrong.status_code == 422
    assert "11位手机号" in wrong.content.decode()
    assert 'value="李强"' in wrong.content.decode()
    assert citizen.post(page, HOME).status_code == 302
    told = citizen.get(page).content.decode()
    assert "等窗口寄出" in told
    assert "13893700001" not in told
    found = Shipment.objects.get()
    assert "去寄出" in window.get(f"/workbench/cases/{case.number}").content.decode()
    assert found.name_masked in window.get("/workbench/shipments").content.decode()
    desk = f"/workbench/shipments/{found.code}"
    assert HOME["phone"] not in window.get(desk).content.decode()
    shown = window.post(desk, {"do": "reveal"}).content.decode()
    assert HOME["phone"] in shown
    assert Entry.objects.filter(verb="read", facts__purpose="寄送结果").count() == 1
    assert window.post(desk, {"do": "order"}).status_code == 302
    found.refresh_from_db()
    assert found.status == "sent"
    assert found.tracking in citizen.get(page).content.decode()
    SimulatedParcel.objects.update(ordered_at=now() - timedelta(days=2))
    assert window.post(desk, {"do": "follow"}).status_code == 302
    assert "已签收" in window.get(desk).content.decode()
    own = citizen.get(page).content.decode()
    assert "已签收" in own
    assert "正在派送" in own
    assert window.post(desk, {"do": "reveal"}).status_code == 403


def test_a_post_that_is_away_is_told_and_a_number_by_hand_does_it(case: Case, at_desk: AtDesk) -> None:
    at_desk("liqiang").post(f"/cases/{case.number}/post", HOME)
    desk, window = f"/workbench/shipments/{Shipment.objects.get().code}", at_desk("liuyang")
    BOUND.line = Simulator(LineFaults(loss=1.0))
    refused = window.post(desk, {"do": "order"})
    assert refused.status_code == 503
    assert "邮政系统" in refused.content.decode()
    assert Shipment.objects.get().status == "wanted"
    empty = window.post(desk, {"do": "send", "tracking": ""})
    assert empty.status_code == 422
    assert window.post(desk, {"do": "send", "tracking": "EA123456789CN"}).status_code == 302
    assert window.post(desk, {"do": "come_back"}).status_code == 302
    assert "被退回了" in window.get(desk).content.decode()
    assert "被退回" in window.get("/workbench/shipments?show=returned").content.decode()
    assert window.post(desk, {"do": "pick_up"}).status_code == 302
    assert "没有要寄的" in window.get("/workbench/shipments").content.decode()
    assert window.post(desk, {"do": "nothing"}).status_code == 404


def test_a_wish_is_taken_back_and_nobody_else_sees_it(case: Case, at_desk: AtDesk) -> None:
    citizen, page = at_desk("liqiang"), f"/cases/{case.number}/post"
    citizen.post(page, HOME)
    found = Shipment.objects.get()
    assert at_desk("zhouyou").get(page).status_code == 404
    assert at_desk("zhouyou").post(f"{page}/{found.code}/stop").status_code == 404
    assert at_desk("wangfang").get("/workbench/shipments").status_code == 403
    assert citizen.post(f"{page}/{found.code}/stop").status_code == 302
    found.refresh_from_db()
    assert found.status == "cancelled"
