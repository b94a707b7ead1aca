"""Telling once at the desk: the copy that is at hand, the code of a pre-check, a leader's asking again."""

from datetime import timedelta

import pytest

from tongban.foundation.kernel.clock import now
from tongban.handling.cases import holdings
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.models import Case, CorrectionNotice, PrecheckResult, TellingOverride
from tongban.handling.cases.queries.held import given_before
from tongban.handling.cases.tests.applying import ANSWERS
from tongban.handling.cases.tests.asking import SORRY, files, good

from .pages import form, send, take
from .test_whole_way import picture


def fresh(case: Case) -> Case:
    return Case.objects.select_related("applicant", "agency").get(pk=case.pk)


@pytest.fixture
def earlier(received, person):
    """李强 handed everything in a month ago, and it was accepted."""
    assert given_before in holdings.BOUND
    case = received()
    receiving.accept(case, by=person("limin"), at=now())
    before = now() - timedelta(days=30)
    Case.objects.filter(pk=case.pk).update(received_at=before)
    return case


@pytest.fixture
def told(received, person):
    case = received("safety_rules")
    receiving.ask_correction(case, items=[], by=person("wangfang"), at=now())
    plan = files(person("liqiang"), "safety_rules")
    receiving.correct(fresh(case), materials=plan, by=person("liqiang"), at=now())
    return fresh(case)


@pytest.mark.req("R-101")
def test_the_clerk_sees_the_copy_and_takes_it_instead_of_asking(at_desk, received, earlier):
    case, clerk = received("safety_rules"), at_desk("wangfang")
    panel = clerk.get(f"/workbench/cases/{case.number}?act=ask_correction").content.decode()
    assert "以前办事交过" in panel
    assert f"/workbench/cases/{case.number}?act=reuse" in panel
    refused = take(clerk, case.number, "ask_correction")
    assert refused.status_code == 409
    assert "以前办事交过" in refused.content.decode()
    assert not CorrectionNotice.objects.exists()
    shown = clerk.get(f"/workbench/cases/{case.number}?act=reuse").content.decode()
    assert "时交过" in shown
    assert take(clerk, case.number, "reuse")["Location"].endswith("?done=reuse")
    page = clerk.get(f"/workbench/cases/{case.number}").content.decode()
    assert "第2次提交" in page
    assert take(clerk, case.number, "accept").status_code == 302


@pytest.mark.req("R-101")
def test_asking_all_the_same_takes_a_reason_from_the_same_form(at_desk, received, earlier):
    case, clerk = received("safety_rules"), at_desk("wangfang")
    answer = take(clerk, case.number, "ask_correction", again__safety_rules="以前交的制度是旧的。")
    assert answer.status_code == 302
    (line,) = CorrectionNotice.objects.get().items
    assert (line["held"], line["ask_again_reason"]) == ("earlier_case", "以前交的制度是旧的。")


def test_the_code_of_a_complete_set_opens_at_any_window_and_binds_it(at_desk, received):
    case, clerk = received(), at_desk("wangfang")
    verdicts = {f"verdict__{code}": "good" for code in good()}
    assert send(clerk, f"/workbench/cases/{case.number}", "desk-form", **verdicts).status_code == 302
    code = PrecheckResult.objects.select_related("document").get().document.verification_code
    other = at_desk("limin")
    opened = other.post("/workbench/scan", {"q": code})
    assert opened["Location"] == f"/workbench/prechecks/{code}"
    page = other.get(opened["Location"]).content.decode()
    assert "有效" in page
    assert "李*" in page
    assert "李强" not in page.replace("李*", "")
    assert code in other.get(f"/workbench/cases/{case.number}").content.decode()
    line = {"item": ["safety_rules"], "problem__layout_plan": "请再交一份。"}
    refused = take(other, case.number, "ask_correction", **line)
    assert refused.status_code == 409
    assert "预审时已经认定齐全" in refused.content.decode()
    assert other.get("/workbench/prechecks/0000000000").status_code == 404
    assert at_desk("").get(opened["Location"]).status_code in (302, 403)
    assert at_desk("liqiang").get(opened["Location"]).status_code in (302, 403, 404)


