"""Policies as citizens meet them: found, held against their own facts, confirmed with one press, or left alone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.ledger.models import Entry
from tongban.handling.benefits.commands import granting
from tongban.handling.benefits.commands.matching import PURPOSE, run_round
from tongban.handling.benefits.models import BenefitGrant, MatchingChoice, PolicyEdition
from tongban.handling.benefits.rules.states import Audience, Way
from tongban.handling.benefits.tests.making import HIRERS, content, enterprise_of, party_of, published

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]


@pytest.fixture
def elders(cast: Callable[..., Actor]) -> PolicyEdition:
    return published(content("老人补贴", way=Way.CONFIRMED, notice_days=5), cast, now())


def _said(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


@pytest.mark.req("R-159")
def test_a_visitor_finds_reads_and_never_sees_what_is_over(
    elders: PolicyEdition, browser: Browser, cast: Callable[..., Actor]
) -> None:
    yesterday = local_day(now()) - timedelta(days=1)
    published(content("过期的补贴", way=Way.CONFIRMED, to_on=yesterday), cast, now(), code="over")
    visitor = browser()
    found = _said(visitor, "/policies?q=补贴&audience=person")
    assert "老人补贴" in found
    assert "过期的补贴" not in found
    assert "没有找到" in _said(visitor, "/policies?audience=enterprise&way=applied")
    told = _said(visitor, "/policies/elders")
    assert all(each in told for each in ("年满70周岁", "嘉样例〔2026〕1号", "第三条", "一键确认", "2026年1月1日"))
    assert "现在不能享受" in _said(visitor, "/policies/over")
    _said(visitor, "/policies/nothing", 404)


@pytest.mark.req("R-159")
def test_a_policy_stands_beside_guides_and_bundles_in_the_search(elders: PolicyEdition, browser: Browser) -> None:
    visitor = browser()
    assert 'href="/policies/elders"' in _said(visitor, "/search?q=老人补贴")
    assert 'href="/policies/elders"' not in _said(visitor, "/search?q=房子过户")


@pytest.mark.req("R-160")
def test_one_sees_why_confirms_with_one_press_and_it_is_done_once(elders: PolicyEdition, browser: Browser) -> None:
    ma = browser("maxiuying")
    mine = _said(ma, "/me/policies")
    assert "您符合条件的" in mine
    assert "年龄：" in mine
    assert "来自申请人登记" in mine
    assert "确认享受" in _said(ma, "/policies/elders?me=1")
    once = {"once": "b6c5a1d0-0000-4000-8000-000000000001"}
    places = {ma.post("/policies/elders/confirm", once)["Location"] for _ in range(2)}
    grant = BenefitGrant.objects.get()
    assert places == {f"/me/policies/grants/{grant.code}"}
    assert "不用您做什么" in _said(ma, f"/me/policies/grants/{grant.code}")
    assert "待核对" in _said(ma, "/policies/elders?me=1")
    again = ma.post("/policies/elders/confirm")
    assert (again.status_code, "不用再确认" in again.content.decode()) == (409, True)
    _said(browser("zhouyou"), f"/me/policies/grants/{grant.code}", 404)
    ma.post(f"/me/policies/grants/{grant.code}/give-up")
    assert "本人放弃" in _said(ma, "/me/policies")
    refused = browser("zhouyou").post("/policies/elders/confirm").content.decode()
    assert "还不符合：年满70周岁" in refused


@pytest.mark.req("R-160")
def test_a_no_is_one_press_and_nothing_else_changes(elders: PolicyEdition, browser: Browser) -> None:
    ma = browser("maxiuying")
    ma.post("/me/policies/choice", {"choice": "out"})
    told = _said(ma, "/me/policies")
    assert "您选择了不参加自动匹配" in told
    assert "老人补贴" not in told
    run_round([elders], at=now())
    assert not Entry.objects.filter(about=f"party:{party_of('maxiuying').pk}", facts__purpose=PURPOSE).exists()
    assert "确认享受" in _said(ma, "/policies/elders?me=1"), "who asks is told all the same"
    ma.post("/me/policies/choice", {"choice": "in"})
    assert not MatchingChoice.objects.get().is_out


@pytest.mark.req("R-160")
def test_an_enterprise_says_what_no_register_knows(browser: Browser, cast: Callable[..., Actor]) -> None:
    found = content("招工补贴", audience=Audience.ENTERPRISE, way=Way.CONFIRMED, clauses=HIRERS)
    published(found, cast, now(), code="hire")
    columns: dict[str, Any] = {"acting_for_id": enterprise_of(cast, now()).acting_for}
    li = browser("liqiang", **columns)
    assert "还不知道：今年新招用的人数" in _said(li, "/me/policies")
    wrong = li.post("/me/policies/facts", {"new_hires": "几个", "employees": "12"})
    assert wrong.status_code == 422
    assert 'value="12"' in wrong.content.decode()
    assert li.post("/me/policies/facts", {"new_hires": "2", "employees": "", "is_small": ""}).status_code == 302
    assert "今年新招用的人数：2人，来自自己填的" in _said(li, "/me/policies")
    assert li.post("/policies/hire/confirm").status_code == 302


@pytest.mark.req("R-160")
def test_what_is_in_public_masks_names_and_hears_objections(
    elders: PolicyEdition, browser: Browser, cast: Callable[..., Actor]
) -> None:
    grant = granting.confirm("elders", by=cast("maxiuying", now()), at=now())
    granting.check(grant, opinion="fits", by=cast("zhaomin", now()), at=now())
    granting.decide(grant, by=cast("chenli", now()), at=now())
    told = _said(browser(), "/policy-notices")
    assert "马*英" in told
    assert "马秀英" not in told
    assert browser().get(f"/policy-notices/{grant.code}").status_code == 302
    zhou = browser("zhouyou")
    assert "年满70周岁" in _said(zhou, f"/policy-notices/{grant.code}")
    assert zhou.post(f"/policy-notices/{grant.code}", {"words": " "}).status_code == 422
    assert zhou.post(f"/policy-notices/{grant.code}", {"words": "不在本市（样例）"}).status_code == 302
    own = _said(browser("maxiuying"), f"/me/policies/grants/{grant.code}")
    assert "有人提出异议" in own
    assert "不在本市" not in own
