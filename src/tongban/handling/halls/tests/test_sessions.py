"""Serving outside office hours: announced with who is there, nobody who came in time is dropped, overtime is kept."""

from datetime import datetime, timedelta

import pytest

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.rules import shipped_calendar
from tongban.handling.cases.tests.applying import MONDAY, food_code
from tongban.handling.contacts.commands.shifts import NotFinished, sign_off, sign_on
from tongban.handling.halls.commands import calling, serving
from tongban.handling.halls.commands.booking import NotBookable, book, cancel
from tongban.handling.halls.commands.drawing import draw
from tongban.handling.halls.commands.sessions import SessionGiven, call_off, plan_session
from tongban.handling.halls.models import Overtime
from tongban.handling.halls.queries.appointments import days_of, free_on
from tongban.handling.halls.queries.sessions import closing_of, session_with, spent, to_come
from tongban.handling.halls.rules.sessions import office_hours, overtime, session_faults
from tongban.handling.halls.rules.slots import Span
from tongban.handling.halls.subscribers import write_down_overtime
from tongban.registers.agencies.models import Staff, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-166")]
HOURS = {str(day): [["08:30", "12:00"], ["14:30", "18:00"]] for day in range(1, 6)}
MINUTE = timedelta(minutes=1)


def on(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=LOCAL)


SIX, EIGHT = on(24, 18), on(24, 20)


@pytest.fixture
def keeper(cast):
    return cast("zhengyawen")


@pytest.fixture
def hall():
    return Venue.objects.get(key="city-center")


@pytest.fixture
def planned(hall, keeper, wangfang):
    def make(starts_at=SIX, ends_at=EIGHT, *, at=MONDAY, **changes):
        people = [Staff.objects.get(pk=wangfang.staff_id)]
        given = {"kind": "late", "starts_at": starts_at, "ends_at": ends_at, "lines": ["A"], "staff": people} | changes
        return plan_session(hall, SessionGiven(**given), by=keeper, at=at)

    return make


def test_overtime_is_what_was_served_in_sessions_and_after_the_last_of_the_day():
    office = office_hours(HOURS, on(24, 9).date(), calendar=shipped_calendar())
    late = [Span(on(24, 18), on(24, 20))]
    assert overtime(Span(on(24, 8), on(24, 18)), office, []) == (0, 0)
    assert overtime(Span(on(24, 8), on(24, 18, 25)), office, []) == (0, 25)
    assert overtime(Span(on(24, 14), on(24, 20, 10)), office, late) == (120, 10)
    assert overtime(Span(on(24, 19), on(24, 19, 30)), office, late) == (30, 0)
    noon = [Span(on(24, 12), on(24, 14))]
    assert overtime(Span(on(24, 8), on(24, 18)), office, noon) == (120, 0)
    assert overtime(Span(on(29, 9), on(29, 10)), (), []) == (0, 0)


def test_a_session_is_outside_office_hours_and_meets_no_other():
    office = office_hours(HOURS, on(24, 9).date(), calendar=shipped_calendar())
    assert session_faults(Span(on(24, 18), on(24, 20)), office, [], at=MONDAY) == []
    wrong = session_faults(Span(on(24, 17), on(24, 17, 10)), office, [Span(on(24, 17), on(24, 18))], at=MONDAY)
    assert len(wrong) == 3
    assert "已经过了" in session_faults(Span(on(20, 18), on(20, 20)), (), [], at=MONDAY)[0]


def test_it_is_public_at_once_with_who_is_there_and_can_be_booked(planned, hall, liqiang, django_assert_num_queries):
    made = planned(on(28, 14), on(28, 17), kind="weekend", lines=["A", "B"])
    with django_assert_num_queries(1):  # sessions with their place
        assert [each.pk for each in to_come(at=MONDAY)] == [made.pk]
    assert [each.staff.name for each in session_with(made.code).duties.all()] == ["王芳"]
    assert on(28, 14).date() in days_of(hall, at=MONDAY)
    free = {each.starts_at: (each.capacity, each.kept) for each in free_on(hall, "A", on(28, 14).date(), at=MONDAY)}
    assert free[on(28, 14)] == (3, 2)
    booked = book(food_code(), venue=hall.key, starts_at=on(28, 14), by=liqiang, at=MONDAY)
    assert booked.slot.starts_at == on(28, 14)


