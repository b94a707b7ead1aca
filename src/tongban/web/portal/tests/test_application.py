"""The main job without scripts (无脚本主线): apply with a gap, be told once, correct, see the result."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.commands import delivering, examining, receiving
from tongban.handling.cases.models import Case, Draft
from tongban.handling.cases.tests.applying import ANSWERS, FORM, LICENSE, food_code, lodged
from tongban.registers.documents.tests.samples import picture
from tongban.registers.licenses.models import License
from tongban.web.portal.situations import pairs

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
Person = Callable[[str], Actor]

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36"


def png(name: str = "材料.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture(), content_type="image/png")


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def begun(client: Client) -> str:
    """A draft with every question answered; its address."""
    answers: dict[str, Any] = {}
    for name, value in pairs(ANSWERS):
        answers.setdefault(name, []).append(value)
    response = client.post(f"/items/{food_code()}/begin", answers)
    assert response.status_code == 302
    return str(response.headers["Location"])


def fill(client: Client, draft: str) -> None:
    for place in range(1, 5):
        page = client.get(f"{draft}/form/{place}").content.decode()
        names = set(re.findall(r'name="form-([a-z_]+)"', page))
        data = {f"form-{name}": FORM[name] for name in names if name in FORM}
        response = client.post(f"{draft}/form/{place}", data | {"revision": hidden(page, "revision")})
        assert response.status_code == 302, response.content.decode()[:3000]


def hand_in(client: Client, draft: str) -> None:
    for code in ("equipment_list", "safety_rules", "health_certificates"):
        page = client.get(f"{draft}/materials/{code}").content.decode()
        data = {"file": png(), "revision": hidden(page, "revision")}
        assert client.post(f"{draft}/materials/{code}", data).status_code == 302
    page = client.get(f"{draft}/materials/business_license").content.decode()
    data = {"license": LICENSE, "revision": hidden(page, "revision")}
    assert client.post(f"{draft}/materials/business_license", data).status_code == 302


@pytest.mark.req("R-008", "R-033", "R-101", "R-141")
def test_apply_with_a_gap_then_correct_then_see_the_result(browser: Browser, person: Person):
    client = browser("liqiang")
    draft = begun(client)
    fill(client, draft)
    hand_in(client, draft)
    check = client.get(f"{draft}/check").content.decode()
    assert "还差 1 份材料" in check
    assert "前办结" in check
    assert client.post(f"{draft}/check", {"once": hidden(check, "once")}).status_code == 422
    sent = {"once": hidden(check, "once"), "agree": "on"}
    done = client.post(f"{draft}/check", sent, headers={"User-Agent": PHONE})
    assert done.status_code == 302
    assert client.post(f"{draft}/check", sent).headers["Location"] == done.headers["Location"]
    case = Case.objects.select_related("applicant", "agency").get()
    assert case.channel == "mobile", "what a phone hands in is counted as such"
    first = client.get(done.headers["Location"]).content.decode()
    code = re.search(r'id="query-code">([A-Z0-9]{4}) ([A-Z0-9]{4})<', first)
    assert code is not None
    assert 'id="query-code"' not in client.get(done.headers["Location"]).content.decode()
    assert client.get(draft).headers["Location"] == f"/cases/{case.number}"

    receiving.ask_correction(case, items=[], by=person("wangfang"), at=now())
    correct = f"/cases/{case.number}/correct"
    page = client.get(correct).content.decode()
    assert page.count('type="file"') == 1
    assert client.post(correct, {"once": hidden(page, "once")}).status_code == 422
    response = client.post(correct, {"once": hidden(page, "once"), "files-layout_plan": [png(), png("第二张.png")]})
    assert response.headers["Location"] == f"/cases/{case.number}"
    _decided(case, person)
    result = client.get(f"/cases/{case.number}/result").content.decode()
    assert "准予" in result
    assert "领取码" in result, "what a window scans to find what is to be handed over"
    assert f"/me/licenses/{License.objects.get(case_number=case.number).public_id}" in result
    paper = re.search(rf"/cases/{case.number}/papers/\d+", client.get(f"/cases/{case.number}/result").content.decode())
    assert paper is not None
    assert client.get(paper[0]).status_code == 200
    assert client.get(paper[0] + ".pdf").content.startswith(b"%PDF-")
    visitor = browser()
    tracked = visitor.post("/track", {"number": case.number, "code": code[1] + code[2]}).content.decode()
    assert "李*" in tracked
    assert "李强" not in tracked


def _decided(case: Case, person: Person) -> None:
    rows = Case.objects.select_related("applicant", "agency")
    receiving.accept(rows.get(pk=case.pk), by=person("limin"), at=now())
    case = rows.get(pk=case.pk)
    examining.examine(case, opinion="齐全。", proposal="grant", by=person("zhaomin"), at=now())
    examining.review(case, opinion="同意。", by=person("sunqiang"), at=now())
    examining.grant(case, opinion="准予许可。", by=person("chenli"), at=now())
    delivering.issue(case, result_number="JY16202000000017", by=person("zhaomin"), at=now())


def test_a_form_keeps_what_was_typed(browser: Browser):
    client = browser("liqiang")
    draft = begun(client)
    page = client.get(f"{draft}/form/1").content.decode()
    data = {"form-operator_name": "雄关拉面", "form-uscc": "不对的号", "revision": hidden(page, "revision")}
    response = client.post(f"{draft}/form/1", data)
    text = response.content.decode()
    assert response.status_code == 422
    assert "<title>错误：" in text
    assert 'value="雄关拉面"' in text
    assert 'value="不对的号"' in text
    assert 'href="#form-uscc"' in text
    assert 'value="雄关拉面"' in client.get(f"{draft}/form/1").content.decode()


def test_typing_is_saved_without_an_answer(browser: Browser):
    client = browser("liqiang")
    draft = begun(client)
    revision = hidden(client.get(f"{draft}/form/2").content.decode(), "revision")
    kept = client.post(f"{draft}/form/2/keep", {"form-premises": "雄关街道", "revision": revision})
    assert (kept.status_code, kept.content) == (204, b"")
    assert 'value="雄关街道"' in client.get(f"{draft}/form/2").content.decode()
    assert client.post(f"{draft}/form/2/keep", {"form-premises": "旧的", "revision": "99"}).status_code == 409


def test_one_bad_file_never_loses_the_others(browser: Browser):
    client = browser("liqiang")
    draft = begun(client)
    page = client.get(f"{draft}/materials/layout_plan").content.decode()
    bad = SimpleUploadedFile("坏的.pdf", b"not a pdf at all")
    response = client.post(
        f"{draft}/materials/layout_plan", {"file": [png("好的.png"), bad], "revision": hidden(page, "revision")}
    )
    text = response.content.decode()
    assert response.status_code == 422
    assert "好的.png" in text
    assert "坏的.pdf" in text
    key = re.search(r'name="remove" value="([0-9a-f-]{36})"', text)
    assert key is not None
    client.post(f"{draft}/materials/layout_plan", {"remove": key[1]})
    assert "好的.png" not in client.get(f"{draft}/materials/layout_plan").content.decode()


def test_a_file_sent_by_itself_is_answered_by_its_line(browser: Browser):
    client = browser("liqiang")
    draft = begun(client)
    address = f"{draft}/materials/layout_plan/files"
    good = client.post(address, {"file": png()}, headers={"HX-Request": "true"})
    assert good.content.decode().startswith('<li id="file-')
    bad = client.post(address, {"file": SimpleUploadedFile("a.pdf", b"x")}, headers={"HX-Request": "true"})
    assert bad.status_code == 422


@pytest.mark.req("R-101")
def test_a_file_of_an_earlier_case_is_used_again(browser: Browser, settings):
    client = browser("liqiang")
    first = begun(client)
    fill(client, first)
    hand_in(client, first)
    check = client.get(f"{first}/check").content.decode()
    client.post(f"{first}/check", {"once": hidden(check, "once"), "agree": "on"})
    second = begun(client)
    page = client.get(f"{second}/materials/equipment_list").content.decode()
    key = re.search(r'name="reuse" value="([0-9a-f-]{36})"', page)
    assert key is not None
    again = client.post(f"{second}/materials/equipment_list", {"reuse": key[1]}, follow=True)
    assert "材料.png" in again.content.decode()
    stranger = browser("zhouyou")
    theirs = begun(stranger)
    assert "reuse" not in stranger.get(f"{theirs}/materials/equipment_list").content.decode()
    assert stranger.post(f"{theirs}/materials/equipment_list", {"reuse": key[1]}).status_code == 422


def test_foreign_drafts_and_files_are_not_there(browser: Browser):
    client, stranger = browser("liqiang"), browser("zhouyou")
    draft = begun(client)
    client.post(f"{draft}/materials/layout_plan/files", {"file": png()})
    page = client.get(f"{draft}/materials/layout_plan").content.decode()
    file = re.search(r"/files/[0-9a-f-]{36}", page)
    assert file is not None
    download = client.get(file[0])
    assert download.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(download).startswith(b"\x89PNG")
    for path in (draft, f"{draft}/check", f"{draft}/form/1", f"{draft}/materials/layout_plan", file[0]):
        assert stranger.get(path).status_code == 404


def test_withdrawing_asks_and_ends(browser: Browser, person: Person):
    _, case = lodged(person("liqiang"), at=now())
    client = browser("liqiang")
    page = client.get(f"/cases/{case.number}/withdraw").content.decode()
    assert "不能恢复" in page
    client.post(f"/cases/{case.number}/withdraw", {"once": hidden(page, "once"), "reason": "不开店了"})
    assert "已撤回" in client.get(f"/cases/{case.number}").content.decode()
    assert client.get(f"/cases/{case.number}/withdraw").status_code == 409


def test_a_discarded_draft_is_gone(browser: Browser):
    client = browser("liqiang")
    draft = begun(client)
    assert client.get(f"{draft}/discard").status_code == 200
    assert client.post(f"{draft}/discard").status_code == 302
    assert not Draft.objects.exists()


def test_the_day_that_counts_goes_into_a_calendar(browser: Browser, person: Person):
    _, case = lodged(person("liqiang"), at=now())
    response = browser("liqiang").get(f"/cases/{case.number}/deadline.ics")
    lines = response.content.decode().split("\r\n")
    assert f"DTSTART;VALUE=DATE:{case.due_on:%Y%m%d}" in lines
    assert max(len(line.encode()) for line in lines) <= 75


def test_few_tries_to_track_and_one_answer_for_every_miss(browser: Browser, person: Person):
    _, case = lodged(person("liqiang"), at=now())
    visitor = browser()
    answers = [
        visitor.post("/track", {"number": number, "code": "AAAAAAAA"}) for number in (case.number, "62020026000999993")
    ]
    assert [each.status_code for each in answers] == [422, 422]
    for _ in range(6):
        last = visitor.post("/track", {"number": case.number, "code": "AAAAAAAA"})
    assert last.status_code == 429


def test_anybody_may_verify_and_learns_no_name(browser: Browser, person: Person):
    begun_case, _ = lodged(person("liqiang"), at=now())
    code = begun_case.opening.receipt.verification_code
    visitor = browser()
    assert visitor.get(f"/verify?code={code[:5]}-{code[5:].lower()}").headers["Location"] == f"/verify/{code}"
    page = visitor.get(f"/verify/{code}").content.decode()
    assert "这份文书是真的" in page
    assert "李强" not in page
    other = SimpleUploadedFile("x.pdf", b"%PDF-1.7 something else")
    assert "PDF不一致" in visitor.post(f"/verify/{code}", {"pdf": other}).content.decode()
    assert visitor.post(f"/verify/{code}").status_code == 422


def test_what_is_missing_is_handed_in_before_anybody_has_to_tell_it(browser: Browser, person: Person):
    liqiang = person("liqiang")
    _, case = lodged(liqiang, at=now(), without=("layout_plan",))
    client, address = browser("liqiang"), f"/cases/{case.number}/supply"
    assert address in client.get(f"/cases/{case.number}").content.decode()
    page = client.get(address).content.decode()
    assert page.index("m-layout_plan") < page.index("m-equipment_list"), "what is missing comes first"
    assert client.post(address, {"once": hidden(page, "once")}).status_code == 422
    page = client.get(address).content.decode()
    response = client.post(address, {"once": hidden(page, "once"), "files-layout_plan": [png()]})
    assert (response.status_code, response["Location"]) == (302, f"/cases/{case.number}")
    assert case.materials.get(requirement_code="layout_plan", replaced_at=None).state == "provided"
    receiving.ask_correction(
        Case.objects.get(pk=case.pk),
        items=[{"requirement_code": "layout_plan", "problem": "模糊。"}],
        by=person("wangfang"),
        at=now(),
    )
    assert address not in client.get(f"/cases/{case.number}").content.decode()
    assert client.get(address).status_code == 409
