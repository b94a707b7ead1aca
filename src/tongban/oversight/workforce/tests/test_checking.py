"""No deduction without evidence, each can be appealed and a third decides; a month's score can be made again. R-191."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.oversight.workforce.commands import checking
from tongban.oversight.workforce.models import DailyCheck, MonthScore
from tongban.oversight.workforce.queries.checking import check_for, score_for, scores_of
from tongban.oversight.workforce.rules.checking import Deduction, deductions, digest, month_score, statement

from .conftest import MONDAY, at

NOVEMBER = date(2026, 11, 1)
LATER = datetime(2026, 12, 12, 6, tzinfo=LOCAL)
DEDUCTIONS = st.lists(
    st.builds(
        Deduction,
        number=st.integers(1, 10**6),
        day=st.just("2026-11-23"),
        finding=st.sampled_from(["late", "error"]),
        points=st.integers(1, 10),
    ),
    unique_by=lambda each: each.number,
    max_size=15,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(DEDUCTIONS, st.randoms())
def test_a_score_is_made_again_from_its_statement_whatever_the_order(found, chance):
    said = statement(found)
    assert month_score(deductions(said)) == month_score(found) == max(0, 100 - sum(each.points for each in found))
    chance.shuffle(found)
    assert statement(found) == said


def noted(planner, *, number="JY0001", **changes):
    given = {
        "day": MONDAY,
        "finding": "error",
        "source": "case",
        "reference": "62020026110000017",
        "words": "材料收错了（样例）",
        **changes,
    }
    return checking.note_check(number=number, **given, by=planner, at=at(17))


@pytest.mark.django_db
@pytest.mark.req("R-191")
def test_nothing_is_deducted_without_evidence(planner, wangfang):
    with pytest.raises(Invalid) as refusal:
        noted(planner, number="JY0063", day=None, finding="", source="", reference="", words="")
    assert len(refusal.value.faults) == 6, "who examines sits at no window"
    with pytest.raises(NotYours):
        noted(wangfang, number="JY0002")
    made = noted(planner)
    assert (made.points, made.appeal_until) == (3, date(2026, 11, 30))
    with pytest.raises(NotNow):
        noted(planner)
    for column in ("words", "reference"):
        with pytest.raises(IntegrityError), transaction.atomic():
            DailyCheck.objects.filter(pk=made.pk).update(**{column: ""})


@pytest.mark.django_db
@pytest.mark.req("R-191")
def test_each_deduction_can_be_appealed_and_a_third_decides(planner, wangfang, limin, cast):
    made, leader = noted(planner), cast("jiangjunjie")
    assert score_for(wangfang.staff_id, NOVEMBER) == 97
    with pytest.raises(NotYours):
        checking.appeal_check(made, words="不是我收的（样例）", by=limin, at=at(18))
    with pytest.raises(NotFound):
        check_for(limin, made.pk)
    checking.appeal_check(made, words="不是我收的（样例）", by=wangfang, at=at(18))
    assert score_for(wangfang.staff_id, NOVEMBER) == 100, "what is contested does not count"
    for nobody in (planner, cast("chenli")):
        with pytest.raises(NotYours):
            checking.lift_check(made, words="核实过了（样例）", by=nobody, at=at(18))
    with pytest.raises(Invalid):
        checking.lift_check(made, words="", by=leader, at=at(18))
    checking.uphold_check(made, words="核实是本人收的（样例）", by=leader, at=at(18))
    assert score_for(wangfang.staff_id, NOVEMBER) == 97
    second = noted(planner, finding="late", source="attendance", reference="11月23日签到")
    with pytest.raises(NotNow):
        checking.appeal_check(second, words="太晚了（样例）", by=wangfang, at=LATER)
    checking.appeal_check(second, words="公交停运（样例）", by=wangfang, at=at(18))
    checking.lift_check(second, words="情况属实（样例）", by=leader, at=at(18))
    assert score_for(wangfang.staff_id, NOVEMBER) == 97


@pytest.mark.django_db
@pytest.mark.req("R-191")
def test_a_month_is_fixed_when_it_is_settled_and_its_score_can_be_made_again(roster, planner, limin, cast):
    made = noted(planner, number="JY0002")
    assert checking.freeze_months(at=at(18)) == 0
    checking.appeal_check(made, words="不是我收的（样例）", by=limin, at=at(18))
    assert checking.freeze_months(at=LATER) == 0, "an appeal is open"
    checking.uphold_check(made, words="核实是本人收的（样例）", by=cast("jiangjunjie"), at=LATER)
    assert checking.freeze_months(at=LATER) == 2, "who was on duty, and who had something noted"
    assert checking.freeze_months(at=LATER + timedelta(days=1)) == 0
    kept = {each.staff.number: each for each in MonthScore.objects.select_related("staff")}
    assert {number: each.score for number, each in kept.items()} == {"JY0001": 100, "JY0002": 97}
    for each in kept.values():
        assert month_score(deductions(each.content)) == each.score
        assert digest(each.content) == each.content_hash
    assert {who.number: score for who, score, fixed in scores_of(NOVEMBER) if fixed} == {"JY0001": 100, "JY0002": 97}
    for forged in ({"score": 100}, {"content": "[]"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            MonthScore.objects.filter(pk=kept["JY0002"].pk).update(**forged)
    with pytest.raises(NotNow), transaction.atomic():
        checking.note_check(
            number="JY0001", day=date(2026, 11, 20), finding="late", source="round", reference="巡查3号",
            words="晚到十分钟（样例）", by=planner, at=LATER,
        )  # fmt: skip
