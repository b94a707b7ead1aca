"""扫码委托 in the browser: both sides see and agree, guesses are counted, a window reads it, one tap ends it (N33)."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tongban.registers.catalog.queries import cards
from tongban.registers.parties.models import Mandate

pytestmark = pytest.mark.django_db


def made(principal: Client) -> tuple[str, str]:
    sent = principal.post("/me/mandates/codes/new", {"option": cards()[0].option_code, "days": "3"})
    address = sent["Location"]
    return address, parse_qs(urlsplit(address).query)["code"][0]


def test_both_sides_see_and_agree_and_a_window_reads_it(browser: Callable[..., Client]):
    principal, helper, clerk = browser("maxiuying"), browser("zhouyou"), browser("wangfang")
    address, code = made(principal)
    shown = principal.get(address).content.decode()
    assert f"{code[:4]} {code[4:]}" in shown
    assert "<svg" in shown
    peeked = helper.post("/me/mandates/take", {"code": code}).content.decode()
    assert "马*" in peeked
    assert "马秀英" not in peeked
    assert helper.post("/me/mandates/take", {"code": code, "verb": "take"}).status_code == 302
    page = principal.get(address).content.decode()
    assert "周游" in page
    assert f"{code[:4]} {code[4:]}" not in page
    assert "没有有效的委托" in clerk.post("/workbench/mandates", {"code": code}).content.decode()
    assert principal.post(urlsplit(address).path, {"verb": "agree"}).status_code == 302
    read = clerk.post("/workbench/mandates", {"code": code}).content.decode()
    assert "委托有效" in read
    assert "核对委托" in principal.get("/me/views").content.decode()
    mandate = Mandate.objects.latest("pk")
    assert "马*" in helper.get("/me/mandates").content.decode()
    assert helper.post("/me/acting-for", {"party": str(mandate.principal_id)}).status_code == 302
    assert "马秀英" in helper.get("/me").content.decode()
    assert principal.post(f"/me/mandates/{mandate.pk}/revoke").status_code == 302
    assert "马秀英" not in helper.get("/me").content.decode()
    assert "没有有效的委托" in clerk.post("/workbench/mandates", {"code": code}).content.decode()


def test_guessing_is_stopped(browser: Callable[..., Client]):
    guesser = browser("zhouyou")
    seen = [guesser.post("/me/mandates/take", {"code": f"ABCD234{n}"}).status_code for n in range(6)]
    assert seen == [404] * 5 + [429]


def test_a_code_is_nobody_elses(browser: Callable[..., Client]):
    address, _ = made(browser("maxiuying"))
    assert browser("zhouyou").get(address).status_code == 404
    assert browser("zhouyou").post(urlsplit(address).path + "/drop").status_code == 404
    assert browser("maxiuying").post(urlsplit(address).path + "/drop").status_code == 302
    assert "已经结束" in browser("maxiuying").get(address).content.decode()


def test_what_was_typed_wrong_is_told(browser: Callable[..., Client]):
    sent = browser("maxiuying").post("/me/mandates/codes/new", {"option": "x", "days": "30"})
    assert sent.status_code == 422
    assert "委托1到10天" in sent.content.decode()
