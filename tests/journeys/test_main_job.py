"""The main job through pages (主线): from «开个小饭馆» to a decision in hand that an outsider verifies."""

from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
import pytest

from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.sealing import seal, verify
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import ANSWERS, food_code
from tongban.registers.catalog.checklist import checklist
from tongban.registers.catalog.queries import guide

from . import steps
from .browsing import PASSWORD, PHONE, Meet, Person
from .steps import FILES, LIQIANG, MISSING

ZHOUYOU = "620200199508210031"
RESULT = "JY16202000000017"
WAY = ["submit", "ask_correction", "correct", "accept", "examine", "review", "grant", "issue", "collect"]


@pytest.mark.req("R-008", "R-033", "R-035", "R-036", "R-075", "R-077", "R-089")
def test_the_main_job_through_pages(meet: Meet, papers: dict[str, Path]) -> None:
    liqiang = meet()
    number, code = _apply(liqiang, papers)
    wangfang = meet()
    wangfang.sign_in("wangfang")
    _tell_once(wangfang, number)
    phone = meet(width=PHONE)
    phone.sign_in("liqiang")
    _correct(phone, number, papers["picture"])
    steps.take_step(wangfang, number)
    assert Case.objects.get(number=number).status == "accepted"
    _decide(meet, number)
    _hand_over(meet, number)
    verification = _look_at_the_result(liqiang, number)
    _as_an_outsider(meet(), verification, number, code)
    seal(at=now())
    assert list(verify()) == []
    told = list(
        Entry.objects.filter(chain=f"case:{number}", verb__in=WAY).order_by("seq").values_list("verb", flat=True)
    )
    assert told == WAY


def _apply(liqiang: Person, papers: dict[str, Path]) -> tuple[str, str]:
    """Search, guide, list, sign in, fill in, hand in all but one, submit; the number and the query code."""
    steps.find_the_restaurant(liqiang)
    liqiang.shoot("checklist")
    liqiang.click("link", "开始办理")
    liqiang.click("link", "登录后开始填写")
    liqiang.page.fill("[name=login]", "liqiang")
    liqiang.page.fill("[name=password]", PASSWORD)
    liqiang.click("button", "登录")
    liqiang.click("button", "开始填写")
    steps.fill_form(liqiang)
    steps.hand_in(liqiang, papers)
    number = steps.submit(liqiang)
    liqiang.shoot("submitted")
    code = "".join(liqiang.page.inner_text("#query-code").split())
    assert len(code) == 8
    assert liqiang.sees(next(iter(MISSING.values()))), "what is missing is told at once"
    href = liqiang.page.get_by_role("link", name="下载收件凭证").get_attribute("href")
    _is_pdf(liqiang, href or "")
    return number, code


def _is_pdf(person: Person, path: str) -> None:
    answer = person.context.request.get(person.site + path)
    assert answer.ok
    assert answer.headers["content-type"] == "application/pdf"
    with pikepdf.open(BytesIO(answer.body())) as document:
        assert len(document.pages) >= 1


def _tell_once(wangfang: Person, number: str) -> None:
    """A scan of the number, and at most three presses: the notice names exactly what the rules say is missing."""
    steps.scan(wangfang, number)
    assert number in wangfang.page.url
    wangfang.clicks = 0
    wangfang.click("button", "一次性告知")
    wangfang.shoot("notice")
    told = [line.split(". ", 1)[1] for line in wangfang.page.locator("#panel-form legend").all_inner_texts()]
    option = guide(food_code()).option
    needed = {each.material.code: each.material.name for each in checklist(option, ANSWERS, held={}).needed}
    given = {*FILES, "business_license", "application_form"}
    assert sorted(told) == sorted(name for code, name in needed.items() if code not in given)
    steps.forward(wangfang)
    assert wangfang.clicks <= 3
    assert "?done=ask_correction" in wangfang.page.url
    with wangfang.page.expect_navigation():
        wangfang.page.keyboard.press("p")
    assert "一次性告知书" in wangfang.page.title()
    assert "/verify/" in steps.read_qr(wangfang)


def _correct(phone: Person, number: str, picture: Path) -> None:
    """On a phone: what is missing, why, by when; one file, and it is done."""
    phone.open("/cases")
    phone.click(phone.page.locator(f"a[href='/cases/{number}']").first)
    assert phone.sees("轮到您")
    phone.click("link", "现在补正")
    names = phone.page.locator("main section.card > h2").all_inner_texts()
    assert names == list(MISSING.values())
    assert phone.sees("哪里不对")
    assert phone.sees("依据")
    phone.shoot("correct-phone")
    steps.choose_file(phone, "[name=files-layout_plan]", picture)
    phone.click("button", "提交补正")
    assert f"/cases/{number}" in phone.page.url
    assert not phone.sees("轮到您")


def _decide(meet: Meet, number: str) -> None:
    """Three people of the department: examine, review, grant."""
    for login, status in (("zhaomin", "reviewing"), ("sunqiang", "deciding"), ("chenli", "granted")):
        person = meet()
        person.sign_in(login)
        steps.take_step(person, number)
        assert Case.objects.get(number=number).status == status, person.text()
        person.shoot(login)


def _hand_over(meet: Meet, number: str) -> None:
    """The licence is made; the wrong person gets nothing, the right one does."""
    liuyang = meet()
    liuyang.sign_in("liuyang")
    steps.take_step(liuyang, number, result_number=RESULT)
    steps.take_step(liuyang, number, collector_name="周游", collector_id_number=ZHOUYOU)
    assert liuyang.sees("不能交付")
    assert Case.objects.get(number=number).status == "issued"
    steps.take_step(liuyang, number, collector_name="李强", collector_id_number=LIQIANG)
    liuyang.shoot("handed-over")
    assert Case.objects.get(number=number).status in ("served", "closed")


def _look_at_the_result(liqiang: Person, number: str) -> str:
    """The applicant sees the end and the decision; what the QR on the paper says."""
    liqiang.open(f"/cases/{number}")
    assert liqiang.page.locator("main .tag", has_text="办结").count() or liqiang.sees("已送达"), liqiang.text()
    liqiang.shoot("served")
    liqiang.open(f"/cases/{number}/result")
    assert liqiang.sees(RESULT)
    _is_pdf(liqiang, liqiang.page.get_by_role("link", name="下载PDF").get_attribute("href") or "")
    liqiang.click("link", "看准予")
    liqiang.shoot("decision")
    return steps.read_qr(liqiang)


def _as_an_outsider(visitor: Person, verification: str, number: str, code: str) -> None:
    """No login: the paper is true, and the number with its code tells how far it is, and no more."""
    assert urlsplit(verification).path.startswith("/verify/")
    visitor.open(verification)
    assert visitor.sees("这份文书是真的")
    assert LIQIANG not in visitor.page.content()
    visitor.shoot("verified")
    visitor.open("/track")
    visitor.page.fill("[name=number]", number)
    visitor.page.fill("[name=code]", code)
    visitor.click("button", "查进度")
    assert visitor.sees("李*")
    assert not visitor.sees("李强")
    visitor.shoot("tracked")
