"""The register of delegations: the body's head gives, prolongs and takes back; others read their own, or nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.agencies.models import Delegation
from tongban.web.ui.sessions import COOKIE

pytestmark = pytest.mark.django_db
PAGE = "/console/delegations"


@pytest.fixture
def at_console(sign_in: Callable[..., str]) -> Callable[[str], Client]:
    def open_for(login: str) -> Client:
        client = Client()
        client.cookies[COOKIE] = sign_in(login, now())
        return client

    return open_for


@pytest.mark.req("R-085")
def test_the_head_gives_prolongs_and_takes_back(at_console: Callable[[str], Client]) -> None:
    head, today = at_console("chenli"), local_day(now())
    wrong = head.post(f"{PAGE}/new", {"number": "嘉市监授〔2026〕99号", "from": "明天"})
    assert wrong.status_code == 422
    assert "请选择授权给谁" in wrong.content.decode()
    assert 'value="嘉市监授〔2026〕99号"' in wrong.content.decode()
    sent = {"to": "JY0063", "number": "嘉市监授〔2026〕99号", "powers": ["finish_on_the_spot"], "is_chief": "on"}
    sent |= {"from": today.isoformat(), "until": today.isoformat(), "limits": "面积200平方米以下", "may_use_seal": "on"}
    assert head.post(f"{PAGE}/new", sent).status_code == 302
    made = Delegation.objects.get(document_number="嘉市监授〔2026〕99号")
    assert (made.covers_all, made.may_use_seal, made.limits) == (True, True, "面积200平方米以下")
    assert "面积200平方米以下" in head.get("/chiefs").content.decode()
    later = (today + timedelta(days=30)).isoformat()
    assert head.post(f"{PAGE}/{made.pk}", {"do": "prolong", "until": later}).status_code == 302
    assert head.post(f"{PAGE}/{made.pk}", {"do": "prolong", "until": "乱写"}).status_code == 422
    assert head.post(f"{PAGE}/{made.pk}", {"do": "revoke"}).status_code == 302
    assert "嘉市监授〔2026〕99号" in head.get(PAGE, {"stands": "revoked"}).content.decode()
    assert "嘉市监授〔2026〕99号" not in head.get("/chiefs").content.decode()


@pytest.mark.req("R-085")
def test_an_amount_is_chosen_among_what_the_bodys_matters_ask_and_is_public(
    at_console: Callable[[str], Client],
) -> None:
    head, today = at_console("chenli"), local_day(now())
    sent = {"to": "JY0063", "number": "嘉市监授〔2026〕98号", "powers": ["finish_on_the_spot"], "is_chief": "on"}
    sent |= {"from": today.isoformat(), "bound-1": "floor_area", "most-1": "许多"}
    wrong = head.post(f"{PAGE}/new", sent)
    assert wrong.status_code == 422
    assert "限额要选一项内容，写一个数" in wrong.content.decode()
    assert 'value="许多"' in wrong.content.decode()
    assert head.post(f"{PAGE}/new", sent | {"most-1": "200"}).status_code == 302
    made = Delegation.objects.get(document_number="嘉市监授〔2026〕98号")
    assert made.bounds == [{"field": "floor_area", "label": "经营面积", "most": "200", "unit": "平方米"}]
    for page in (head.get("/chiefs"), head.get(PAGE)):
        assert "经营面积不超过200平方米" in page.content.decode()


@pytest.mark.req("R-085")
def test_another_bodys_delegation_is_nobody_elses_affair(at_console: Callable[[str], Client]) -> None:
    foreign = Delegation.objects.exclude(agency__key="market-regulation").order_by("pk")[0]
    head = at_console("chenli")
    assert head.post(f"{PAGE}/{foreign.pk}", {"do": "revoke"}).status_code == 404
    assert foreign.document_number not in head.get(PAGE, {"q": foreign.document_number}).content.decode().replace(
        f'value="{foreign.document_number}"', ""
    )
    assert at_console("wangfang").get(PAGE).status_code == 403
    assert at_console("zhengyawen").post(f"{PAGE}/{foreign.pk}", {"do": "revoke"}).status_code == 403