@pytest.mark.req("R-040")
def test_a_leader_asks_again_and_everybody_can_read_it(at_desk, told):
    page, leader = f"/workbench/cases/{told.number}", at_desk("chenli")
    assert "再次告知" in leader.get(page).content.decode()
    empty = take(leader, told.number, "override_telling", reason="")
    assert empty.status_code == 422
    panel = form(leader.get(f"{page}?act=override_telling").content.decode(), "panel-form")
    sent = panel.filled(reason=SORRY, item=["safety_rules"], problem__safety_rules="没有写明留样要求。")
    assert leader.post(panel.action, sent)["Location"] == f"{page}?done=override_telling"
    override = TellingOverride.objects.get()
    assert [each["code"] for each in override.items] == ["safety_rules"]
    seen = at_desk("wangfang").get(page).content.decode()
    assert SORRY in seen
    assert "还没有补来" in seen
    mine = at_desk("liqiang").get(f"/cases/{told.number}").content.decode()
    assert SORRY in mine
    assert "陈立" in mine
    assert "期限不变" in mine
    assert "补交这些材料" in mine


@pytest.mark.req("R-040")
def test_the_applicant_answers_it_from_their_own_page(at_desk, told, person):
    leader = at_desk("chenli")
    panel = form(leader.get(f"/workbench/cases/{told.number}?act=override_telling").content.decode(), "panel-form")
    leader.post(panel.action, panel.filled(reason=SORRY, item=["safety_rules"], problem__safety_rules="没有写明。"))
    applicant, place = at_desk("liqiang"), f"/cases/{told.number}/answer-override"
    page = applicant.get(place).content.decode()
    assert "向您道歉" in page
    assert page.count('type="file"') == 1
    assert applicant.post(place, form(page, place).filled()).status_code == 422
    from_page = form(page, place).filled(license__safety_rules="") | {"files-safety_rules": picture("制度.png")}
    assert applicant.post(place, from_page)["Location"] == f"/cases/{told.number}"
    assert TellingOverride.objects.get().answered_at is not None
    assert "已补交" in applicant.get(f"/cases/{told.number}").content.decode()
    assert applicant.get(place).status_code == 409


def test_what_was_told_stays_within_three_presses(at_desk, received):
    """Open the case, press B, confirm: the notice is given."""
    case, clerk = received("safety_rules"), at_desk("wangfang")
    page = f"/workbench/cases/{case.number}"
    assert send(clerk, page, "desk-form", then="ask_correction")["Location"] == f"{page}?act=ask_correction"
    assert take(clerk, case.number, "ask_correction")["Location"] == f"{page}?done=ask_correction"


@pytest.mark.req("R-101")
def test_the_window_is_told_what_is_at_hand_before_it_asks(at_desk, earlier):
    clerk = at_desk("wangfang")
    chosen = clerk.post("/workbench/scan", {"q": "620201199003070017"}).content.decode()
    token = form(chosen, "/workbench/intake").values["token"][0]
    opened = clerk.post(f"/workbench/intake/{earlier.option_code}", {"token": token, "do": "begin"}).content.decode()
    answers = {f"q-{code}": value for code, value in ANSWERS.items()}
    sent = form(opened, "intake").filled(do="refresh") | answers
    page = clerk.post(f"/workbench/intake/{earlier.option_code}", sent).content.decode()
    assert "已经有了，不用再要" in page
    assert "电子营业执照：申请人以前办事时出示过" in page


@pytest.mark.req("R-040", "R-101")
def test_a_leader_who_asks_for_what_is_at_hand_says_why_in_the_same_form(at_desk, earlier, received, person):
    case, wangfang = received(), person("wangfang")
    line = {"requirement_code": "safety_rules", "problem": "看不清。", "ask_again_reason": "换了场所，要新的图。"}
    receiving.ask_correction(case, items=[line], by=wangfang, at=now())
    plan = files(person("liqiang"), "safety_rules")
    receiving.correct(fresh(case), materials=plan, by=person("liqiang"), at=now())
    page, leader = f"/workbench/cases/{case.number}?act=override_telling", at_desk("chenli")
    panel = form(leader.get(page).content.decode(), "panel-form")
    sent = panel.filled(reason=SORRY, item=["safety_rules"], problem__safety_rules="没有写明。")
    refused = leader.post(panel.action, sent)
    assert refused.status_code == 409
    assert "以前办事交过" in refused.content.decode()
    again = form(refused.content.decode(), "panel-form")
    answer = leader.post(
        again.action, again.filled(item=["safety_rules"], again__safety_rules="制度改过，旧的不能用。")
    )
    assert answer.status_code == 302
    (told_again,) = TellingOverride.objects.get().items
    assert told_again["held"] == "earlier_case"
