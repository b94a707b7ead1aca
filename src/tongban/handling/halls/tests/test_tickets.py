"""Numbers from the desk to the result: drawn by anybody, called in turn, ended with a code, nothing left at night."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from tongban.foundation.kernel.errors import Declined, Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.sealing import verify
from tongban.handling.cases.tests.applying import MONDAY, food_code, lodged
from tongban.handling.cases.tests.driving import after
from tongban.handling.contacts.commands.shifts import NotFinished, sign_off, sign_on
from tongban.handling.halls.commands import calling, serving
from tongban.handling.halls.commands.drawing import draw
from tongban.handling.halls.commands.hands import InOtherHands
from tongban.handling.halls.jobs import end_the_day
from tongban.handling.halls.models import Ticket
from tongban.handling.halls.queries.busy import Busy, busy
from tongban.handling.halls.queries.foreseeing import hall_now, place_of
from tongban.handling.halls.queries.tickets import (
    Wanted,
    announced,
    at_hand,
    counted,
    ticket_for,
    tickets,
    visible_to,
    waiting,
)
from tongban.handling.halls.rules.states import TicketResult
from tongban.registers.agencies.models import Venue

from .conftest import fresh

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.mark.req("R-100")
def test_anybody_gets_a_number_without_account_name_or_appointment(drawn):
    first, second, other = drawn(), drawn(option_code=food_code()), drawn("B")
    assert [each.number for each in (first, second, other)] == ["A001", "A002", "B001"]
    assert second.option_name
    assert first.appointment is None
    assert drawn(at=after(1)).number == "A001"


def test_what_is_wrong_at_the_desk_is_told_at_once(drawn, liqiang):
    with pytest.raises(Invalid) as refusal:
        drawn("Z", priority="king")
    assert [each.pointer for each in refusal.value.faults] == ["/line", "/priority"]
    with pytest.raises(NotYours):
        draw("A", by=liqiang, at=MONDAY)


@pytest.mark.req("R-163", "R-164")
def test_numbers_are_called_by_time_with_a_head_start_for_some(drawn, seated):
    first = drawn(at=MONDAY)
    elder = drawn(at=MONDAY + 9 * MINUTE, priority="elder")
    late = drawn(at=MONDAY + 11 * MINUTE, priority="disabled")
    order = []
    for minute in range(12, 15):
        found = calling.call_next(by=seated, at=MONDAY + minute * MINUTE)
        order.append(found.pk)
        calling.miss(found, by=seated, at=MONDAY + minute * MINUTE)
    assert order == [elder.pk, first.pk, late.pk]


def test_one_calls_what_one_may_and_only_from_an_open_window(drawn, wangfang, cast):
    drawn("C")
    with pytest.raises(NotNow, match="签到"):
        calling.call_next(by=wangfang, at=MONDAY)
    sign_on("综合窗口3号", by=wangfang, at=MONDAY)
    with pytest.raises(NotNow, match="没有人"):
        calling.call_next(by=wangfang, at=MONDAY)
    drawn("A")
    calling.pause(reason="取材料", by=wangfang, at=MONDAY)
    with pytest.raises(NotNow, match="暂停"):
        calling.call_next(by=wangfang, at=MONDAY)
    calling.resume(by=wangfang, at=MONDAY)
    assert calling.call_next(by=wangfang, at=MONDAY).number == "A001"
    with pytest.raises(NotNow, match="A001"):
        calling.call_next(by=wangfang, at=MONDAY)
    liuyang = cast("liuyang")
    sign_on("出件窗口1号", by=liuyang, at=MONDAY)
    assert calling.call_next(by=liuyang, at=MONDAY).number == "C001"


def test_a_shift_of_yesterday_calls_nobody(drawn, seated):
    drawn(at=after(1))
    with pytest.raises(NotNow, match="先签退"):
        calling.call_next(by=seated, at=after(1))
    sign_off(by=seated, at=after(1))
    sign_on("综合窗口3号", by=seated, at=after(1))
    assert calling.call_next(by=seated, at=after(1)).number == "A001"


def test_what_another_window_called_is_in_its_hands(drawn, seated, limin):
    drawn()
    found = calling.call_next(by=seated, at=MONDAY)
    for act in (calling.recall, calling.miss, serving.begin_serving, serving.leave):
        with pytest.raises(InOtherHands):
            act(fresh(found), by=limin, at=MONDAY)
    with pytest.raises(InOtherHands):
        calling.pass_on(fresh(found), line="B", by=limin, at=MONDAY)


@pytest.mark.req("R-164")
def test_a_missed_number_comes_back_behind_three_and_keeps_its_own(drawn, seated):
    numbers = [drawn(at=MONDAY + each * MINUTE) for each in range(5)]
    found = calling.call_next(by=seated, at=MONDAY + 6 * MINUTE)
    calling.recall(found, by=seated, at=MONDAY + 7 * MINUTE)
    calling.miss(found, by=seated, at=MONDAY + 8 * MINUTE)
    assert fresh(found).outcome is TicketResult.NO_SHOW
    calling.rejoin(found, by=seated, at=MONDAY + 9 * MINUTE)
    back = fresh(found)
    assert (back.number, back.result, back.clerk_id) == ("A001", "", None)
    order = list(Ticket.objects.filter(status="waiting").order_by("turn_at", "pk").values_list("pk", flat=True))
    assert order == [numbers[1].pk, numbers[2].pk, numbers[3].pk, back.pk, numbers[4].pk]
    other = calling.call_next(by=seated, at=MONDAY + 10 * MINUTE)
    calling.miss(other, by=seated, at=MONDAY + 10 * MINUTE)
    with pytest.raises(NotNow, match="当天"):
        calling.rejoin(other, by=seated, at=after(1))


@pytest.mark.req("R-164")
def test_a_number_is_passed_on_with_its_place(drawn, seated):
    found = drawn("B")
    calling.call_next(by=seated, at=MONDAY + MINUTE)
    calling.pass_on(fresh(found), line="A", by=seated, at=MONDAY + MINUTE)
    again = fresh(found)
    assert (again.line, again.number, again.status, again.turn_at) == ("A", "B001", "waiting", MONDAY)
    with pytest.raises(Invalid):
        calling.pass_on(again, line="A", by=seated, at=MONDAY + MINUTE)


@pytest.mark.req("R-032")
@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"result": ""}, ["/result"]),
        ({"result": "no_show"}, ["/result"]),
        ({"result": "case"}, ["/case_number"]),
        ({"result": "case", "case_number": "62020026999999990"}, ["/case_number"]),
        ({"result": "referred"}, ["/words"]),
        ({"result": "unresolved", "case_number": "12"}, ["/case_number", "/words"]),
    ],
)
def test_a_number_ends_with_a_result_that_names_what_it_has_to(drawn, seated, given, missing):
    drawn()
    found = calling.call_next(by=seated, at=MONDAY)
    with pytest.raises(NotNow):
        serving.finish(found, result="answered", by=seated, at=MONDAY)
    serving.begin_serving(found, by=seated, at=MONDAY)
    with pytest.raises(Invalid) as refusal:
        serving.finish(found, **given, by=seated, at=MONDAY)
    assert [each.pointer for each in refusal.value.faults] == missing


@pytest.mark.req("R-032")
@pytest.mark.parametrize("is_serving", [True, False])
def test_the_shift_does_not_end_while_a_number_has_no_result(drawn, seated, is_serving):
    drawn()
    found = calling.call_next(by=seated, at=MONDAY)
    if is_serving:
        serving.begin_serving(found, by=seated, at=MONDAY)
    with pytest.raises(NotFinished) as refusal:
        sign_off(by=seated, at=after(0, 17))
    assert "A001" in refusal.value.faults[0].message
    if is_serving:
        serving.finish(found, result="answered", by=seated, at=after(0, 17))
    else:
        calling.miss(found, by=seated, at=after(0, 17))
    sign_off(by=seated, at=after(0, 17))


@pytest.mark.req("R-032")
def test_a_day_leaves_no_number_without_a_result_and_a_note(drawn, seated, limin):
    numbers = [drawn() for _ in range(4)]
    serving.begin_serving(calling.call_next(by=seated, at=MONDAY), by=seated, at=MONDAY)
    sign_on("综合窗口4号", by=limin, at=MONDAY)
    calling.call_next(by=limin, at=MONDAY)
    serving.leave(fresh(numbers[3]), by=limin, at=MONDAY)
    assert end_the_day(at=after(0, 23)) == 0
    assert end_the_day(at=after(1)) == 3
    assert end_the_day(at=after(1)) == 0
    found = [fresh(each) for each in numbers]
    assert [each.result for each in found] == ["unrecorded", "no_show", "not_reached", "left"]
    assert all(each.result_words for each in found[:3])
    assert all(each.ended_at for each in found)
    verify()


@pytest.mark.req("R-032")
def test_numbers_are_listed_narrowed_and_counted(drawn, seated, cast, django_assert_num_queries):
    case = lodged(cast("liqiang"))[1]
    numbers = [drawn(), drawn(), drawn("B")]
    serving.begin_serving(calling.call_next(by=seated, at=MONDAY), by=seated, at=MONDAY)
    serving.finish(fresh(numbers[0]), result="case", case_number=case.number, by=seated, at=MONDAY)
    day = MONDAY.date()

    def found(**wanted):
        return [each.number for each in tickets(seated, Wanted(day, **wanted))]

    assert found() == ["B001", "A002", "A001"]
    assert found(line="B") == ["B001"]
    assert found(stands="case") == ["A001"]
    assert found(stands="waiting") == ["B001", "A002"]
    assert found(text=case.number) == found(text="a001") == ["A001"]
    with django_assert_num_queries(1):  # one row for each state and result
        assert counted(seated, day=day) == {"waiting": 2, "ended": 1, "case": 1}
    assert Entry.objects.filter(verb="finish", facts__case=case.number).count() == 1


def test_who_sees_which_number(drawn, cast):
    found = drawn()
    seen = {
        "wangfang": True,
        "liuyang": True,
        "zhengyawen": True,
        "liuzhiyuan": False,
        "zhaomin": False,
        "liqiang": False,
    }
    for login, sees in seen.items():
        assert visible_to(cast(login)).exists() is sees, login
    with pytest.raises(NotFound):
        ticket_for(cast("liuzhiyuan"), found.code)


def test_a_number_says_how_many_are_before_it_and_how_long_or_nothing(drawn, seated, django_assert_num_queries):
    numbers = [drawn(at=MONDAY + each * MINUTE / 10) for each in range(12)]
    mine = numbers[9]
    with django_assert_num_queries(6):  # who waits, zones, windows, what they serve, the last weeks, calls of today
        place = place_of(mine, at=MONDAY + MINUTE)
    assert (place.before, place.windows, place.expected) == (9, 1, None)
    for each in range(7):
        found = calling.call_next(by=seated, at=MONDAY + (each + 2) * 4 * MINUTE)
        calling.miss(found, by=seated, at=MONDAY + (each + 2) * 4 * MINUTE)
    place = place_of(fresh(mine), at=MONDAY + timedelta(hours=1))
    assert place.expected is not None
    # the one window has nobody in hand: it calls the first of the two at once
    assert (place.before, place.expected.low, place.expected.high, place.expected.calls) == (2, 8, 9, 6)
    calling.pause(by=seated, at=MONDAY + timedelta(hours=1))
    assert place_of(fresh(mine), at=MONDAY + timedelta(hours=1)).expected is None


@pytest.mark.req("R-164")
def test_with_the_last_weeks_known_the_wait_is_played_by_what_people_in_front_come_for(
    drawn, seated, django_assert_num_queries
):
    seen = []
    for day, (option, took) in enumerate([("quick", 4), ("long", 30)] * 12, 1):
        at = MONDAY - timedelta(days=1 + day % 20)
        ended = {"status": "ended", "result": "answered", "called_at": at, "began_at": at}
        ended |= {"ended_at": at + took * MINUTE, "drawn_at": at, "turn_at": at, "clerk_id": seated.staff_id}
        number = {"venue_id": seated.venue_id, "day": at.date(), "line": "A", "number": f"A9{day:02d}"}
        seen.append(Ticket(**number, **ended, option_code=option))
    Ticket.objects.bulk_create(seen)
    first, second, mine = (drawn(at=MONDAY + each * MINUTE / 10) for each in range(3))
    Ticket.objects.filter(pk=first.pk).update(option_code="quick")
    Ticket.objects.filter(pk=second.pk).update(option_code="quick")
    with django_assert_num_queries(5):  # who waits, zones, windows, what they serve, the last weeks
        found = place_of(mine, at=MONDAY + MINUTE).expected
    assert found is not None
    assert (found.is_played, found.is_sharp, found.about, found.calls) == (True, True, 8, 24)
    calling.call_next(by=seated, at=MONDAY + MINUTE)
    later = place_of(mine, at=MONDAY + 3 * MINUTE).expected
    assert later is not None
    assert later.about == 6  # two minutes are left, and four
    Ticket.objects.filter(pk=second.pk).update(option_code="long")
    later = place_of(mine, at=MONDAY + 3 * MINUTE).expected
    assert later is not None
    assert later.about == 32
    assert hall_now(seated.venue_id, at=MONDAY + 3 * MINUTE).expected("C") is None


def test_how_many_wait_and_what_was_called_is_for_everybody(drawn, seated, django_assert_num_queries):
    drawn()
    drawn()
    drawn("C")
    found = calling.call_next(by=seated, at=MONDAY)
    with django_assert_num_queries(1):  # one count for each line
        now = waiting(found.venue_id, at=MONDAY + MINUTE)
    assert (now.count, now.by_line, now.as_of) == (2, {"A": 1, "C": 1}, MONDAY + MINUTE)
    assert [(each.number, each.window) for each in announced(found.venue_id, day=MONDAY.date())] == [
        ("A001", "综合窗口3号")
    ]


def test_the_map_is_told_of_places_that_keep_a_queue_and_of_no_other(drawn, seated, django_assert_num_queries):
    keys = ["city-center", "no-such-place", *Venue.objects.exclude(key="city-center").values_list("key", flat=True)[:3]]
    for each in range(12):
        drawn(at=MONDAY + each * MINUTE / 10)
    drawn("B")
    with django_assert_num_queries(3):  # numbers, windows, calls of today
        found = busy(keys, at=MONDAY + MINUTE)
    assert found == {"city-center": Busy(13, 1, None, MONDAY + MINUTE)}
    for each in range(7):
        at = MONDAY + (each + 2) * 4 * MINUTE
        calling.miss(calling.call_next(lines=["A"], by=seated, at=at), by=seated, at=at)
    assert busy(keys, at=after(0, 11))["city-center"] == Busy(6, 1, 25, after(0, 11))
    calling.pause(by=seated, at=after(0, 11))
    assert busy(keys, at=after(0, 11))["city-center"] == Busy(6, 0, None, after(0, 11))
    assert busy(keys, at=after(1)) == {}
    assert busy([], at=MONDAY) == {}


@pytest.mark.req("R-164")
@pytest.mark.django_db(transaction=True)
def test_nobody_is_called_twice_when_windows_call_at_once(drawn, seated, limin):
    sign_on("综合窗口4号", by=limin, at=MONDAY)
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(lambda _: _closing(lambda: draw("A", by=seated, at=MONDAY).number), range(8)))
    assert sorted(numbers) == [f"A{each:03d}" for each in range(1, 9)]
    called = []
    for _ in range(4):
        called += _at_once(*(lambda by=by: calling.call_next(by=by, at=MONDAY).pk for by in (seated, limin)))
        for by in (seated, limin):
            calling.miss(held_by(by), by=by, at=MONDAY)
    assert len(set(called)) == 8


@pytest.mark.req("R-032")
@pytest.mark.django_db(transaction=True)
def test_a_shift_does_not_end_while_its_window_calls_at_the_same_moment(drawn, seated):
    for round_ in range(4):
        drawn()
        told = _at_once(
            lambda: calling.call_next(by=seated, at=MONDAY).number, lambda: sign_off(by=seated, at=MONDAY) and "off"
        )
        assert sum(isinstance(each, str) for each in told) == 1, told
        if "off" in told:
            assert not Ticket.objects.filter(status="called").exists()
            sign_on("综合窗口3号", by=seated, at=MONDAY)
        else:
            calling.miss(held_by(seated), by=seated, at=MONDAY)
        assert Ticket.objects.count() == round_ + 1


def held_by(by):
    found = at_hand(by.staff_id)
    assert found is not None
    return found


def _at_once(*acts):
    """What each came to, when all begin at the same moment: what it gave, or how it was refused."""
    start = Barrier(len(acts))

    def one(act):
        start.wait()
        try:
            return act()
        except Declined as refusal:
            return refusal

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(lambda act: _closing(lambda: one(act)), acts))


def _closing(act):
    try:
        return act()
    finally:
        connection.close()
