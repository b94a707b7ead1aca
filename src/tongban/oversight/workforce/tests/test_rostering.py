"""No window opens without whom the roster names, there and qualified; leave leaves a gap for the fit. R-187."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.handling.contacts.commands.shifts import NotRostered, sign_off, sign_on
from tongban.oversight.workforce.commands import leave, rostering
from tongban.oversight.workforce.commands.training import enter_result, give_training, plan_training
from tongban.oversight.workforce.models import Duty, Leave
from tongban.oversight.workforce.queries.attendance import attendance_at
from tongban.oversight.workforce.queries.opening import window_now
from tongban.oversight.workforce.queries.rostering import could_stand_in, duties_for, leave_for, touched_by
from tongban.oversight.workforce.rules.attendance import Presence

from .conftest import BEFORE, FOURTH, MONDAY, OUT, THIRD, at, put, staff

pytestmark = pytest.mark.django_db


def asked(by, *, starts=MONDAY, ends=MONDAY):
    return leave.ask_leave(kind="sick", starts_on=starts, ends_on=ends, reason="发烧（样例）", by=by, at=BEFORE)


def why(refusal) -> str:
    return "".join(each.message for each in refusal.value.faults)


@pytest.mark.req("R-187")
def test_a_window_opens_only_with_whom_the_roster_names_for_it_now(roster, wangfang, limin):
    with pytest.raises(NotRostered) as refusal:
        sign_on(THIRD, by=limin, at=at(8, 20))
    assert "没有您" in why(refusal)
    with pytest.raises(NotRostered) as refusal:
        sign_on(FOURTH, by=wangfang, at=at(8, 20))
    assert f"上午{THIRD}" in why(refusal)
    with pytest.raises(NotRostered):
        sign_on(THIRD, by=wangfang, at=at(14, 30))
    assert [window_now(wangfang.staff_id, at(hour)) for hour in (7, 8, 15)] == ["", THIRD, ""]
    assert sign_on(THIRD, by=wangfang, at=at(8, 20)).window == THIRD
    sign_off(by=wangfang, at=at(12))


def test_a_place_or_a_week_without_a_roster_stays_as_it_is(draft, wangfang, limin, cast):
    sign_on(FOURTH, by=wangfang, at=at(9))
    sign_on("随便哪个窗口", by=limin, at=at(3))
    sign_on("便民服务窗口", by=cast("liuzhiyuan"), at=at(9))


@pytest.mark.req("R-187")
def test_nobody_is_rostered_who_is_not_qualified_or_sits_elsewhere(draft, posts, planner):
    for login, changes, words in (
        ("liuyang", {}, "岗位不是"),
        ("liuzhiyuan", {}, "不是这个大厅的人"),
        ("limin", {"day": date(2026, 11, 30)}, "不在这一周"),
        ("limin", {"day": date(2026, 11, 28), "session": "pm"}, "那时候不办公"),
    ):
        with pytest.raises(Invalid) as refusal:
            put(draft, posts[THIRD], login, planner, **changes)
        assert words in why(refusal)
    with pytest.raises(Invalid) as refusal:
        put(draft, posts[FOURTH], "wangfang", planner)
    assert f"那时候在{THIRD}" in why(refusal)
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.create(roster=draft, post=posts[FOURTH], day=MONDAY, session="am", staff=staff("wangfang"))
    put(draft, posts[OUT], "liuyang", planner)


def test_only_the_planner_plans_and_what_is_published_is_changed_by_standing_in_alone(
    venue, roster, posts, planner, wangfang
):
    with pytest.raises(NotYours):
        rostering.plan_roster(venue, date(2026, 11, 30), by=wangfang, at=BEFORE)
    with pytest.raises(NotNow):
        rostering.plan_roster(venue, MONDAY, by=planner, at=BEFORE)
    with pytest.raises(NotNow):
        put(roster, posts[FOURTH], "limin", planner)
    verbs = list(Entry.objects.filter(chain=roster.chain).order_by("seq").values_list("verb", flat=True))
    assert verbs == ["plan", "assign", "publish"]


@pytest.mark.req("R-187")
def test_leave_leaves_a_gap_which_somebody_fit_fills(roster, planner, wangfang, limin):
    form = asked(wangfang)
    with pytest.raises(NotNow):
        asked(wangfang)
    leave.grant_leave(form, by=planner, at=BEFORE)
    (gap,) = touched_by(form)
    with pytest.raises(NotRostered) as refusal:
        sign_on(THIRD, by=wangfang, at=at(8, 20))
    assert "请假" in why(refusal)
    assert [each.name for each in could_stand_in(gap)] == ["李敏"], "not who hands out, not who is away"
    with pytest.raises(Invalid):
        rostering.substitute(gap, staff=staff("liuyang"), reason="王芳病假", by=planner, at=BEFORE)
    rostering.substitute(gap, staff=staff("limin"), reason="王芳病假", by=planner, at=BEFORE)
    assert sign_on(THIRD, by=limin, at=at(8, 25)).window == THIRD
    assert gap.instead_of_id == wangfang.staff_id
    assert [each.pk for each in duties_for(limin.staff_id, week=MONDAY)] == [gap.pk]


@pytest.mark.req("R-187")
def test_a_substitute_must_have_what_the_window_asks(venue, draft, posts, planner, limin):
    people = ["JY0001", "JY0002"]
    course = plan_training(
        "窗口服务礼仪培训（样例）",
        course="窗口服务礼仪",
        due_on=MONDAY,
        numbers=people,
        pass_mark=60,
        by=planner,
        at=BEFORE,
    )
    give_training(course, words="起身迎送、一次说清（样例）", by=planner, at=BEFORE)
    rostering.set_post(venue, THIRD, role="counter", courses=["窗口服务礼仪"], by=planner, at=BEFORE)
    with pytest.raises(Invalid) as refusal:
        rostering.publish(draft, by=planner, at=BEFORE)
    assert "没有有效的培训合格证" in why(refusal)
    enter_result(course, number="JY0001", score="80", by=planner, at=BEFORE)
    rostering.publish(draft, by=planner, at=BEFORE)
    duty = Duty.objects.get()
    assert could_stand_in(duty) == []
    enter_result(course, number="JY0002", score="59", by=planner, at=BEFORE)
    assert could_stand_in(duty) == []
    enter_result(course, number="JY0002", score="60", by=planner, at=BEFORE)
    assert [each.name for each in could_stand_in(duty)] == ["李敏"]


def test_a_window_holds_one_person(roster, planner, wangfang, limin):
    sign_on(THIRD, by=wangfang, at=at(8, 20))
    duty = Duty.objects.get()
    rostering.substitute(duty, staff=staff("limin"), reason="开会", by=planner, at=at(9))
    with pytest.raises(NotRostered) as refusal:
        sign_on(THIRD, by=limin, at=at(9))
    assert "王芳还在这个窗口" in why(refusal)
    sign_off(by=wangfang, at=at(9, 5))
    sign_on(THIRD, by=limin, at=at(9, 6))


@pytest.mark.req("R-187")
def test_attendance_of_a_day_is_read_from_signing_on_and_off(venue, roster, wangfang, django_assert_num_queries):
    (before,) = attendance_at(venue, day=MONDAY, at=at(8))
    assert before.presence is Presence.COMING
    sign_on(THIRD, by=wangfang, at=at(8, 50))
    sign_off(by=wangfang, at=at(12))
    with django_assert_num_queries(3):  # duties, shifts, leave
        (found,) = attendance_at(venue, day=MONDAY, at=at(18))
    assert (found.duty.staff.name, found.presence) == ("王芳", Presence.LATE)


def test_leave_is_decided_by_another_and_ends_when_it_is_taken_back(planner, wangfang, limin):
    form = asked(wangfang)
    for nobody in (limin, wangfang):
        with pytest.raises(NotYours):
            leave.grant_leave(form, by=nobody, at=BEFORE)
    with pytest.raises(Invalid):
        leave.refuse_leave(form, words="", by=planner, at=BEFORE)
    leave.grant_leave(form, by=planner, at=BEFORE)
    assert leave.follow_leave(at=BEFORE) == 0, "not yet"
    assert leave.follow_leave(at=at(7)) == 1
    assert leave.follow_leave(at=at(7)) == 0
    assert not staff("wangfang").is_there(MONDAY)
    with pytest.raises(NotYours):
        leave.withdraw_leave(leave_for(planner, form.pk), by=limin, at=at(8))
    leave.withdraw_leave(form, by=wangfang, at=at(8))
    assert leave.follow_leave(at=at(8)) == 1
    assert staff("wangfang").is_there(MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Leave.objects.filter(pk=form.pk).update(decided_by=wangfang.staff_id)


def test_a_request_says_everything_that_is_wrong_at_once(wangfang, planner):
    with pytest.raises(Invalid) as refusal:
        leave.ask_leave(kind="", starts_on=None, ends_on=None, reason="", by=wangfang, at=BEFORE)
    assert [each.pointer for each in refusal.value.faults] == ["/kind", "/reason", "/starts_on", "/ends_on"]
    with pytest.raises(NotYours):
        asked(planner)
