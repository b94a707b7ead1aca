"""Pages of the city's own words on papers (A07): proposed, seen on a specimen, agreed to by another, kept."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tongban.registers.documents.models import PaperWording
from tongban.web.console.tests.pages import nasty_to_every_form

AtConsole = Callable[[str], Client]
pytestmark = pytest.mark.django_db
KIND = "acceptance_notice"
PAPER, FORM = f"/console/papers/{KIND}", f"/console/papers/{KIND}/wording"
TYPED = {"opening": "{收件人}，您好！", "closing": "", "notes": "请留意短信。", "reason": "更好懂"}


@pytest.mark.parametrize(
    ("login", "reads", "writes"),
    [("linjing", 200, 200), ("wutao", 200, 403), ("zhengyawen", 200, 403), ("wangfang", 403, 403), ("", 302, 302)],
)
def test_reviewers_write_and_readers_look(at_console: AtConsole, login: str, reads: int, writes: int) -> None:
    client = at_console(login)
    assert client.get(FORM).status_code == writes
    assert client.get(f"{PAPER}/file").status_code == reads
    assert client.get("/console/wordings/1").status_code == (404 if reads == 200 else reads)
    answer = client.post("/console/wordings/1/acts/approve").status_code
    assert answer == (404 if writes == 200 else writes)


def test_one_proposes_another_agrees_and_the_specimen_shows_it(at_console: AtConsole) -> None:
    one, other = at_console("linjing"), at_console("zhouyaqin")
    assert FORM in one.get(PAPER).content.decode()
    sent = one.post(FORM, TYPED)
    assert sent.status_code == 302
    place = sent["Location"]
    own = one.get(place).content.decode()
    assert "等另一个人复核" in own
    assert "张某（样例），您好！" in own
    assert 'id="act-approve"' not in own
    assert 'id="act-take_back"' in own
    assert one.post(f"{place}/acts/approve", {"words": "同意。"}).status_code == 403
    assert "您好" not in one.get(PAPER).content.decode(), "not in force yet"
    assert "有一份等待复核" in other.get("/console/papers").content.decode()
    theirs = other.get(place).content.decode()
    assert "<ins>{收件人}，您好！</ins>" in theirs
    blank = other.post(f"{place}/acts/approve", {"words": " "})
    assert (blank.status_code, "请写明意见" in blank.content.decode()) == (422, True)
    assert other.post(f"{place}/acts/approve", {"words": "同意。"}).status_code == 302
    paper = one.get(PAPER).content.decode()
    assert "张某（样例），您好！" in paper
    assert "第1版" in paper
    assert one.get(f"{PAPER}/file").content.startswith(b"%PDF-")
    assert one.get(f"{PAPER}/file?wording=99999999999").content.startswith(b"%PDF-")


def test_a_refused_proposal_keeps_what_was_typed(at_console: AtConsole) -> None:
    client = at_console("linjing")
    answer = client.post(FORM, {**TYPED, "opening": "{身份证号}您好", "reason": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "没有“身份证号”这种代入项" in page
    assert "{身份证号}您好</textarea>" in page
    assert 'href="#wording-opening"' in page
    assert PaperWording.objects.count() == 0


def test_whatever_is_typed_is_answered(at_console: AtConsole) -> None:
    nasty_to_every_form(at_console("linjing"), {FORM: ("opening", "closing", "notes", "reason")})
    assert at_console("linjing").get("/console/papers/commitment/wording").status_code == 404
    assert at_console("linjing").get(reverse("console-paper-file", args=["nothing"])).status_code == 404
