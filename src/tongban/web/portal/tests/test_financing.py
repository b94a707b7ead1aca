"""Financing without scripts (金融普惠): post, choose a bank, consent item by item, take back, and what came of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tongban.handling.financing.models import FinancingNeed, Match, Product, Proof
from tongban.registers.parties.models import Party
from tongban.web.portal import financing

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-162")]
Browser = Callable[..., Client]
WANTED = {"amount": "200000", "months": "12", "use": "turnover", "guarantee": "none", "words": "旺季备货"}


def of(browser: Browser, login: str, name: str) -> Client:
    return browser(login, acting_for=Party.objects.get(kind="enterprise", name__contains=name))


@pytest.fixture
def shop(browser: Browser) -> Client:
    return of(browser, "liqiang", "明月")


@pytest.fixture
def bank(browser: Browser) -> Client:
    return of(browser, "luyao", "样例银行")


@pytest.fixture
def match(shop: Client) -> Match:
    """The shop's need, sent to the bank of the first product."""
    assert shop.post("/me/financing/new", WANTED).status_code == 302
    need = FinancingNeed.objects.latest("pk")
    product = Product.objects.get(name__startswith="小店周转贷")
    assert shop.post(f"/me/financing/{need.code}/acts/apply", {"product": str(product.code)}).status_code == 302
    return Match.objects.select_related("need__party").get(need=need)


def text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def test_everybody_compares_products_and_a_need_tells_all_that_is_wrong(browser: Browser, shop: Client) -> None:
    page = text(browser(""), "/financing?audience=enterprise&amount=100000&sort=most")
    assert page.index("设备更新贷") < page.index("小店周转贷")
    assert "惠农个人贷" not in page
    assert "4.85%" in page
    assert "没有这样的产品" in text(browser(""), "/financing?amount=9000000")
    wrong = shop.post("/me/financing/new", {"amount": "很多", "words": "留着"})
    assert wrong.status_code == 422
    for words in ("请写多少元", "请写几个月", "请选钱用在哪里", "请选能提供的担保", "留着"):
        assert words in wrong.content.decode()


def test_a_bank_sees_what_was_consented_and_after_one_press_nothing(
    shop: Client, bank: Client, match: Match, browser: Browser
) -> None:
    name, place = match.need.party.name, f"/me/bank/matches/{match.code}"
    assert name not in text(bank, place) + text(bank, "/me/bank")
    mine = f"/me/financing/{match.need.code}"
    refused = shop.post(f"/me/financing/matches/{match.code}/acts/grant", {"days": "7", "purpose": match.asked_for})
    assert refused.status_code == 422
    assert "请至少选一项" in refused.content.decode()
    given = {"claims": ["name", "in_force(business_license)"], "days": "7", "purpose": match.asked_for}
    assert shop.post(f"/me/financing/matches/{match.code}/acts/grant", given).status_code == 302
    proof = Proof.objects.get(match=match)
    seen = text(bank, f"/me/bank/proofs/{proof.code}")
    assert name in seen
    assert match.need.party.legal_representative_name not in seen.split("<dl")[1], "what was not ticked is not there"
    assert "看过 1 次" in text(shop, mine)
    other = of(browser, "qinfeng", "样例农商")
    text(other, f"/me/bank/proofs/{proof.code}", 404)
    text(other, place, 404)
    assert shop.post(f"/me/financing/proofs/{proof.code}/take-back").status_code == 302
    gone = bank.get(f"/me/bank/proofs/{proof.code}")
    assert gone.status_code == 409
    assert name not in gone.content.decode()
    assert "现在看不到申请人是谁" in text(bank, place)
    assert "看不到您的任何信息" in text(shop, mine)


def test_a_score_is_shown_with_its_reasons_or_not_at_all(shop: Client, bank: Client, match: Match) -> None:
    place, mine = f"/me/bank/matches/{match.code}", f"/me/financing/{match.need.code}"
    assert bank.post(f"{place}/acts/contact").status_code == 302
    bare = bank.post(f"{place}/acts/score", {"points": "63", "out_of": "100"})
    assert bare.status_code == 422
    assert "没有说明的评分不能登记" in bare.content.decode()
    assert "63 分" not in text(shop, mine)
    told = {"points": "63", "out_of": "100", "factors": "开业三年，加分\n流水少，减分", "contact": "普惠部"}
    assert bank.post(f"{place}/acts/score", told).status_code == 302
    page = text(shop, mine)
    for words in ("63 分", "流水少，减分", "普惠部", "要求人工复核"):
        assert words in page
    assert shop.post(f"/me/financing/matches/{match.code}/acts/object", {"reason": "流水算少了"}).status_code == 302
    assert "流水算少了" in text(bank, place)


def test_pages_show_a_score_by_the_one_part_that_has_its_reasons() -> None:
    pages = {each.name: each.read_text() for each in (Path(financing.__file__).parent / "templates").rglob("*.html")}
    assert [name for name, words in pages.items() if "score.points" in words] == ["financing_score.html"]
    assert not [name for name, words in pages.items() if "m.score" in words or "match.score" in words]


def test_what_came_of_it_and_who_may_say_so(shop: Client, bank: Client, match: Match, browser: Browser) -> None:
    place = f"/me/bank/matches/{match.code}"
    assert bank.post(f"{place}/acts/contact").status_code == 302
    above = bank.post(f"{place}/acts/credit", {"amount": "900000", "rate": "9"})
    assert above.status_code == 422
    assert "超过了产品公布的最高利率" in above.content.decode()
    assert bank.post(f"{place}/acts/credit", {"amount": "200000", "rate": "4.2%"}).status_code == 302
    assert "年利率 4.20%" in text(shop, f"/me/financing/{match.need.code}")
    assert bank.post(f"{place}/acts/lend", {"amount": "200000"}).status_code == 302
    assert shop.post(f"{place}/acts/lend", {"amount": "1"}).status_code == 404
    assert browser("zhouyou").get(f"/me/financing/{match.need.code}").status_code == 404
    assert bank.post(f"{place}/acts/nothing").status_code == 404


def test_a_bank_answers_a_call_offers_a_product_and_takes_it_down(shop: Client, bank: Client) -> None:
    assert shop.post("/me/financing/new", WANTED).status_code == 302
    need = FinancingNeed.objects.latest("pk")
    assert "旺季备货" in text(bank, "/me/bank")
    assert bank.post(f"/me/bank/needs/{need.code}/offer", {"product": "x"}).status_code == 422
    assert bank.post("/me/bank/products/new", {"name": "样"}).status_code == 422
    told = {"name": "样例新贷", "audience": "both", "most": "300000", "longest_months": "12", "rate_from": "3.5"}
    told |= {"rate_to": "4", "guarantee": "none", "conditions": "在本市", "answer_days": "3", "wants": "name"}
    assert bank.post("/me/bank/products/new", told).status_code == 302
    made = Product.objects.get(name="样例新贷")
    assert bank.post(f"/me/bank/needs/{need.code}/offer", {"product": str(made.code)}).status_code == 302
    offered = Match.objects.get(need=need)
    assert "同意对接" in text(shop, f"/me/financing/{need.code}")
    assert shop.post(f"/me/financing/matches/{offered.code}/acts/agree").status_code == 302
    assert bank.post(f"/me/bank/products/{made.code}/withdraw").status_code == 302
    assert "样例新贷" not in text(bank, "/financing")
    assert shop.post(f"/me/financing/{need.code}/acts/end").status_code == 302
    assert "银行入驻" in text(shop, "/me/bank")
