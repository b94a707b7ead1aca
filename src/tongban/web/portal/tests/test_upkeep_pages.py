"""«This is wrong» from the page to the answer under the guide; history, elements, forms, what is not in force."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.tests.applying import food_code
from tongban.handling.cases.tests.driving import listed
from tongban.registers.catalog.commands import cancel, suspend
from tongban.registers.catalog.content import Option, Span
from tongban.registers.catalog.item import VersionNote
from tongban.registers.catalog.models import HandlingOption
from tongban.registers.catalog.queries import current_guides, forget, guide
from tongban.registers.upkeep import commands
from tongban.registers.upkeep.models import Report
from tongban.registers.upkeep.queries import forget as forget_care
from tongban.web.portal.all_elements import all_elements

pytestmark = pytest.mark.django_db
SENT = {"section": "where", "words": "咨询电话打不通。", "phone": "", "once": "1"}


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> Iterator[None]:
    forget()
    yield
    forget()


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


@pytest.mark.req("R-090")
def test_every_section_of_a_guide_can_be_called_wrong(client: Client):
    page = text(client, f"/items/{food_code()}")
    sections = set(re.findall(r"/report\?section=(\w+)", page))
    headed = set(re.findall(r'<h2 id="(\w+)"', page))
    assert headed <= sections
    for each in sections:
        assert f'<option value="{each}" selected' in text(client, f"/items/{food_code()}/report?section={each}")


@pytest.mark.req("R-090")
def test_an_error_goes_from_the_page_to_its_owner_and_the_answer_back(client: Client, person: Callable[[str], Actor]):
    path = f"/items/{food_code()}"
    sent = client.post(f"{path}/report", SENT)
    assert sent.status_code == 302
    assert client.post(f"{path}/report", SENT).headers["Location"] == sent.headers["Location"]
    answer = text(client, sent.headers["Location"])
    assert "最迟" in answer
    assert "咨询电话打不通" not in answer
    report = Report.objects.get()
    commands.uphold(report, by=person("wutao"), at=now())
    assert "这一节正在改正" in text(client, path)
    commands.answer(report, words="电话换成新的了，多谢指出。", by=person("wutao"), at=now())
    assert "电话换成新的了，多谢指出。" in text(client, path)
    assert "电话换成新的了，多谢指出。" in text(client, sent.headers["Location"])
    assert "电话换成新的了，多谢指出。" in text(client, f"{path}/history")
    code = sent.headers["Location"].rsplit("/", 1)[1]
    assert client.get("/reports", {"code": f"{code[:4]}-{code[4:].lower()}"}).headers["Location"].endswith(code)


def test_what_was_typed_stays_and_every_fault_is_told(client: Client):
    sent = client.post(f"/items/{food_code()}/report", {**SENT, "words": "错", "phone": "123"})
    page = sent.content.decode()
    assert sent.status_code == 422
    assert 'value="123"' in page
    assert re.search(r">\s*错</textarea>", page)
    assert 'href="#words"' in page
    assert 'href="#phone"' in page
    assert Report.objects.count() == 0


def test_who_reports_too_often_is_told_to_wait(client: Client):
    sent = [client.post(f"/items/{food_code()}/report", {**SENT, "once": str(each)}) for each in range(8)]
    assert [each.status_code for each in sent].count(429) == 2
    assert Report.objects.count() == 6


def test_a_wrong_code_says_what_to_do(client: Client):
    assert "现在是3位" in text(client, "/reports?code=K7M", 422)
    assert "没有找到这条指错" in text(client, "/reports?code=K7M2-9QPXR4", 404)
    assert client.get("/reports/K7M29QPXR4").status_code == 404


@pytest.mark.req("R-090", "R-029")
def test_the_history_is_public_and_old_editions_can_be_read(client: Client):
    code = food_code()
    with listed(promised_limit=Span(value=2)):
        forget()
        page = text(client, f"/items/{code}/history")
        assert "承诺时限由5个工作日改为2个工作日" in page
        assert page.index("第 2 版") < page.index("第 1 版")
        old = re.search(r'href="(/items/\w+/print\?on=2026-01-01)"', page)
        assert old is not None
        paper = text(client, old[1])
        assert "供查阅" in paper
        assert guide(code).content_hash not in paper


@pytest.mark.req("R-029")
def test_the_whole_list_leaves_no_element_out(client: Client):
    told = all_elements(guide(food_code()))
    labels = {label for group in told for label, _ in group.rows}
    assert all(value for group in told for _, value in group.rows)
    page = text(client, f"/items/{food_code()}/elements")
    for each in guide(food_code()).option.form:
        assert each.label in page
    assert labels >= {"权力来源", "容缺受理", "跨省通办方式", "群众说法"}
    assert len(Option.__struct_fields__) == READ, "a new element is to be told on the page, too"


READ = 59


def test_every_guide_has_all_its_pages(client: Client):
    for each in list(current_guides())[::10]:
        for part in ("elements", "history", "report", "begin", "checklist", "print"):
            text(client, f"/items/{each.option_code}/{part}")


@pytest.mark.req("R-089")
def test_blank_form_and_sample_come_as_pdf(client: Client):
    for part in ("form.pdf", "form-sample.pdf"):
        answer = client.get(f"/items/{food_code()}/{part}")
        assert answer.content.startswith(b"%PDF-")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["X-Content-Hash"] == guide(food_code()).content_hash
    without = next(each for each in current_guides() if not each.option.form)
    assert client.get(f"/items/{without.option_code}/form.pdf").status_code == 404


def _adjusted(code: str, act: Callable[..., object]) -> None:
    """The list suspended or cancelled as of today, by the commands that do it."""
    note = VersionNote(effective_on=local_day(now()), reason="系统升级", legal_source="市政府通知")
    act(HandlingOption.objects.get(code=code).list, note, by=SYSTEM, at=now())
    forget()


def test_a_suspended_matter_says_so_and_cannot_be_begun(client: Client):
    code = food_code()
    _adjusted(code, suspend)
    page = text(client, f"/items/{code}")
    assert "起暂停办理，原因：系统升级" in page
    assert "开始办理</a>" not in page
    assert "登录后开始填写" not in text(client, f"/items/{code}/begin")
    assert "暂停" in text(client, f"/items/{code}/print")


def test_a_cancelled_matter_tells_since_when_and_keeps_its_history(client: Client):
    code = food_code()
    _adjusted(code, cancel)
    page = text(client, f"/items/{code}", 410)
    assert "起取消，原因：系统升级" in page
    assert "这一版里没有这个办理项" in text(client, f"/items/{code}/history")


@pytest.mark.req("R-090")
def test_a_review_date_stands_under_the_guide(client: Client, person: Callable[[str], Actor]):
    code = food_code()
    commands.review_guide(code, by=person("zhaomin"), at=now())
    forget_care()
    assert "核对过。" in text(client, f"/items/{code}")


def test_a_report_of_a_matter_that_is_gone_is_told_where_to_turn(client: Client):
    code = food_code()
    _adjusted(code, cancel)
    assert client.post(f"/items/{code}/report", SENT).status_code == 404
