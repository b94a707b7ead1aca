"""Codes of others on the portal (R-157): the simulated telephone, the scan box, the question to the holder."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from tongban.exchange.connectors.foreign_codes.simulator import SAMPLES, Simulator, shown_code
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.registers.codes.ports import WINDOW
from tongban.registers.foreigncodes.commands import scan_foreign
from tongban.registers.foreigncodes.ports import BOUND
from tongban.registers.foreigncodes.rules import ForeignKind
from tongban.web.ui.sessions import COOKIE

pytestmark = pytest.mark.django_db
PHONE = "/simulators/foreign-codes"


@pytest.fixture(autouse=True)
def issuers(settings: Any) -> Iterator[None]:
    settings.TONGBAN_DEMO = True
    before = dict(BOUND.issuers)
    BOUND.issuers.update({kind: Simulator(kind) for kind in ForeignKind})
    yield
    BOUND.issuers.clear()
    BOUND.issuers.update(before)


def test_the_telephone_says_that_it_is_simulated_and_shows_no_number(client: Client) -> None:
    for kind in ForeignKind:
        page = client.get(f"{PHONE}?kind={kind.value}&who=maxiuying&fault=late").content.decode()
        assert "这是模拟器" in page
        assert f"马秀英的{kind.label}" in page
        assert "620201194805160046" not in page
    assert client.get(f"{PHONE}?kind=x&who=%00&fault=fire").status_code == 200


def test_there_is_no_telephone_in_a_real_city(client: Client, settings: Any) -> None:
    settings.TONGBAN_DEMO = False
    assert client.get(PHONE).status_code == 404
    settings.TONGBAN_DEMO = True
    BOUND.issuers.clear()
    assert client.get(PHONE).status_code == 404


@pytest.mark.req("R-157")
def test_the_holder_is_told_which_code_it_was_and_decides(
    client: Client, sign_in: Callable[..., str], cast: Callable[..., Actor]
) -> None:
    at = now()
    shown = shown_code(ForeignKind.HEALTH_CARD, SAMPLES["liqiang"], at=at)
    scan_foreign(WINDOW, shown, by=cast("wangfang", at), at=at)
    client.cookies[COOKIE] = sign_in("liqiang", at)
    page = client.get("/code").content.decode()
    assert "您的电子健康卡" in page
    assert "同意给看勾选的" in page
    assert 'href="/codes/scenes"' in page
    client.cookies[COOKIE] = sign_in("zhouyou", at)
    assert "您的电子健康卡" not in client.get("/code").content.decode()


def test_the_scan_box_says_where_such_a_code_is_scanned(client: Client) -> None:
    shown = shown_code(ForeignKind.SOCIAL_SECURITY_CARD, SAMPLES["liqiang"], at=now())
    answer = client.post("/scan", {"q": shown})
    assert answer.status_code == 422
    assert "这是电子社保卡" in answer.content.decode()
