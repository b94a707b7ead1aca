"""The citizen's main job in a real browser (主线): from plain words to the result, with axe where no visit looks."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import load_city
from playwright.sync_api import Browser

from tongban.exchange.connectors.provincial_identity.simulator import Simulator
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.commands import delivering, examining, receiving
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import ANSWERS, LICENSE
from tongban.registers.catalog.queries import cards
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.tests import samples
from tongban.registers.parties.provincial import BOUND
from tongban.registers.parties.rules import Provider
from tongban.web.ui.tests.chromium import CHROMIUM

from .walking import Walk, chromium

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine"),
]
PASSWORD = "Tongban#2026"


@pytest.fixture(scope="module")
def chromium_browser() -> Iterator[Browser]:
    yield from chromium()


@pytest.fixture
def walk(
    chromium_browser: Browser, transactional_db: None, settings: Any, request: pytest.FixtureRequest
) -> Iterator[Walk]:
    load_city()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # the server looks for it when it starts
    live_server = request.getfixturevalue("live_server")
    settings.PUBLIC_URL = live_server.url
    walked = Walk(chromium_browser, live_server.url)
    yield walked
    walked.context.close()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A small real PNG to hand in."""
    path = tmp_path / "材料.png"
    path.write_bytes(samples.picture())
    return path


@pytest.mark.req("R-008", "R-029", "R-089", "R-100")
def test_from_plain_words_to_a_submitted_application_and_its_result(walk: Walk, picture: Path, cast: Any) -> None:
    page = walk.page
    _find(walk)
    page.get_by_role("link", name="登录后开始填写").click()
    page.fill("[name=login]", "liqiang")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("button", name="开始填写").click()
    _fill_form(walk)
    _hand_in(walk, picture)
    page.get_by_role("link", name="核对并提交").click()
    page.check("[name=agree]")
    page.get_by_role("button", name="提交申请").click()
    assert page.get_by_role("heading", name="申请已提交").count() == 1
    code = "".join(page.inner_text("#query-code").split())
    assert len(code) == 8
    walk.look_here("submitted-once")
    assert walk.page.locator("#query-code").count() == 1
    case = Case.objects.select_related("applicant", "agency").get()
    _correct(walk, case, picture, cast)
    _result(walk, case, cast)
    _as_outsider(walk, case, code)
    assert walk.found == {}


@pytest.mark.req("R-029")
def test_a_guide_is_printed_on_two_pages_at_most(walk: Walk) -> None:
    codes = [
        each.option_code for each in cards() if each.basic_code in ("000131024000", "000709110002", "622011001W00")
    ]
    assert len(codes) > 2
    for code in codes:
        walk.open(f"/items/{code}/print")
        with pikepdf.open(BytesIO(walk.page.pdf(prefer_css_page_size=True))) as paper:
            assert len(paper.pages) <= 2, code


def test_states_that_no_visit_of_a_page_shows(walk: Walk) -> None:
    """What the visits of every page (`tests/journeys`) cannot ask for by an address."""
    walk.open("/verify/ABCDEFGHJK")
    walk.look("verify-wrong")
    walk.open("/sign-in?next=/me")
    walk.page.fill("[name=login]", "liqiang")
    walk.page.fill("[name=password]", PASSWORD)
    walk.page.get_by_role("button", name="登录").click()
    walk.open("/me/acting-for")
    walk.page.get_by_text("明月餐饮").first.click()
    walk.page.get_by_role("button", name="就用这个身份").click()
    walk.look("acting-enterprise")
    assert walk.found == {}


def _find(walk: Walk) -> None:
    """From plain words over the guide to the personal list, and the door of the application."""
    page = walk.page
    walk.open("/")
    page.fill("input[name=q]", "开个小饭馆")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    page.locator("a.cover").first.click()
    page.get_by_role("link", name="出我的清单").click()
    _answer_situation(page)
    assert page.get_by_role("heading", name="我的清单").count() == 1
    page.get_by_role("link", name="开始办理").click()
    walk.look("begin-visitor")


def _answer_situation(page: Any) -> None:
    """Answer one question a page until the list appears."""
    for _ in range(12):
        name = page.locator("[name=_asked]")
        if not name.count():
            return
        code = name.first.input_value()
        answer: Any = ANSWERS[code]
        values = answer if isinstance(answer, list) else [answer]
        for value in values:
            field = page.locator(f"[name={code}]")
            if field.first.get_attribute("type") in ("radio", "checkbox"):
                page.check(f"[name={code}][value={value}]")
            else:
                field.fill(str(value))
        page.get_by_role("button", name="继续").click()


