"""The supermarket without scripts (网上超市): apply, compare, publish, choose, deliver, review, check a draw."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.intermediaries.commands import crediting, needing
from tongban.handling.intermediaries.models import CreditItem, IntermediaryAgency, Need
from tongban.handling.intermediaries.tests.market import (
    EXAMINER,
    after_entries,
    drawn,
    fresh,
    hengjian,
    mingyue,
    on_shelf,
    published,
    ruikang,
)
from tongban.registers.documents.tests import samples
from tongban.registers.parties.models import Party

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-059", "R-060")]
Browser = Callable[..., Client]
GUIDE = {
    "service": "place-test",
    "conditions": "有营业场所",
    "process": "委托、采样、出报告",
    "limit_days": "7",
    "price_standard": "每点120元（样例）",
    "price_from": "120",
    "number": "样例-1",
    "issuer": "省市场监管局（样例）",
    "valid_until": "2030-06-30",
    "phone": "0937-6250054",
}
WANTED = {
    "service": "place-test",
    "title": "客房卫生检测",
    "details": "12间客房",
    "limit_days": "7",
    "way": "direct",
}


def client_of(browser: Browser) -> Client:
    return browser("liqiang", acting_for=Party.objects.get(name__contains="明月"))


def agency_of(browser: Browser) -> Client:
    return browser("wujing", acting_for=Party.objects.get(name__contains="恒检"))


def file() -> SimpleUploadedFile:
    return SimpleUploadedFile("文件.png", samples.picture())


def test_an_agency_applies_with_all_elements_or_is_told_all_that_is_missing(browser: Browser):
    client = agency_of(browser)
    wrong = client.post("/me/agency/apply", GUIDE | {"conditions": "", "price_standard": " ", "number": ""})
    text = wrong.content.decode()
    assert wrong.status_code == 422
    for words in ("服务指南要写明“条件”", "服务指南要写明“收费标准”", "资质证书的编号", "委托、采样、出报告"):
        assert words in text
    assert client.post("/me/agency/apply", GUIDE).status_code == 302
    assert "等核对" in client.get("/me/agency").content.decode()
    assert "在架机构</dt><dd>0 家" in client.get("/intermediaries").content.decode()


def test_the_whole_way_from_the_shelf_to_the_review(browser: Browser, cast: Callable[..., Actor]):
    agency = on_shelf(hengjian(cast, now()), cast, at=now())
    shelf = browser().get("/intermediaries/services/place-test?sort=price").content.decode()
    for words in (agency.name, "120元起", "没有推荐位", "不在强制性清单上"):
        assert words in shelf
    client, other = client_of(browser), agency_of(browser)
    assert client.post("/me/needs/new", WANTED | {"way": "", "title": ""}).status_code == 422
    one = client.post("/me/needs/new", WANTED)["Location"]
    assert agency.name in client.get(one).content.decode()
    assert client.post(f"{one}/acts/choose", {"agency": "x"}).status_code == 422
    steps: tuple[tuple[Client, str, dict[str, Any]], ...] = (
        (client, "choose", {"agency": str(agency.code)}),
        (other, "confirm", {}),
        (other, "send_contract", {"price": "1440", "file": file()}),
        (client, "sign_contract", {}),
        (other, "deliver", {"words": "合格", "file": file()}),
        (client, "accept", {}),
        (client, "review", {"quality": "5", "time": "4", "price": "5", "attitude": "5", "words": "清楚"}),
    )
    for who, verb, sent in steps:
        answer = who.post(f"{one}/acts/{verb}", sent)
        assert answer.status_code == 302, (verb, answer.content.decode()[-3000:])
    page = client.get(one).content.decode()
    assert "评价这次服务" not in page, "one review per contract"
    found = Need.objects.get()
    result = client.get(f"/files/{found.result_id}")
    assert b"".join(result.streaming_content), "the client has the result"  # type: ignore[attr-defined]
    assert browser("zhouyou").get(f"/files/{found.result_id}").status_code == 404
    public = browser().get(f"/intermediaries/selections/{found.code}").content.decode()
    assert "1 家在架的机构里自己选了" in public
    assert "明月" not in public, "the client is not named in public"
    told = browser().get(f"/intermediaries/agencies/{agency.code}").content.decode()
    assert "质量5，时效4，收费5，态度5" in told
    assert "清楚" not in told, "what was written is not published"


@pytest.mark.req("R-061")
def test_anybody_sees_how_a_draw_came_out_and_can_repeat_it(browser: Browser, cast: Callable[..., Actor]):
    first, second = hengjian(cast, now()), ruikang(cast, now())
    for each in (first, second):
        on_shelf(each, cast, at=now())
    need = published(mingyue(cast, now()), at=now(), way="random", ceiling=150000)
    other = agency_of(browser)
    assert need.title in other.get("/me/agency").content.decode()
    assert other.post(f"/me/needs/{need.code}/acts/enter").status_code == 302
    needing.enter(fresh(need), by=second, at=now())
    need = drawn(fresh(need), at=after_entries(need))
    page = browser().get(f"/intermediaries/selections/{need.code}").content.decode()
    for words in (
        "刚刚重新算了一遍，结果一致",
        "通办中介随机抽取1",
        need.selection["seed"],
        need.selection["block"]["hash"],
    ):
        assert words.replace(" ", "") in "".join(page.split())


@pytest.mark.req("R-062", "R-064")
def test_an_appealed_entry_is_gone_from_the_publication(browser: Browser, cast: Callable[..., Actor]):
    agency = on_shelf(hengjian(cast, now()), cast, at=now())
    crediting.record_breach(agency, breach="overcharged", words="多收了张三200元", by=cast(EXAMINER, now()), at=now())
    item = CreditItem.objects.get()
    assert "超出公示标准收费" in browser().get("/intermediaries/credit").content.decode()
    data = browser().get("/intermediaries/credit.json")
    assert data.json()["agencies"][0]["entries"][0]["points"] == 15
    assert "张三" not in data.content.decode(), "nobody is named in public"
    client = agency_of(browser)
    assert client.post(f"/me/agency/credit/{item.code}/acts/appeal", {"words": " "}).status_code == 422
    assert client.post(f"/me/agency/credit/{item.code}/acts/appeal", {"words": "收据在"}).status_code == 302
    assert "申诉中，暂不计入" in client.get("/me/agency").content.decode()
    assert browser().get("/intermediaries/credit.json").json()["agencies"][0]["entries"] == []


def test_what_is_not_there_and_what_is_not_ones_own_is_not_found(browser: Browser, cast: Callable[..., Actor]):
    need = published(mingyue(cast, now()), at=now())
    assert browser("zhouyou").get(f"/me/needs/{need.code}").status_code == 404
    assert browser().get(f"/intermediaries/selections/{need.code}").status_code == 404
    assert browser().get("/intermediaries/services/nothing").status_code == 404
    assert browser().get("/me/needs").status_code == 302
    for page in ("/me/needs", "/me/agency"):
        assert browser("zhouyou").get(page).status_code == 200
    assert browser("wangfang").get("/me/needs/new").status_code == 403
    assert not IntermediaryAgency.objects.exists()
