"""What changed is taught before a window takes it; courses give certificates that run out. R-188, R-190."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.qualified import NotTrained
from tongban.handling.cases.tests.applying import MONDAY as NOW
from tongban.handling.cases.tests.applying import food_code
from tongban.oversight.workforce.commands import asking, training
from tongban.oversight.workforce.models import Trainee, Training
from tongban.oversight.workforce.queries.opening import is_qualified, untrained
from tongban.oversight.workforce.queries.training import open_questions, overdue, questions, report, unfinished
from tongban.registers.catalog.models import HandlingOption
from tongban.registers.catalog.queries import guide

from .conftest import BEFORE, MONDAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def change():
    """The newest publication of the list of the food licence, as the ledger tells it."""
    code = HandlingOption.objects.get(code=food_code()).list.code
    return Entry.objects.filter(chain=f"list:{code}", verb="publish").order_by("-seq")[0]


def of(course: str) -> Training:
    return Training.objects.select_related("agency").get(course=course)


@pytest.mark.req("R-188")
def test_a_new_matter_is_not_accepted_before_the_clerk_confirmed_its_training(
    roster, change, wangfang, limin, cast, planner
):
    place, code = wangfang.venue_id, food_code()
    assert untrained(wangfang.staff_id, place, code, MONDAY) == ""
    assert training.teach_change(change) >= 1
    assert training.teach_change(change) == 0, "twice changes nothing"
    found = of(code)
    assert found.changes == ["新开办的事项"]
    assert found.since is not None
    Training.objects.filter(pk=found.pk).update(since=MONDAY + timedelta(days=1))
    assert is_qualified(wangfang.staff_id, place, code, MONDAY), "what comes into force tomorrow is none yet"
    assert not is_qualified(wangfang.staff_id, place, code, MONDAY + timedelta(days=1))
    Training.objects.filter(pk=found.pk).update(since=found.since)
    assert "还没有培训" in untrained(wangfang.staff_id, place, code, MONDAY)
    with pytest.raises(NotNow):
        training.confirm_training(found, by=wangfang, at=NOW)
    with pytest.raises(NotYours):
        training.give_training(found, words="别的部门不能讲（样例）", by=cast("leishaohua"), at=NOW)
    with pytest.raises(Invalid):
        training.give_training(found, words="", by=cast("zhaomin"), at=NOW)
    training.give_training(found, words="经营面积按实测填（样例）", by=cast("zhaomin"), at=NOW)
    assert "还没有确认" in untrained(wangfang.staff_id, place, code, MONDAY)
    training.confirm_training(found, by=wangfang, at=NOW)
    assert is_qualified(wangfang.staff_id, place, code, MONDAY)
    assert not is_qualified(limin.staff_id, place, code, MONDAY), "who came later is assigned"
    with pytest.raises(NotYours):
        training.confirm_training(found, by=limin, at=NOW)
    training.assign_trainee(found, number="JY0002", by=planner, at=NOW)
    training.confirm_training(found, by=limin, at=NOW)
    assert is_qualified(limin.staff_id, place, code, MONDAY)


@pytest.mark.req("R-188")
def test_acceptance_waits_for_the_training_and_receipt_does_not(roster, change, wangfang, cast, filed):
    training.teach_change(change)
    with pytest.raises(NotTrained):
        receiving.accept(filed, by=wangfang, at=NOW)
    away = replace(wangfang, venue_id=None)
    found = of(food_code())
    training.give_training(found, words="经营面积按实测填（样例）", by=cast("zhaomin"), at=NOW)
    assert untrained(away.staff_id, None, food_code(), MONDAY) == ""
    training.confirm_training(found, by=wangfang, at=NOW)
    receiving.accept(filed, by=wangfang, at=NOW)
    assert filed.status == "accepted"


def test_without_a_roster_nothing_is_taught_and_nothing_asked(change, wangfang, django_assert_num_queries):
    with django_assert_num_queries(3):  # rosters, within a savepoint
        assert training.teach_change(change) == 0
    code = food_code()
    with django_assert_num_queries(1):
        assert untrained(wangfang.staff_id, wangfang.venue_id, code, MONDAY) == ""
    assert guide(food_code()).is_open


def planned(by, **changes):
    given = {
        "course": "窗口服务礼仪",
        "due_on": MONDAY,
        "numbers": ["JY0001", "JY0002"],
        "pass_mark": 60,
        "valid_months": 12,
        **changes,
    }
    return training.plan_training("窗口服务礼仪培训（样例）", **given, by=by, at=BEFORE)


@pytest.mark.req("R-188")
def test_a_clerk_asks_the_body_of_the_matter_and_everybody_reads_the_answer(wangfang, limin, cast):
    asked = asking.ask_chief(food_code(), words="自酿酒算散装食品吗？（样例）", by=wangfang, at=NOW)
    assert asked.agency.key == "market-regulation"
    with pytest.raises(NotYours):
        asking.answer_clerk(asked, answer="别的部门（样例）", by=cast("leishaohua"), at=NOW)
    assert [each.pk for each in open_questions(cast("zhaomin"))] == [asked.pk]
    assert open_questions(cast("leishaohua")) == []
    asking.answer_clerk(asked, answer="算，按散装食品受理（样例）。", by=cast("zhaomin"), at=NOW)
    assert [each.answer for each in questions(limin)] == ["算，按散装食品受理（样例）。"]
    with pytest.raises(NotYours):
        asking.ask_again(asked, words="还有疑问（样例）", by=limin, at=NOW)
    asking.ask_again(asked, words="果酒也一样吗？（样例）", by=wangfang, at=NOW)
    assert (asked.status, asked.answer) == ("open", "")
    assert asked.words.endswith("果酒也一样吗？（样例）")


@pytest.mark.req("R-190")
def test_results_are_told_by_person_and_post_and_what_ran_out_is_listed(planner):
    made = planned(planner, valid_months=1)
    training.give_training(made, words="起身迎送、一次说清（样例）", by=planner, at=at(9))
    training.enter_result(made, number="JY0001", score="90", by=planner, at=at(10))
    rows = {each.name: each for each in report(on=MONDAY)}
    assert (rows["王芳"].post, rows["王芳"].passed, rows["王芳"].assigned) == ("综合窗口", 1, 1)
    assert (rows["李敏"].passed, rows["李敏"].open) == (0, 1)
    later = MONDAY + timedelta(days=40)
    assert [(each.staff.name, each.training.course) for each in overdue(on=later)] == [("王芳", "窗口服务礼仪")]
    assert [each.staff.name for each in unfinished(on=later)] == ["李敏"]
    again = planned(planner, numbers=["JY0001"])
    training.give_training(again, words="复训（样例）", by=planner, at=at(11))
    assert len(overdue(on=later)) == 1, "assigned is not passed"
    training.enter_result(again, number="JY0001", score="95", by=planner, at=at(12))
    assert overdue(on=later) == []


@pytest.mark.req("R-190")
def test_a_pass_gives_a_certificate_with_its_last_day(planner, wangfang):
    made = planned(planner)
    with pytest.raises(NotNow):
        training.enter_result(made, number="JY0001", score="90", by=planner, at=at(9))
    training.give_training(made, words="起身迎送、一次说清（样例）", by=planner, at=at(9))
    with pytest.raises(NotNow) as refusal:
        training.confirm_training(made, by=wangfang, at=at(10))
    assert "考试" in refusal.value.message
    for number, score in (("JY0009", "80"), ("JY0001", "101"), ("JY0001", "八十")):
        with pytest.raises(Invalid):
            training.enter_result(made, number=number, score=score, by=planner, at=at(10))
    failed = training.enter_result(made, number="JY0002", score="40", by=planner, at=at(10))
    assert (failed.passed_at, failed.certificate) == (None, "")
    passed = training.enter_result(made, number="JY0001", score="90", by=planner, at=at(10))
    assert (passed.certificate[:6], f"{passed.expires_on}") == ("PX2026", "2027-11-23")
    with pytest.raises(NotNow):
        training.enter_result(made, number="JY0001", score="50", by=planner, at=at(11))
    assert training.enter_result(made, number="JY0002", score="70", by=planner, at=at(11)).certificate
    assert Trainee.objects.exclude(certificate="").count() == 2


def test_a_plan_says_everything_that_is_wrong_at_once(planner, wangfang):
    with pytest.raises(Invalid) as refusal:
        training.plan_training(
            "", course="", due_on=None, numbers=["X"], pass_mark=101, valid_months=-1, by=planner, at=BEFORE
        )
    assert len(refusal.value.faults) == 6
    with pytest.raises(NotYours):
        planned(wangfang)