def _fill_form(walk: Walk) -> None:
    page = walk.page
    page.get_by_role("link", name="申请人信息").click()
    page.fill("[name=form-operator_name]", "明月餐饮")
    page.fill("[name=form-uscc]", "11111")
    page.get_by_role("button", name="保存并继续").click()
    assert page.get_by_text("需要改正").count() == 1
    assert page.input_value("[name=form-operator_name]") == "明月餐饮"
    walk.look_here("form-wrong")
    page.fill("[name=form-uscc]", "９１６２０２００ MA7D0001X9")
    page.fill("[name=form-legal_representative]", "李强")
    page.get_by_role("button", name="保存并继续").click()
    page.fill("[name=form-premises]", "嘉峪关市雄关街道样例路1号")
    page.fill("[name=form-kitchen_area]", "20")
    page.get_by_role("button", name="保存并继续").click()
    page.fill("[name=form-manager_name]", "李强")
    page.fill("[name=form-manager_phone]", "138 9370 0001")
    page.fill("[name=form-staff_count]", "3")
    page.get_by_role("button", name="保存并继续").click()
    page.check("[name=form-copies_wanted][value=window]")
    page.get_by_role("button", name="保存并继续").click()


def _hand_in(walk: Walk, picture: Path) -> None:
    page = walk.page
    page.get_by_role("link", name="营业执照或其他主体资格证明").click()
    page.fill("[name=license]", LICENSE)
    page.get_by_role("button", name="保存，返回清单").click()
    page.get_by_role("link", name="经营场所布局图").click()
    page.get_by_role("link", name="先不交").click()
    for name in ("主要设备设施清单", "食品安全管理制度目录清单", "接触直接入口食品人员的健康证明"):
        page.get_by_role("link", name=name).click()
        page.set_input_files("input[type=file]", str(picture))
        page.wait_for_selector(".files li a")
        page.get_by_role("button", name="保存，返回清单").click()
    walk.look("draft-filled")
    page.get_by_role("link", name="容缺受理").click()
    page.get_by_role("link", name="返回清单").first.click()


def _correct(walk: Walk, case: Case, picture: Path, cast: Any) -> None:
    receiving.ask_correction(case, items=[], by=cast("wangfang", now()), at=now())
    walk.open(f"/cases/{case.number}")
    walk.open("/cases")
    walk.open(f"/cases/{case.number}/correct")
    walk.page.set_input_files("input[type=file]", str(picture))
    walk.page.wait_for_selector(".files li a")
    walk.page.get_by_role("button", name="提交补正").click()
    walk.open(f"/cases/{case.number}/withdraw")


def _result(walk: Walk, case: Case, cast: Any) -> None:
    case = _again(case)
    receiving.accept(case, by=cast("limin", now()), at=now())
    case = _again(case)
    examining.examine(case, opinion="材料齐全。", proposal="grant", by=cast("zhaomin", now()), at=now())
    walk.open(f"/cases/{case.number}")
    examining.review(case, opinion="同意。", by=cast("sunqiang", now()), at=now())
    examining.grant(case, opinion="准予许可。", by=cast("chenli", now()), at=now())
    delivering.issue(case, result_number="JY16202000000017", by=cast("zhaomin", now()), at=now())
    walk.open("/")
    walk.open(f"/cases/{case.number}")
    walk.open(f"/cases/{case.number}/result")
    walk.page.get_by_role("link", name="看准予决定书").click()


def _as_outsider(walk: Walk, case: Case, code: str) -> None:
    walk.context.clear_cookies()
    walk.open("/track")
    walk.page.fill("[name=number]", case.number)
    walk.page.fill("[name=code]", code)
    walk.page.get_by_role("button", name="查进度").click()
    assert walk.page.get_by_text("李*").count() == 1
    walk.look_here("tracked")
    document = OfficialDocument.objects.filter(kind="decision_grant").get()
    walk.open(f"/verify/{document.verification_code}")
    assert walk.page.get_by_text("这份文书是真的").count() == 1


def _again(case: Case) -> Case:
    return Case.objects.select_related("applicant", "agency", "assignee").get(pk=case.pk)


@pytest.mark.req("R-088")
def test_one_enters_with_the_account_of_the_province(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BOUND, Provider.GANSU, Simulator())
    page = walk.page
    walk.open("/sign-in?next=/cases")
    walk.look("sign-in-with-province")
    page.get_by_role("link", name="用甘肃政务服务网账号登录").click()
    assert page.get_by_role("heading", name="模拟的省统一身份认证（演示用）").count() == 1
    walk.look("province")
    page.get_by_role("button", name="以安小雨登录").click()
    walk.look("back-from-province")
    page.get_by_role("button", name="继续登录").click()
    page.wait_for_url("**/cases")
    walk.open("/me")
    walk.look("me-of-newcomer")
    assert page.get_by_text("人像核验").count() == 1
    assert walk.found == {}
