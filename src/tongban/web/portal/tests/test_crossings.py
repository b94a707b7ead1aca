"""The zone across provinces (P39): matters by city and way with their entrances; own crossings; the clocks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.clock import now
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import lodged
from tongban.handling.crossing.models import Crossing, Letter, Routed
from tongban.handling.crossing.rules.agreements import matches
from tongban.handling.crossing.tests.stories import CITY, received
from tongban.registers.catalog.queries import current_guides
from tongban.web.ui.sessions import COOKIE

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_person(sign_in: Callable[..., str]) -> Callable[[str], Client]:
    def open_for(login: str) -> Client:
        client = Client()
        client.cookies[COOKIE] = sign_in(login, now())
        return client

    return open_for


def option(short: str) -> str:
    return next(each.option_code for each in current_guides() if matches(each.option_code, short))


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.req("R-020")
def test_each_way_has_its_entrance(client: Client):
    address = reverse("crossings")
    page = text(client, address)
    for words in ("全程网办", "异地代收代办", "多地联办", "样例省样例市", "公积金缴存证明"):
        assert words in page
    assert "公积金缴存证明" not in text(client, f"{address}?mode=joint_handling")
    assert "户口迁出" in text(client, f"{address}?mode=joint_handling&city={CITY}")
    assert "没有符合的事项" in text(client, f"{address}?q=火箭")
    ours = text(client, f"{address}?direction=in")
    assert "残疾人两项补贴申领" in ours
    assert "可在样例市（样例）的窗口代收" in ours
    assert text(client, f"{address}?direction=in&scope=province") != ours
    matter = text(client, reverse("crossing-matter", args=[CITY, "YL-HUKOU"]))
    assert "迁入地确认落户地址（收件地）" in matter
    assert "要原件，办完还您" in matter
    assert client.get(reverse("crossing-matter", args=[CITY, "none"])).status_code == 404
    assert client.get(reverse("crossing-matter", args=["000000", "none"])).status_code == 404


@pytest.mark.req("R-020")
def test_who_goes_online_is_shown_the_way_and_counted_not_named(client: Client):
    answer = client.post(reverse("crossing-out", args=[CITY, "YL-FUND"]))
    assert answer.status_code == 302
    page = text(client, answer["Location"])
    assert "zwfw.example/fund" in page
    assert 'href="https://zwfw.example' not in page
    code = next(each.option_code for each in current_guides() if each.option.cross_province_mode == "fully_online")
    answer = client.post(reverse("crossing-in", args=[code]), {"city": CITY})
    assert answer["Location"] == reverse("item", args=[code])
    assert sorted(Routed.objects.values_list("direction", flat=True)) == ["inbound", "outbound"]
    assert client.post(reverse("crossing-out", args=[CITY, "YL-SUBSIDY"])).status_code == 404
    assert client.post(reverse("crossing-in", args=[option("000511014000-01")]), {"city": CITY}).status_code == 404


@pytest.mark.req("R-021")
def test_a_person_sees_the_four_clocks_of_their_own_crossing_and_nobody_else_does(
    as_person: Callable[[str], Client], cast: Any
):
    crossing = received(lambda login: cast(login, now()), at=now())
    liqiang = as_person("liqiang")
    assert "残疾人两项补贴" in text(liqiang, reverse("own-crossings"))
    page = text(liqiang, reverse("own-crossing", args=[crossing.number]))
    for words in ("收件", "移交", "办理", "送回", "收件地：嘉峪关", "办理地：样例市（样例）", "收件地窗口手里"):
        assert words in page
    assert as_person("zhouyou").get(reverse("own-crossing", args=[crossing.number])).status_code == 404
    assert "还没有" in text(as_person("zhouyou"), reverse("own-crossings"))


@pytest.mark.req("R-021")
def test_the_case_page_shows_the_four_clocks_of_a_case_that_was_received_elsewhere(
    as_person: Callable[[str], Client], cast: Any
):
    outbound = received(lambda login: cast(login, now()), at=now())
    case = _came_in(outbound, cast)
    page = text(as_person("liqiang"), reverse("case", args=[case.number]))
    assert "跨省通办：四段时限" in page
    assert "由样例市（样例）的窗口代收" in page


def _came_in(pattern: Crossing, cast: Any) -> Case:
    """李强's case as if a partner had received it."""
    case = lodged(cast("liqiang", now()), at=now())[1]
    Case.objects.filter(pk=case.pk).update(client="partner-990100")
    at = now()
    letter = Letter.objects.create(
        partner_code=CITY,
        number="99010026000000001",
        sender=CITY,
        place="receiving",
        seq=1,
        kind="lodge",
        at=at,
        face="{}",
        signature=b"1",
        stored_at=at,
    )
    Crossing.objects.create(
        number=letter.number,
        direction="inbound",
        mode="remote_receipt",
        status="transfer",
        partner_code=CITY,
        receiving_code=CITY,
        handling_code="620200",
        matter_code=pattern.matter_code,
        matter_name=pattern.matter_name,
        applicant=case.applicant,
        case=case,
        limits=pattern.limits,
        received_at=at,
        given_at=at,
        given_letter=letter,
    )
    return case
