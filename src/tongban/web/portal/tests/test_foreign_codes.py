"""Codes of others on the portal (R-157): the simulated telephone, the scan box, the question to the holder."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tongban.exchange.connectors.foreign_codes.rules import ForeignKind
from tongban.exchange.connectors.foreign_codes.simulator import SAMPLES, shown_code
from tongban.exchange.connectors.foreign_codes.tests.simulating import simulated
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.registers.codes.ports import WINDOW
from tongban.registers.scenes.commands import scan_in
from tongban.web.ui.sessions import COOKIE

pytestmark = pytest.mark.django_db
PHONE = "/simulators/foreign-codes"


@pytest.fixture(autouse=True)
def issuers() -> Iterator[None]:
    with simulated():
        yield


def test_the_telephone_says_that_it_is_simulated_and_shows_no_number(client: Client) -> None:
    for kind in ForeignKind:
        page = client.get(f"{PHONE}?kind={kind.value}&who=maxiuying&fault=late").content.decode()
        assert "这是模拟器" in page
        assert f"马秀英的{kind.label}" in page
        assert "620201194805160046" not in page
    assert client.get(f"{PHONE}?kind=x&who=%00&fault=fire").status_code == 200


def test_there_is_no_telephone_in_a_real_city(client: Client) -> None:
    with simulated(is_connected=False):
        assert client.get(PHONE).status_code == 404


@pytest.mark.req("R-157")
def test_the_holder_is_told_which_code_it_was_and_decides(
    client: Client, sign_in: Callable[..., str], cast: Callable[..., Actor]
) -> None:
    at = now()
    shown = shown_code(ForeignKind.HEALTH_CARD, SAMPLES["liqiang"], at=at)
    scan_in(WINDOW, shown, by=cast("wangfang", at), at=at)
    client.cookies[COOKIE] = sign_in("liqiang", at)
    page = client.get("/code").content.decode()
    assert "您的电子健康卡" in page
    assert "同意给看勾选的" in page
    assert 'href="/codes/scenes"' in page
    client.cookies[COOKIE] = sign_in("zhouyou", at)
    assert "您的电子健康卡" not in client.get("/code").content.decode()


@pytest.mark.req("R-157")
def test_the_scan_box_knows_such_a_code_and_says_what_is_asked(client: Client, sign_in: Callable[..., str]) -> None:
    shown = shown_code(ForeignKind.SOCIAL_SECURITY_CARD, SAMPLES["liqiang"], at=now())
    client.cookies[COOKIE] = sign_in("zhouyou", now())
    answer = client.post("/scan", {"q": shown})
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "电子社保卡" in page
    assert "李强" not in page
