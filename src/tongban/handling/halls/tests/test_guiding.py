"""Guiding: a named guide from the door to the result, whoever goes home; how fast one was met. R-165."""

from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest

from tongban.foundation.kernel.errors import Declined, Invalid, NotNow, NotYours
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.contacts.commands.shifts import NotFinished, sign_off, sign_on
from tongban.handling.contacts.models import Shift
from tongban.handling.halls import jobs
from tongban.handling.halls.commands import calling, guiding, serving
from tongban.handling.halls.commands.drawing import draw
from tongban.handling.halls.models import Guidance, GuideTurn, Ticket, WindowPause
from tongban.handling.halls.queries.guiding import day_of_guiding, guided_by, unguided
from tongban.handling.halls.rules.guiding import GuideTask, Met, OnDuty, met, whom

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
DESK = "咨询导办台"


@pytest.fixture
def guide(limin):
    """李敏, at the desk that guides."""
    sign_on(DESK, by=limin, at=MONDAY)
    return limin


@pytest.fixture
def guided(guide, wangfang):
    """A wheelchair user who has drawn a number, and whom 李敏 guides."""
    draw("A", priority="disabled", by=wangfang, at=MONDAY)
    return Guidance.objects.select_related("guide", "ticket").get()


def again(guidance):
    return Guidance.objects.select_related("guide", "ticket").get(pk=guidance.pk)


def covered(guidance):
    """Every moment from naming to the end (or now) has exactly one guide."""
    turns = list(GuideTurn.objects.filter(guidance=guidance).order_by("pk"))
    assert turns[0].since == guidance.named_at
    assert turns[-1].until == guidance.ended_at
    assert all(earlier.until == later.since for earlier, later in pairwise(turns))
    return len(turns)


@pytest.mark.req("R-165")
def test_whoever_needs_it_has_a_named_guide_with_the_number_and_others_have_none(guided, guide, wangfang, limin):
    assert (guided.guide_id, guided.state.label) == (limin.staff_id, "导引员正过来")
    draw("A", by=wangfang, at=MONDAY)
    draw("A", priority="soldier", by=wangfang, at=MONDAY)
    assert Guidance.objects.count() == 1
    assert unguided(guided.venue_id, day=MONDAY.date()) == []


@pytest.mark.req("R-165")
def test_from_the_door_to_the_result_by_the_list(guided, guide, wangfang):
    sign_on("综合窗口3号", by=wangfang, at=MONDAY)
    with pytest.raises(NotYours, match="由李敏导引"):
        guiding.meet(guided, by=wangfang, at=MONDAY)
    guiding.meet(guided, by=guide, at=MONDAY + 2 * MINUTE)
    guiding.tick(guided, task="prepared", by=guide, at=MONDAY + 3 * MINUTE)
    with pytest.raises(NotNow, match="记过"):
        guiding.tick(guided, task="prepared", by=guide, at=MONDAY + 3 * MINUTE)
    with pytest.raises(NotNow, match="还没有办完"):
        guiding.finish(again(guided), by=guide, at=MONDAY + 4 * MINUTE)
    number = calling.call_next(by=wangfang, at=MONDAY + 4 * MINUTE)
    serving.begin_serving(number, by=wangfang, at=MONDAY + 5 * MINUTE)
    serving.finish(number, result="answered", by=wangfang, at=MONDAY + 9 * MINUTE)
    with pytest.raises(Invalid) as refusal:
        guiding.finish(again(guided), by=guide, at=MONDAY + 9 * MINUTE)
    assert [each.message for each in refusal.value.faults] == [
        "还没有做：叫到号，陪到窗口。",
        "还没有做：结果和下一步说明白。",
    ]
    for task in ("at_window", "explained"):
        guiding.tick(again(guided), task=task, by=guide, at=MONDAY + 9 * MINUTE)
    guiding.finish(again(guided), by=guide, at=MONDAY + 10 * MINUTE)
    found = day_of_guiding(guided.venue_id, day=MONDAY.date(), at=MONDAY + 11 * MINUTE)
    assert found.whole == Met(guided=1, met=1, in_time=1, mean=2.0, longest=2.0)
    assert found.endings == {"done": 1}
    assert covered(again(guided)) == 1


@pytest.mark.req("R-165")
def test_nobody_goes_home_or_rests_and_leaves_a_visitor_alone(guided, guide, wangfang):
    with pytest.raises(NotFinished) as refusal:
        sign_off(by=guide, at=MONDAY + MINUTE)
    assert "还在导引A001号" in refusal.value.faults[0].message
    with pytest.raises(NotNow, match="交给同事"):
        calling.pause(by=guide, at=MONDAY + MINUTE)
    with pytest.raises(NotNow, match="没有别的同事"):
        guiding.hand_over(guided, by=guide, at=MONDAY + MINUTE)
    sign_on("综合窗口3号", by=wangfang, at=MONDAY + MINUTE)
    assert guiding.hand_over_all(by=guide, at=MONDAY + 2 * MINUTE) == 1
    sign_off(by=guide, at=MONDAY + 2 * MINUTE)
    assert again(guided).guide_id == wangfang.staff_id
    assert covered(again(guided)) == 2
    assert [each.pk for each in guided_by(wangfang.staff_id)] == [guided.pk]


