"""Zones and skills: a change counts for the next number, who does not do a matter is not given it. R-078, R-079."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.db import transaction

from tongban.foundation.kernel.errors import Declined, Invalid, NotNow, NotYours
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.tests.applying import MONDAY, food_code, lodged
from tongban.handling.contacts.commands.shifts import sign_off, sign_on
from tongban.handling.halls.commands import calling, serving
from tongban.handling.halls.commands.booking import book, rebook
from tongban.handling.halls.commands.drawing import check_in, draw
from tongban.handling.halls.commands.zoning import ZoneGiven, set_skills, set_up_zone, take_away_zone
from tongban.handling.halls.models import Ticket, WindowSkill
from tongban.handling.halls.queries.appointments import free_on
from tongban.handling.halls.queries.skills import left_to_others, matrix
from tongban.handling.halls.queries.zones import lines_at, window_faces, zones_of
from tongban.registers.agencies.models import Staff, Venue

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
WEEK = (1, 2, 3, 4, 5)


@pytest.fixture
def keeper(cast):
    return cast("zhengyawen")


@pytest.fixture
def hall():
    return Venue.objects.get(key="city-center")


@pytest.fixture
def zone(hall, keeper):
    def make(at=MONDAY, **changes):
        given: dict[str, Any] = {
            "line": "E",
            "name": "企业开办专区",
            "floor": "二楼",
            "windows": ("综合窗口4号",),
            "weekdays": WEEK,
        }
        given |= {"opens": time(8), "closes": time(12)} | changes
        return set_up_zone(hall, ZoneGiven(**given), by=keeper, at=at)

    return make


def food(by, at=MONDAY):
    return draw("A", option_code=food_code(), by=by, at=at)


@pytest.mark.req("R-079")
def test_a_new_zone_takes_the_next_number_and_what_was_drawn_before_is_called_all_the_same(
    zone, keeper, wangfang, limin
):
    before = food(wangfang)
    made = zone(MONDAY + MINUTE)
    inside = food(wangfang, MONDAY + 2 * MINUTE)
    assert (before.line, before.domain, inside.line, inside.number) == ("A", "E", "E", "E001")
    sign_on("综合窗口3号", by=wangfang, at=MONDAY)
    sign_on("综合窗口4号", by=limin, at=MONDAY)
    assert calling.call_next(by=limin, at=MONDAY + 3 * MINUTE).pk == inside.pk
    assert calling.call_next(by=wangfang, at=MONDAY + 3 * MINUTE).pk == before.pk
    left = food(wangfang, MONDAY + 4 * MINUTE)
    take_away_zone(made, by=keeper, at=MONDAY + 5 * MINUTE)
    assert food(wangfang, MONDAY + 6 * MINUTE).line == "A"
    calling.miss(fresh(before), by=wangfang, at=MONDAY + 6 * MINUTE)
    assert calling.call_next(by=wangfang, at=MONDAY + 6 * MINUTE).pk == left.pk


@pytest.mark.req("R-079")
def test_a_zone_is_there_on_its_days_in_its_hours_only(zone, hall, wangfang):
    zone(closes=time(11))
    assert food(wangfang, MONDAY).line == "E"
    assert food(wangfang, MONDAY + timedelta(hours=2)).line == "A"
    codes = [each.code for each in lines_at(zones_of(hall.pk, at=MONDAY), at=MONDAY)]
    assert codes == ["A", "B", "C", "E"]
    later = MONDAY + timedelta(hours=2)
    assert "E" not in {each.code for each in lines_at(zones_of(hall.pk, at=later), at=later)}


@pytest.mark.req("R-079")
def test_the_map_says_which_windows_and_whether_they_are_there_now(zone, django_assert_num_queries):
    zone(closes=time(11))
    with django_assert_num_queries(2):  # the place, its zones
        (face,) = window_faces("city-center", at=MONDAY)
    assert face.number == "二楼企业开办专区"
    assert face.serves == "企业开办和经营：综合窗口4号（周一、二、三、四、五 8:00至11:00）"
    (later,) = window_faces("city-center", at=MONDAY + timedelta(hours=3))
    assert later.serves.endswith("现在不开，到综合窗口办")
    assert window_faces("no-such-place", at=MONDAY) == []


def test_a_zone_that_makes_no_sense_is_refused_with_everything_at_once(zone, hall, wangfang, keeper):
    with pytest.raises(Invalid) as refusal:
        zone(line="A", name="", windows=(), weekdays=(), opens=time(12), closes=time(8))
    pointers = [each.pointer for each in refusal.value.faults]
    assert pointers == ["/line", "/name", "/windows", "/weekdays", "/opens"]
    zone()
    with pytest.raises(Invalid, match="还不能设") as refusal:
        zone(line="S", name="社保专区", opens=time(11), closes=time(13))
    assert "综合窗口4号这时在“企业开办专区”" in refusal.value.faults[0].message
    zone(line="S", name="社保专区", opens=time(12), closes=time(13))
    with pytest.raises(NotYours):
        set_up_zone(hall, ZoneGiven("S", "社保", "", ("1",), WEEK, time(8), time(9)), by=wangfang, at=MONDAY)


@pytest.mark.req("R-169")
def test_slots_follow_the_windows_of_the_zone_and_keep_their_share(zone, hall, keeper, liqiang, wangfang):
    made = zone(windows=("综合窗口4号", "综合窗口5号"))
    tomorrow = MONDAY + timedelta(days=1)
    free = free_on(hall, "E", tomorrow.date(), at=MONDAY)
    lines = {each.starts_at.hour: (each.line, each.capacity, each.left, each.kept) for each in free}
    assert lines[9] == ("E", 6, 3, 3)
    assert lines[15] == ("A", 10, 6, 4)
    booked = book(food_code(), venue=hall.key, starts_at=free[2].starts_at, by=liqiang, at=MONDAY)
    assert booked.slot.line == "E"
    afternoon = next(each.starts_at for each in free if each.line == "A")
    rebook(booked, starts_at=afternoon, by=liqiang, at=MONDAY)
    assert booked.slot.line == "A"
    rebook(booked, starts_at=free[3].starts_at, by=liqiang, at=MONDAY)
    take_away_zone(made, by=keeper, at=MONDAY + MINUTE)
    number = check_in(booked, by=wangfang, at=free[3].starts_at)
    assert (number.line, number.domain) == ("A", "E")


@pytest.mark.req("R-078")
def test_who_does_not_do_a_matter_is_not_given_it_while_another_window_does(wangfang, limin, keeper, hall):
    person = Staff.objects.get(pk=wangfang.staff_id)
    set_skills(person, ["S"], by=keeper, at=MONDAY)
    sign_on("综合窗口3号", by=wangfang, at=MONDAY)
    sign_on("综合窗口4号", by=limin, at=MONDAY)
    waits, plain = food(wangfang), draw("A", by=wangfang, at=MONDAY + MINUTE)
    assert left_to_others(person.pk, hall.pk, day=MONDAY.date()) == {"E", "P", "U"}
    assert calling.call_next(by=wangfang, at=MONDAY + MINUTE).pk == plain.pk
    calling.miss(fresh(plain), by=wangfang, at=MONDAY + MINUTE)
    with pytest.raises(NotNow, match="没有人"):
        calling.call_next(by=wangfang, at=MONDAY + MINUTE)
    sign_off(by=limin, at=MONDAY + MINUTE)
    assert calling.call_next(by=wangfang, at=MONDAY + 2 * MINUTE).pk == waits.pk


@pytest.mark.req("R-078")
def test_any_capable_window_takes_any_matter_and_the_matrix_is_kept(wangfang, limin, keeper, hall):
    for by, window in ((wangfang, "综合窗口3号"), (limin, "综合窗口4号")):
        number = food(by)
        sign_on(window, by=by, at=MONDAY)
        assert calling.call_next(by=by, at=MONDAY).pk == number.pk
    person = Staff.objects.get(pk=wangfang.staff_id)
    set_skills(person, ["S", "E"], by=keeper, at=MONDAY)
    set_skills(person, ["E"], by=keeper, at=MONDAY + MINUTE)
    rows = {each.staff.pk: each for each in matrix(hall.pk)}
    assert rows[person.pk].lines == {"E"}
    assert rows[limin.staff_id].is_all_round
    assert WindowSkill.objects.filter(staff=person, until__isnull=False).get().line == "S"
    with pytest.raises(Invalid):
        set_skills(person, ["A"], by=keeper, at=MONDAY)
    with pytest.raises(NotYours):
        set_skills(person, [], by=wangfang, at=MONDAY)


@pytest.mark.req("R-078")
def test_the_same_application_meets_the_same_rules_at_every_window(cast, keeper):
    """Whatever one does by the matrix: what is missing is the same, and so is what is accepted."""
    set_skills(Staff.objects.get(pk=cast("limin").staff_id), ["E"], by=keeper, at=MONDAY)
    told, accepted = [], []
    for login in ("wangfang", "limin"):
        by = cast(login)
        for without in (("safety_rules",), ()):
            with transaction.atomic():
                case = lodged(by, applicant=cast("liqiang").acting_for, without=without)[1]
                try:
                    receiving.accept(case, by=by, at=MONDAY)
                    accepted.append(case.option_code)
                except Declined as refusal:
                    told.append([(each.pointer, each.message) for each in refusal.faults])
                transaction.set_rollback(True)
    assert len(told) == len(accepted) == 2
    assert told[0] == told[1] != []


@pytest.mark.req("R-164")
def test_a_number_is_set_aside_and_taken_up_again_without_a_new_wait(wangfang, limin):
    sign_on("综合窗口3号", by=wangfang, at=MONDAY)
    sign_on("综合窗口4号", by=limin, at=MONDAY)
    first, second = food(wangfang), food(wangfang)
    serving.begin_serving(calling.call_next(by=wangfang, at=MONDAY), by=wangfang, at=MONDAY)
    calling.hold(fresh(first), by=wangfang, at=MONDAY + MINUTE)
    serving.begin_serving(calling.call_next(by=wangfang, at=MONDAY + MINUTE), by=wangfang, at=MONDAY + MINUTE)
    with pytest.raises(NotNow, match="A002"):
        calling.take_up(fresh(first), by=wangfang, at=MONDAY + 2 * MINUTE)
    with pytest.raises(NotYours):
        calling.take_up(fresh(first), by=limin, at=MONDAY + 2 * MINUTE)
    serving.finish(fresh(second), result="answered", by=wangfang, at=MONDAY + 2 * MINUTE)
    with pytest.raises(Exception, match="不能签退"):
        sign_off(by=wangfang, at=MONDAY + 2 * MINUTE)
    calling.take_up(fresh(first), by=wangfang, at=MONDAY + 3 * MINUTE)
    assert fresh(first).status == "serving"
    calling.hold(fresh(first), by=wangfang, at=MONDAY + 4 * MINUTE)
    serving.leave(fresh(first), by=wangfang, at=MONDAY + 5 * MINUTE)
    sign_off(by=wangfang, at=MONDAY + 6 * MINUTE)


@pytest.mark.req("R-163")
def test_who_waits_longest_is_called_once_they_were_passed_often_enough(wangfang):
    sign_on("综合窗口3号", by=wangfang, at=MONDAY)
    ordinary = draw("A", by=wangfang, at=MONDAY)
    cared = [draw("A", priority="elder", by=wangfang, at=MONDAY + each * MINUTE / 10) for each in range(1, 4)]
    order = []
    for each in range(4):
        called = calling.call_next(by=wangfang, at=MONDAY + (each + 1) * MINUTE)
        calling.miss(called, by=wangfang, at=MONDAY + (each + 1) * MINUTE)
        order.append(called.pk)
    assert order == [cared[0].pk, ordinary.pk, cared[1].pk, cared[2].pk]


def fresh(ticket):
    return Ticket.objects.get(pk=ticket.pk)
