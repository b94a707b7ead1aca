"""One case, one number (一个编号到底): web, window, phone, station."""

from pathlib import Path

import pytest

from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.sealing import seal, verify
from tongban.handling.cases.models import Case
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.models import HandlingOption

from . import steps
from .browsing import PHONE, Meet, Person

HEARING_AID = "622088001W00"
ANSWERS = {"has_card": "yes", "device": "hearing", "home": "no"}
WISH, PLACE = "右耳助听器，看电视听不清", "嘉峪关市雄关街道福民社区样例路9号"
MAXIUYING = "620201194805160046"
MISSING = "听力或骨科检查报告"


@pytest.mark.req("R-008", "R-077", "R-101")
def test_begun_on_the_web_and_collected_at_the_station_under_one_number(meet: Meet, papers: dict[str, Path]) -> None:
    number = _begin_on_the_web(meet("maxiuying"))
    window = meet("wangfang")
    _receive_at_the_window(window, number, papers)
    steps.scan(window, number)
    window.click("button", "一次性告知")
    steps.forward(window)
    _correct_on_a_phone(meet("maxiuying", width=PHONE), number, papers["picture"])
    steps.take_step(window, number)
    case = Case.objects.get(number=number)
    for role in ("examiner", "reviewer", "decider"):
        steps.take_step(meet(_official(case, role)), number)
    steps.take_step(meet("liuyang"), number)
    _collect_at_the_station(meet("hanyulan"), number)
    case.refresh_from_db()
    assert case.status == "served"
    assert Case.objects.filter(applicant=case.applicant).count() == 1
    seal(at=now())
    assert list(verify()) == []


def _official(case: Case, role: str) -> str:
    found = Staff.objects.select_related("account").filter(agency_id=case.agency_id, roles__contains=[role]).first()
    assert found is not None, role
    return found.account.login


def _begin_on_the_web(maxiuying: Person) -> str:
    """Answers and wishes, no materials: the number stands from the first minute."""
    code = HandlingOption.objects.get(code__contains=HEARING_AID).code
    maxiuying.open(f"/items/{code}/checklist")
    steps.answer_questions(maxiuying, ANSWERS)
    maxiuying.click("link", "开始办理")
    maxiuying.click("button", "开始填写")
    number = maxiuying.page.url.rsplit("/", 1)[1]
    maxiuying.click(maxiuying.page.locator(f"a[href='/drafts/{number}/form/1']"))
    assert maxiuying.page.input_value("[name=form-name]") == "马秀英", "what is on file is not asked"
    maxiuying.click("button", "保存并继续")
    steps.fill(maxiuying, {"wish": WISH, "place": PLACE}, "form-")
    maxiuying.click("button", "保存并继续")
    return number


def _receive_at_the_window(window: Person, number: str, papers: dict[str, Path]) -> None:
    """The number, then the identity card: everything typed at home stands there; the clerk only scans two papers."""
    steps.scan(window, number)
    steps.fill(window, {"id_number": MAXIUYING})
    window.click("button", "打开草稿")
    page = window.page
    assert page.input_value("[name=f-wish]") == WISH
    assert page.input_value("[name=f-name]") == "马秀英"
    assert PLACE[:3] in page.input_value("[name=f-place]")
    for name, value in ANSWERS.items():
        assert page.is_checked(f"[name=q-{name}][value={value}]")
    assert MAXIUYING not in page.content()
    assert window.sees("申请人网上已填")
    for code in ("disability_card", "identity"):
        _scan_paper(window, code, papers["picture"])
    window.shoot("intake-of-a-draft")
    steps.forward(window)
    assert f"/workbench/cases/{number}?done=receive" in page.url, window.text()
    form = Case.objects.get(number=number)
    assert form.channel == "window"


def _scan_paper(window: Person, code: str, picture: Path) -> None:
    steps.choose_file(window, f"[name=upload-{code}]", picture)


def _correct_on_a_phone(phone: Person, number: str, picture: Path) -> None:
    phone.wants("elder.standard")
    phone.open(f"/cases/{number}/correct")
    assert phone.page.locator("main section.card > h2").all_inner_texts() == [MISSING]
    phone.shoot("correct-elder")
    steps.choose_file(phone, "[name=files-medical_report]", picture)
    phone.click("button", "提交补正")
    assert phone.page.url.endswith(f"/cases/{number}")


def _collect_at_the_station(station: Person, number: str) -> None:
    """The station of the neighbourhood hands over by delegation."""
    steps.take_step(station, number, collector_name="马秀英", collector_id_number=MAXIUYING)
    assert station.sees("办好了"), station.text()
    station.shoot("collected-at-the-station")