def test_what_somebody_booked_in_is_held(planned, keeper, liqiang, hall):
    made = planned(on(28, 14), on(28, 17))
    booked = book(food_code(), venue=hall.key, starts_at=on(28, 15), by=liqiang, at=MONDAY)
    with pytest.raises(Invalid):
        call_off(made, reason=" ", by=keeper, at=MONDAY)
    with pytest.raises(NotNow, match="1人约了"):
        call_off(made, reason="停电", by=keeper, at=MONDAY)
    cancel(booked, by=liqiang, at=MONDAY)
    call_off(made, reason="停电", by=keeper, at=MONDAY)
    assert to_come(at=MONDAY) == []
    with pytest.raises((Invalid, NotBookable)):
        book(food_code(), venue=hall.key, starts_at=on(28, 15), by=liqiang, at=MONDAY)


def test_everything_that_is_wrong_with_a_session_is_told_at_once(planned, hall, wangfang, cast):
    away = Staff.objects.get(pk=cast("liuyang").staff_id)
    away.on_leave_until = on(30, 9).date()
    with pytest.raises(Invalid) as refusal:
        planned(on(24, 15), on(24, 16), kind="", lines=["Z"], staff=[away])
    assert [each.pointer for each in refusal.value.faults] == ["/starts_at", "/kind", "/lines", "/staff"]
    with pytest.raises(Invalid) as refusal:
        planned(lines=["A", "C"])
    assert "没有人办“领取结果”" in refusal.value.faults[0].message
    planned()
    with pytest.raises(Invalid):
        planned(on(24, 19), on(24, 21))
    with pytest.raises(NotYours):
        plan_session(hall, SessionGiven("late", on(25, 18), on(25, 19), ["A"], [away]), by=wangfang, at=MONDAY)


def test_whoever_took_a_number_before_the_close_is_served_and_the_overtime_is_kept(planned, hall, wangfang, limin):
    planned()
    assert closing_of(hall, on(24, 9).date()) == on(24, 20)
    assert closing_of(hall, on(25, 9).date()) == on(25, 18)
    sign_on("综合窗口3号", by=wangfang, at=on(24, 14, 30))
    sign_on("综合窗口4号", by=limin, at=on(24, 14, 30))
    numbers = [draw("A", by=wangfang, at=on(24, 19, 58)) for _ in range(2)]
    draw("A", by=wangfang, at=on(24, 20, 1))
    sign_off(by=limin, at=on(24, 20))
    for each in (0, 1):
        with pytest.raises(NotFinished) as refusal:
            sign_off(by=wangfang, at=on(24, 20, 2))
        assert "最后一个窗口" in refusal.value.faults[0].message
        assert numbers[each].number in refusal.value.faults[0].message
        called = calling.call_next(by=wangfang, at=on(24, 20, 5))
        serving.begin_serving(called, by=wangfang, at=on(24, 20, 5))
        serving.finish(called, result="answered", by=wangfang, at=on(24, 20, 10 + each))
    shift = sign_off(by=wangfang, at=on(24, 20, 15))
    entry = Entry.objects.get(chain=shift.chain, verb="sign_off")
    write_down_overtime(entry)
    write_down_overtime(entry)
    kept = Overtime.objects.get()
    assert (kept.in_session, kept.beyond, kept.served) == (120, 15, 2)
    (row,) = spent([hall.pk], first=on(24, 0).date(), last=on(24, 0).date())
    assert (row.name, row.times, row.in_session, row.beyond, row.served) == ("王芳", 1, 120, 15, 2)


def test_at_noon_the_last_window_may_go_for_the_place_opens_again(hall, wangfang):
    sign_on("综合窗口3号", by=wangfang, at=on(24, 9))
    draw("A", by=wangfang, at=on(24, 11, 59))
    sign_off(by=wangfang, at=on(24, 12))
    sign_on("综合窗口3号", by=wangfang, at=on(24, 14, 30))
    with pytest.raises(NotFinished):
        sign_off(by=wangfang, at=on(24, 17))
