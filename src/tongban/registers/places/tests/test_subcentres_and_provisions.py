"""Sub-centres brought in, the sixth not guessed (R-069); places against what they must have (R-172, R-193)."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.agencies.models import Agency, Staff, Venue
from tongban.registers.places.commands import (
    confirm_centre,
    decide_centre,
    enter_provision,
    enter_task,
    finish_step,
    plan_step,
    set_standard,
)
from tongban.registers.places.models import SubCentre, SubCentreStep
from tongban.registers.places.queries.provisions import provided, task_provided, years
from tongban.registers.places.queries.subcentres import chart
from tongban.registers.places.rules.provisions import Amounts, gaps
from tongban.registers.places.rules.subcentres import Way, bar, quarters_of
from tongban.registers.plan.rules import Task

from conftest import MONDAY  # isort: skip

TODAY = local_day(MONDAY)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
AMOUNTS = st.builds(Amounts, *[st.integers(0, 9)] * 6)


@pytest.mark.req("R-069")
@given(st.tuples(DAYS, DAYS).map(sorted))
@settings(max_examples=40, deadline=None)
def test_a_step_stands_in_every_quarter_that_it_runs_in(span: list[date]):
    quarters = quarters_of([(span[0], span[1]), (date(2024, 1, 1), date(2024, 1, 1))])
    found = bar("甲", span[0], span[1], None, "", quarters=quarters, today=span[1])
    runs = [each for each, is_on in zip(quarters, found.quarters, strict=True) if is_on]
    assert runs[0] == (span[0].year, (span[0].month + 2) // 3)
    assert runs[-1] == (span[1].year, (span[1].month + 2) // 3)
    assert not found.is_late
    assert quarters_of([]) == ()


@pytest.mark.req("R-193")
@given(AMOUNTS, AMOUNTS)
@settings(max_examples=40, deadline=None)
def test_a_gap_is_everything_below_the_standard_and_nothing_else(has: Amounts, needs: Amounts):
    found = gaps(has, needs)
    assert all(each.has < each.needs for each in found)
    assert len(found) == sum(
        getattr(has, name) < getattr(needs, name)
        for name in ("windows", "people", "funding", "area", "network", "terminals")
    )
    assert gaps(needs, needs) == ()


@pytest.mark.django_db
@pytest.mark.req("R-069")
def test_six_are_counted_five_decided_and_the_sixth_is_nobodys_until_it_is_confirmed(cast):
    bureau, found = cast("zhengyawen"), chart(today=TODAY)
    assert len(found.rows) == 6
    assert [each.centre.decision is not Way.UNDECIDED for each in found.rows] == [True] * 5 + [False]
    sixth = found.rows[-1].centre
    assert (sixth.is_confirmed, sixth.agency) == (False, None)
    given_: dict[str, Any] = {"by": bureau, "at": MONDAY}
    with pytest.raises(NotNow, match="先确认"):
        decide_centre(sixth, way="merge", reason="", number="6号", **given_)
    with pytest.raises(NotNow, match="先确认"):
        plan_step(sixth, name="迁", starts_on=TODAY, ends_on=TODAY, **given_)
    with pytest.raises(Invalid):
        confirm_centre(sixth, name=" ", agency=None, **given_)
    body = Agency.objects.get(key="medical-insurance")
    with pytest.raises(NotYours):
        confirm_centre(sixth, name="甲", agency=body, by=cast("chenli"), at=MONDAY)
    sixth = confirm_centre(sixth, name="市医保局分中心", agency=body, **given_)
    with pytest.raises(Invalid) as refused:
        decide_centre(sixth, way="integrate", reason="", number="", **given_)
    assert [each.pointer for each in refused.value.faults] == ["/reason", "/number"]
    assert chart(today=TODAY).rows[-1].needs_decision
    sixth = decide_centre(sixth, way="merge", reason="", number="6号", **given_)
    step = plan_step(sixth, name="迁入", starts_on=TODAY, ends_on=TODAY, **given_)
    with pytest.raises(Invalid):
        finish_step(step, evidence="", **given_)
    finish_step(step, evidence="验收单", **given_)
    with pytest.raises(NotNow):
        finish_step(step, evidence="验收单", **given_)
    assert chart(today=TODAY).rows[-1].is_done
    verbs = Entry.objects.filter(chain="sub-centre:sixth").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["confirm_centre", "decide_centre", "plan_step", "finish_step"]


@pytest.mark.django_db
@pytest.mark.req("R-069")
def test_what_passed_its_term_is_late_until_every_step_is_done():
    late = {each.centre.key for each in chart(today=TODAY).rows if each.is_late(TODAY)}
    assert late == {"public-security", "sixth"}
    SubCentreStep.objects.filter(done_on=None).update(done_on=TODAY, evidence="验收单")
    assert "public-security" not in {each.centre.key for each in chart(today=TODAY).rows if each.is_late(TODAY)}
    assert SubCentre.objects.filter(way="integrate", reason="").count() == 0


@pytest.mark.django_db
@pytest.mark.req("R-172", "R-193")
def test_every_place_below_its_standard_is_listed_with_what_it_lacks(cast, django_assert_num_queries):
    with django_assert_num_queries(3):
        found = {each.venue.key: each for each in provided(2026, terminals={"xincheng-center": 1})}
    assert len(found) == 52
    town = found["xincheng-center"]
    assert "窗口差1个" in [each.words for each in town.gaps]
    assert "自助终端" not in "".join(each.words for each in town.gaps)
    people = Staff.objects.filter(venue__key="fumin-station", is_active=True).count()
    station = found["fumin-station"]
    assert station.has is not None
    assert station.has.people == people
    assert found["shengli-station"].gaps, "nobody works there"
    assert all(each.is_unknown for each in provided(2030, terminals={}))


@pytest.mark.django_db
@pytest.mark.req("R-172", "R-193")
def test_supervision_and_the_bodies_for_people_and_money_keep_the_ledger(cast):
    venue, at = Venue.objects.get(key="shengli-station"), MONDAY
    values: dict[str, int | None] = {"windows": 2, "funding": 80000, "area": 40, "network": 100}
    with pytest.raises(NotYours):
        enter_provision(venue, 2027, values, by=cast("chenli"), at=at)
    with pytest.raises(Invalid) as refused:
        enter_provision(venue, 2027, {**values, "windows": None, "network": -1}, by=cast("zhengyawen"), at=at)
    assert [each.pointer for each in refused.value.faults] == ["/windows", "/network"]
    head = Staff.objects.filter(agency__key="finance", roles__contains=["decider"]).select_related("account").first()
    assert head is not None
    by = cast(head.account.login)
    enter_provision(venue, 2027, values, by=by, at=at)
    enter_provision(venue, 2027, {**values, "windows": 3}, by=by, at=at)
    whole = {**values, "people": 1, "terminals": 0, "windows": 4}
    set_standard("village", 2027, whole, by=by, at=at)
    assert years() == [2027, 2026]
    row = next(each for each in provided(2027, terminals={}) if each.venue == venue)
    assert [each.words for each in row.gaps] == ["窗口差1个", "人员差1人"]


@pytest.mark.django_db
@pytest.mark.req("R-172")
def test_every_task_of_the_plan_has_its_money_people_space_and_systems_or_is_not_entered(cast):
    tasks = [Task("T31", "四(七)2", "进驻", ["government-affairs"]), Task("T36", "五(五)", "宣传", [])]
    enough: dict[str, int | None] = {"funding": 10, "people": 2, "area": 0, "systems": 1}
    assert [each.row for each in task_provided(tasks, 2027)] == [None, None]
    with pytest.raises(NotYours):
        enter_task("T31", 2027, needs=enough, has=enough, by=cast("chenli"), at=MONDAY)
    bureau = cast("zhengyawen")
    with pytest.raises(Invalid) as refused:
        enter_task("T31", 2027, needs={**enough, "area": None}, has={**enough, "people": -1}, by=bureau, at=MONDAY)
    assert [each.pointer for each in refused.value.faults] == ["/needs_area", "/has_people"]
    enter_task("T31", 2027, needs=enough, has=enough, by=bureau, at=MONDAY)
    assert [each.gaps for each in task_provided(tasks, 2027)] == [(), ()]
    enter_task("T31", 2027, needs=enough, has={**enough, "people": 1, "systems": 0}, by=bureau, at=MONDAY)
    assert [each.words for each in task_provided(tasks, 2027)[0].gaps] == ["人员差1人", "信息系统差1套"]
    assert [each.row is not None for each in task_provided(tasks, 2026)] == [True, False], "the city's own sample"