@pytest.mark.req("R-165")
def test_a_guide_who_is_gone_without_a_word_is_relieved_by_whoever_is_there(guided, guide, wangfang):
    assert jobs.keep_everybody_guided(at=MONDAY) == 0
    shift = guide.staff_id
    WindowPause.objects.create(shift=_shift(shift), began_at=MONDAY, reason="样例")
    assert jobs.keep_everybody_guided(at=MONDAY + MINUTE) == 0
    assert again(guided).guide_id == guide.staff_id
    sign_on("综合窗口3号", by=wangfang, at=MONDAY + MINUTE)
    assert jobs.keep_everybody_guided(at=MONDAY + 2 * MINUTE) == 1
    assert again(guided).guide_id == wangfang.staff_id
    assert jobs.end_guidances(at=MONDAY + 60 * 24 * MINUTE) == 1
    assert again(guided).end.label == "当天没有登记结束"


@pytest.mark.req("R-165")
def test_without_a_guide_on_duty_the_visitor_stands_on_the_list_until_somebody_takes_them_on(wangfang, limin):
    number = draw("A", priority="elder", by=wangfang, at=MONDAY)
    assert [each.pk for each in unguided(number.venue_id, day=MONDAY.date())] == [number.pk]
    with pytest.raises(NotNow, match="签到"):
        guiding.take_on(number, by=wangfang, at=MONDAY)
    sign_on("综合窗口3号", by=wangfang, at=MONDAY)
    made = guiding.take_on(number, by=wangfang, at=MONDAY)
    with pytest.raises(NotNow, match="王芳"):
        guiding.take_on(Ticket.objects.get(), by=limin, at=MONDAY)
    with pytest.raises(Invalid):
        guiding.break_off(made, ending="done", by=wangfang, at=MONDAY)
    guiding.break_off(made, ending="declined", by=wangfang, at=MONDAY + MINUTE)
    assert day_of_guiding(number.venue_id, day=MONDAY.date(), at=MONDAY + 60 * MINUTE).whole.guided == 0


@pytest.mark.req("R-165")
def test_in_any_order_of_acts_every_moment_has_one_guide(guided, guide, wangfang):
    """A hundred acts of two colleagues who come, go, rest and hand over at random."""
    chance, at = Random(165), MONDAY
    sign_on("综合窗口3号", by=wangfang, at=at)
    acts = [
        lambda by: guiding.hand_over(again(guided), by=by, at=at),
        lambda by: guiding.hand_over_all(by=by, at=at),
        lambda by: guiding.meet(again(guided), by=by, at=at),
        lambda by: sign_off(by=by, at=at),
        lambda by: sign_on(DESK, by=by, at=at),
        lambda by: calling.pause(by=by, at=at),
        lambda by: calling.resume(by=by, at=at),
        lambda by: jobs.keep_everybody_guided(at=at),
    ]
    done = 0
    for _ in range(60):
        at += MINUTE
        try:
            chance.choice(acts)(chance.choice((guide, wangfang)))
            done += 1
        except Declined:
            pass
        holder = again(guided).guide_id
        assert _shift(holder).signed_off_at is None
    assert done > 15
    assert covered(again(guided)) > 2


def test_a_guide_by_post_comes_first_then_whoever_has_fewest_then_who_had_none_for_longest():
    rows = [
        OnDuty(1, is_post=False, guiding=0),
        OnDuty(2, is_post=True, guiding=2),
        OnDuty(3, is_post=True, guiding=1, last_at=MONDAY),
        OnDuty(4, is_post=True, guiding=1, last_at=MONDAY - MINUTE),
    ]
    assert whom(rows) == rows[3]
    assert whom(rows[:1]) == rows[0]
    assert whom([]) is None


@pytest.mark.req("R-165")
def test_who_was_not_met_in_time_counts_as_late_before_they_are_met():
    rows = [(MONDAY, MONDAY + MINUTE), (MONDAY, MONDAY + 5 * MINUTE), (MONDAY, None), (MONDAY + 9 * MINUTE, None)]
    found = met(rows, within=3 * MINUTE, at=MONDAY + 10 * MINUTE)
    assert (found.guided, found.met, found.in_time, found.percent) == (3, 2, 1, 33)
    assert (found.mean, found.longest) == (3.0, 5.0)
    assert met([], within=MINUTE, at=MONDAY).percent is None
    assert [each.label for each in GuideTask if each.is_due] == ["叫到号，陪到窗口", "结果和下一步说明白"]


def _shift(staff_id):
    return Shift.objects.filter(staff_id=staff_id).latest("signed_on_at")
