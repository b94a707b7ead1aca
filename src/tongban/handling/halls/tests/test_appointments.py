"""Appointments: booked within their share, changed, cancelled, reminded of, kept or not; walk-ins never pushed out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Declined, Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Outgoing
from tongban.foundation.ledger.sealing import verify
from tongban.handling.cases.tests.applying import MONDAY, food_code
from tongban.handling.cases.tests.driving import after
from tongban.handling.contacts.commands.shifts import sign_on
from tongban.handling.halls.commands.booking import NotBookable, SlotFull, book, cancel, rebook
from tongban.handling.halls.commands.calling import call_next, miss
from tongban.handling.halls.commands.drawing import check_in, draw
from tongban.handling.halls.jobs import lapse_what_nobody_kept, remind_of_appointments
from tongban.handling.halls.models import Appointment, AppointmentSlot
from tongban.handling.halls.queries.appointments import coming, free_on, visible_to
from tongban.registers.agencies.models import Venue
from tongban.registers.catalog import queries as catalog
from tongban.registers.catalog.commands import suspend
from tongban.registers.catalog.item import VersionNote
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.catalog.standing import Suspended

pytestmark = pytest.mark.django_db
TEN = datetime(2026, 11, 24, 10, 0, tzinfo=LOCAL)
HALF = timedelta(minutes=30)


@pytest.fixture
def booked(liqiang):
    def make(starts_at=TEN, *, by=liqiang, at=MONDAY):
        return book(food_code(), venue="city-center", starts_at=starts_at, by=by, at=at)

    return make


def fresh(appointment):
    return Appointment.objects.select_related("slot__venue").get(pk=appointment.pk)


def fill(starts_at=TEN, *, left=0):
    """Somebody else booked what may be booked but `left`."""
    venue = Venue.objects.get(key="city-center")
    AppointmentSlot.objects.create(
        venue=venue, line="A", starts_at=starts_at, ends_at=starts_at + HALF, capacity=10, kept=4, booked=6 - left
    )


def test_a_booking_is_told_at_once_and_takes_one_place(booked, liqiang):
    made = booked()
    assert (made.status, made.slot.booked, made.name_masked) == ("booked", 1, "李*")
    assert "2026年11月24日(周二)10:00至10:30" in Outgoing.objects.get(payload__verb="book").payload["text"]
    venue = Venue.objects.get(key="city-center")
    free = {each.starts_at: each.left for each in free_on(venue, "A", TEN.date(), at=MONDAY)}
    assert (free[TEN], free[TEN + HALF]) == (5, 6)
    assert visible_to(liqiang).get() == made


@pytest.mark.req("R-100")
def test_appointments_never_take_what_is_kept_for_walk_ins(booked, cast):
    fill(left=1)
    booked()
    with pytest.raises(SlotFull, match="直接到大厅取号"):
        booked(by=cast("maxiuying"))
    slot = AppointmentSlot.objects.get()
    assert slot.capacity - slot.booked == slot.kept == 4
    with pytest.raises(IntegrityError), transaction.atomic():
        AppointmentSlot.objects.update(booked=7)
    with pytest.raises(IntegrityError), transaction.atomic():
        AppointmentSlot.objects.update(kept=1)


@pytest.mark.req("R-100")
def test_who_just_comes_gets_a_number_also_when_every_slot_is_booked(booked, wangfang):
    fill(MONDAY + HALF)
    assert draw("A", option_code=food_code(), by=wangfang, at=MONDAY + HALF).number == "A001"


@pytest.mark.parametrize(
    "starts_at",
    [
        MONDAY,
        MONDAY + HALF,
        TEN + timedelta(minutes=1),
        datetime(2026, 11, 24, 12, 0, tzinfo=LOCAL),
        datetime(2026, 11, 29, 10, 0, tzinfo=LOCAL),
        datetime(2026, 12, 24, 10, 0, tzinfo=LOCAL),
    ],
)
def test_only_slots_that_are_listed_can_be_booked(booked, starts_at):
    with pytest.raises(Invalid):
        booked(starts_at)


def test_who_may_book_what_and_where(booked, liqiang, wangfang):
    with pytest.raises(NotYours):
        booked(by=wangfang)
    with pytest.raises(NotBookable):
        book(food_code(), venue="no-such-place", starts_at=TEN, by=liqiang, at=MONDAY)
    booked()
    with pytest.raises(NotNow, match="我的预约"):
        booked(TEN + HALF)
    assert AppointmentSlot.objects.filter(booked__gt=0).count() == 1


def test_nothing_is_booked_for_a_matter_that_is_suspended(booked):
    note = VersionNote(effective_on=MONDAY.date(), reason="机构改革", legal_source="样例文件")
    catalog.forget()
    suspend(ImplementationList.objects.get(code=food_code()[:31]), note, by=SYSTEM, at=MONDAY)
    catalog.forget()
    with pytest.raises(Suspended, match="暂停办理"):
        booked()
    catalog.forget()


def test_nobody_hoards_the_slots(booked, liqiang):
    slot = booked().slot
    for code in ("other-1", "other-2"):
        row = {"slot": slot, "status": "booked", "party_id": liqiang.acting_for, "account_id": liqiang.account_id}
        Appointment.objects.create(**row, name_masked="李*", option_code=code, option_name="样例", booked_at=MONDAY)
    Appointment.objects.filter(option_code=food_code()).update(option_code="other-3")
    with pytest.raises(NotBookable, match="直接到大厅取号"):
        booked(TEN + HALF)
    booked(TEN + timedelta(days=2), at=TEN + timedelta(days=1))


@pytest.mark.req("R-169")
def test_changing_and_cancelling_give_the_place_back(booked, liqiang):
    made = booked()
    with pytest.raises(Invalid):
        rebook(made, starts_at=TEN, by=liqiang, at=MONDAY)
    rebook(fresh(made), starts_at=TEN + HALF, by=liqiang, at=MONDAY)
    taken = dict(AppointmentSlot.objects.values_list("starts_at", "booked"))
    assert taken == {TEN: 0, TEN + HALF: 1}
    with pytest.raises(NotNow):
        cancel(fresh(made), by=liqiang, at=TEN + HALF)
    cancel(fresh(made), by=liqiang, at=MONDAY)
    assert not AppointmentSlot.objects.filter(booked__gt=0).exists()
    booked()
    verify()


@pytest.mark.req("R-169")
def test_one_is_reminded_on_the_workday_before_once_and_by_day(booked):
    monday = datetime(2026, 11, 30, 10, 0, tzinfo=LOCAL)
    booked(monday, at=after(2))
    assert remind_of_appointments(at=after(3)) == 0
    assert remind_of_appointments(at=after(4, 7)) == 0
    assert remind_of_appointments(at=after(4)) == 1
    assert remind_of_appointments(at=after(4, 11)) == 0
    assert Outgoing.objects.filter(payload__verb="remind").count() == 1


@pytest.mark.req("R-169")
def test_who_comes_in_time_has_a_head_start_and_who_comes_late_has_none(booked, cast, wangfang):
    in_time, late = booked(), booked(by=cast("maxiuying"))
    first = draw("A", by=wangfang, at=TEN + timedelta(minutes=20))
    ticket = check_in(fresh(in_time), by=wangfang, at=TEN + timedelta(minutes=25))
    assert fresh(in_time).status == "arrived"
    after_it = check_in(fresh(late), by=wangfang, at=TEN + timedelta(minutes=45))
    assert ticket.turn_at < first.turn_at < after_it.turn_at
    assert ticket.option_code == food_code()
    sign_on("综合窗口3号", by=wangfang, at=TEN)
    found = call_next(by=wangfang, at=TEN + timedelta(minutes=50))
    assert found.pk == ticket.pk
    miss(found, by=wangfang, at=TEN + timedelta(minutes=55))
    with pytest.raises(NotNow):
        check_in(fresh(in_time), by=wangfang, at=TEN)


def test_the_desk_sees_who_comes_today_and_only_at_its_place(booked, wangfang, cast):
    made = booked()
    venue = made.slot.venue_id
    assert coming(venue, on=TEN.date()) == [made]
    assert coming(venue, on=MONDAY.date()) == []
    with pytest.raises(NotNow, match="不是今天"):
        check_in(fresh(made), by=wangfang, at=MONDAY)
    with pytest.raises(NotFound):
        check_in(fresh(made), by=cast("liuzhiyuan"), at=TEN)
    assert not visible_to(cast("zhouyou")).exists()


@pytest.mark.req("R-169")
def test_three_times_booked_and_not_come_then_one_comes_without_for_a_while(booked):
    for each in range(3):
        booked(TEN + each * timedelta(days=1), at=after(each))
        assert lapse_what_nobody_kept(at=after(each + 1, 19)) == 0
        assert lapse_what_nobody_kept(at=after(each + 2, 3)) == 1
    with pytest.raises(Declined, match="不预约也能办"):
        booked(datetime(2026, 11, 30, 10, 0, tzinfo=LOCAL), at=after(4))
    booked(datetime(2026, 12, 29, 10, 0, tzinfo=LOCAL), at=datetime(2026, 12, 28, 10, 0, tzinfo=LOCAL))


@pytest.mark.req("R-100")
@pytest.mark.django_db(transaction=True)
def test_no_slot_is_overbooked_when_many_book_at_once(cast):
    fill(left=2)
    people = [cast(each) for each in ("liqiang", "maxiuying", "zhouyou")]

    def one(by):
        try:
            return bool(book(food_code(), venue="city-center", starts_at=TEN, by=by, at=MONDAY))
        except SlotFull:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(one, people)) == [False, True, True]
    assert AppointmentSlot.objects.get().booked == 6
