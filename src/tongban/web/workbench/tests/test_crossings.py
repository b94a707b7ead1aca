"""Receiving across provinces by pages (W19): received, handed over, signed for, given back; and nothing decided."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tongban.exchange.connectors.partner_city.simulator import SimulatedCity
from tongban.foundation.kernel.clock import now
from tongban.handling.crossing.models import Crossing
from tongban.handling.crossing.partners import BOUND, agreement
from tongban.handling.crossing.tests.stories import CITY, LIQIANG, rounds

AtDesk = Callable[[str], Client]
GIVEN = {
    "name": "李强",
    "id_kind": "id_card",
    "id_number": LIQIANG,
    "identity_checked": "on",
    "form-application_form": "on",
    "form-disability_card": "on",
    "original-disability_card": "on",
}


@pytest.fixture
def city() -> Iterator[SimulatedCity]:
    before, simulated = dict(BOUND.lines), SimulatedCity(agreement(CITY))
    BOUND.lines[CITY] = simulated
    yield simulated
    BOUND.lines.clear()
    BOUND.lines.update(before)


@pytest.fixture
def wangfang(at_desk: AtDesk) -> Client:
    return at_desk("wangfang")


def received(client: Client) -> Crossing:
    answer = client.post(reverse("desk-crossing-intake", args=[CITY, "YL-SUBSIDY"]), GIVEN)
    assert answer.status_code == 302
    return Crossing.objects.get()


def act(client: Client, crossing: Crossing, verb: str, **given: object) -> int:
    return client.post(reverse("desk-crossing-act", args=[crossing.number, verb]), given).status_code


def text(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, name
    return answer.content.decode()


@pytest.mark.req("R-020", "R-021")
def test_from_the_window_to_the_applicant(city: SimulatedCity, wangfang: Client):
    assert "残疾人两项补贴申领" in text(wangfang, "desk-crossing-choose")
    assert "只看形式" in text(wangfang, "desk-crossing-intake", CITY, "YL-SUBSIDY")
    crossing = received(wangfang)
    page = text(wangfang, "desk-crossing", crossing.number)
    assert "模拟" in page
    assert "收件地窗口手里" in page
    assert act(wangfang, crossing, "give_out", way="post", tracking="") == 422
    assert act(wangfang, crossing, "give_out", way="post", tracking="SF1") == 302
    page = text(wangfang, "desk-crossing", crossing.number)
    assert "快递手里" in page
    assert "SF1" in page
    rounds(now(), 5, timedelta(seconds=1))
    assert act(wangfang, crossing, "take_back") == 422
    assert act(wangfang, crossing, "take_back", originals=["disability_card"]) == 302
    assert act(wangfang, crossing, "hand_over", id_number="620201194805160046") == 422
    assert act(wangfang, crossing, "hand_over", id_number=LIQIANG) == 302
    page = text(wangfang, "desk-crossing", crossing.number)
    assert "申请人手里" in page
    assert "办理地的结果：准予" in page
    assert LIQIANG not in page
    assert "残疾人两项补贴" in wangfang.get(reverse("desk-crossings") + "?scope=ended").content.decode()


@pytest.mark.req("R-020")
@pytest.mark.parametrize("verb", ["grant", "refuse", "accept", "examine", "issue"])
def test_there_is_no_deciding_here(city: SimulatedCity, wangfang: Client, verb: str):
    crossing = received(wangfang)
    answer = wangfang.post(reverse("desk-crossing-act", args=[crossing.number, verb]))
    assert answer.status_code == 403
    assert "受理、审查和决定由办理地" in answer.content.decode()


def test_everything_missing_is_told_and_what_was_typed_stays(wangfang: Client):
    answer = wangfang.post(
        reverse("desk-crossing-intake", args=[CITY, "YL-SUBSIDY"]), {"name": "李强", "id_number": "1"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "有 4 处需要改正" in page
    assert 'value="李强"' in page
    assert wangfang.get(reverse("desk-crossing-intake", args=[CITY, "YL-FUND"])).status_code == 409


def test_the_slip_is_shown_and_printed(city: SimulatedCity, wangfang: Client):
    crossing = received(wangfang)
    page = text(wangfang, "desk-crossing", crossing.number)
    address = page.partition(f'href="/workbench/crossings/{crossing.number}/papers/')[2].partition('"')[0]
    key = int(address)
    assert "材料交接单" in text(wangfang, "desk-crossing-paper", crossing.number, key)
    answer = wangfang.get(reverse("desk-crossing-paper-file", args=[crossing.number, key]))
    assert answer.content.startswith(b"%PDF")
    assert wangfang.get(reverse("desk-crossing-paper", args=[crossing.number, key + 999])).status_code == 404


def test_the_list_filters_and_pages(city: SimulatedCity, wangfang: Client):
    received(wangfang)
    address = reverse("desk-crossings")
    for query, is_there in (
        ("", True),
        ("?direction=inbound", False),
        ("?direction=outbound&status=receiving", True),
        ("?light=late", False),
        ("?partner=990100", True),
        ("?partner=1", False),
        ("?scope=ended", False),
        ("?scope=all&after=2020-01-01_1", True),
        ("?after=x&status=%00<script>", True),
    ):
        answer = wangfang.get(address + query)
        assert answer.status_code == 200, query
        assert ("残疾人两项补贴申领" in answer.content.decode()) is is_there, query
        assert "<script>&" not in answer.content.decode()


@pytest.mark.parametrize(
    ("login", "seen", "receives"),
    [("liuyang", 200, 403), ("zhengyawen", 200, 403), ("zhaomin", 403, 403), ("liqiang", 403, 403), ("", 302, 302)],
)
def test_who_may_see(city: SimulatedCity, wangfang: Client, at_desk: AtDesk, login: str, seen: int, receives: int):
    crossing = received(wangfang)
    client = at_desk(login)
    assert client.get(reverse("desk-crossings")).status_code == seen
    assert client.get(reverse("desk-crossing", args=[crossing.number])).status_code == seen
    assert client.get(reverse("desk-crossing-choose")).status_code == receives
    assert client.post(reverse("desk-crossing-act", args=[crossing.number, "withdraw"])).status_code in (302, 403)
    assert Crossing.objects.get().status == "receiving"


@pytest.mark.req("R-073")
def test_the_window_that_only_receives_sees_only_receiving(city: SimulatedCity, wangfang: Client, at_desk: AtDesk):
    receiver = at_desk("yuanfang")
    assert receiver.get(reverse("workbench")).headers["Location"] == reverse("desk-crossings")
    shown = text(receiver, "desk-crossings")
    assert "跨省通办、省内通办" in shown
    assert "对方代收" not in shown
    assert "省内通办" in text(receiver, "desk-crossing-choose")
    crossing = received(receiver)
    assert act(receiver, crossing, "give_out", way="post", tracking="SF77", postage="12.50") == 302
    parcels = text(receiver, "desk-crossing-parcels")
    assert "SF77" in parcels
    assert "12.50元" in parcels
    for elsewhere in ("desk-cases", "desk-intake", "desk-window", "desk-tickets", "desk-contacts", "desk-outreach"):
        assert receiver.get(reverse(elsewhere)).status_code == 403, elsewhere
