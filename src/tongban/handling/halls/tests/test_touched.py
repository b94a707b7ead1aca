"""What hangs on a list in halls, and what people who booked are told when their matter is suspended or cancelled."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.commands.drafting import begin_draft
from tongban.handling.cases.subscribers import tell_of_list_change
from tongban.handling.cases.tests.applying import ANSWERS, MONDAY, food_code
from tongban.handling.halls.commands.booking import book, cancel
from tongban.handling.halls.commands.calling import call_next
from tongban.handling.halls.commands.drawing import draw
from tongban.handling.halls.models import Appointment, Ticket
from tongban.handling.halls.queries.touched import BookedAppointments, WaitingTickets
from tongban.handling.halls.rules.closing_news import LONGEST, closing_news, falls_into
from tongban.handling.halls.subscribers import tell_of_closing
from tongban.registers.catalog import commands
from tongban.registers.catalog import queries as catalog
from tongban.registers.catalog.item import VersionNote
from tongban.registers.catalog.lifecycle import ListState
from tongban.registers.catalog.models import ImplementationList, ListVersion

TEN = datetime(2026, 11, 24, 10, 0, tzinfo=LOCAL)
DAY = MONDAY.date()


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    catalog.forget()
    yield
    catalog.forget()


@pytest.fixture
def booked(liqiang: Actor) -> Appointment:
    return book(food_code(), venue="city-center", starts_at=TEN, by=liqiang, at=MONDAY)


def act(verb: Callable[..., ListVersion], *, on: date = DAY, until: date | None = None) -> Entry:
    note = VersionNote(effective_on=on, reason="机构改革", legal_source="样例文件", until_on=until)
    verb(ImplementationList.objects.get(code=food_code()[:31]), note, by=SYSTEM, at=MONDAY)
    return Entry.objects.filter(chain=f"list:{food_code()[:31]}", verb="publish").latest("seq")


def told(entry: Entry) -> list[Outgoing]:
    tell_of_closing(entry)
    tell_of_closing(entry)  # hearing it twice tells nobody twice
    return list(Outgoing.objects.filter(entry=entry, channel="message", payload__verb="booking_closed"))


@pytest.mark.django_db
@pytest.mark.req("R-026")
def test_appointments_to_come_and_numbers_of_today_hang_on_the_option(booked, liqiang, seated):
    numbers = [draw("A", option_code=food_code(), by=seated, at=MONDAY) for _ in range(2)]
    draw("A", by=seated, at=MONDAY)
    call_next(by=seated, at=MONDAY)
    appointments, tickets, codes = BookedAppointments(), WaitingTickets(), [food_code()]
    assert (appointments.count(codes, at=MONDAY), tickets.count(codes, at=MONDAY)) == (1, 2)
    [row] = appointments.page(codes, at=MONDAY)
    assert (row.number, row.state) == (f"20261124-{booked.pk}", "已约好")
    first, second = tickets.page(codes, at=MONDAY)
    assert "A001" in first.number
    assert "综合窗口3号" in first.state
    assert second.state == "等候"
    assert [each.key for each in tickets.page(codes, at=MONDAY, after=first.key)] == [numbers[1].pk]
    assert "李" not in repr((row, first, second))
    assert tickets.count(codes, at=MONDAY + timedelta(days=1)) == 0
    assert appointments.count(codes, at=TEN + timedelta(hours=1)) == 0
    assert (appointments.count([], at=MONDAY), tickets.count([], at=MONDAY)) == (0, 0)
    cancel(Appointment.objects.select_related("slot__venue").get(pk=booked.pk), by=liqiang, at=MONDAY)
    assert appointments.count(codes, at=MONDAY) == 0
    assert Ticket.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.req("R-022")
@pytest.mark.parametrize(("verb", "words"), [(commands.suspend, "暂停办理"), (commands.cancel, "起取消")])
def test_whoever_booked_is_told_once_when_the_matter_is_suspended_or_cancelled(booked, verb, words):
    [sent] = told(act(verb))
    assert sent.address == f"party:{booked.party_id}"
    for each in (words, "原因：机构改革", "2026年11月24日(周二)10:00至10:30", "我的预约"):
        assert each in sent.payload["text"]
    assert Appointment.objects.get(pk=booked.pk).status == "booked", "it stays theirs to cancel"


@pytest.mark.django_db
@pytest.mark.req("R-022")
def test_who_fills_in_and_has_booked_is_told_of_both(booked, liqiang):
    begin_draft(food_code(), by=liqiang, at=MONDAY, answers=ANSWERS)
    entry = act(commands.suspend)
    assert len(told(entry)) == 1
    tell_of_list_change(entry)
    tell_of_list_change(entry)
    assert Outgoing.objects.filter(entry=entry, payload__verb="list_changed").count() == 1


@pytest.mark.django_db
def test_nobody_is_told_whose_day_the_closing_does_not_reach(booked, liqiang):
    assert told(act(commands.suspend, on=date(2026, 11, 25))) == []
    assert told(act(commands.resume, on=date(2026, 11, 25))) == []
    cancel(Appointment.objects.select_related("slot__venue").get(pk=booked.pk), by=liqiang, at=MONDAY)
    assert told(act(commands.cancel, on=date(2026, 11, 25))) == []


@pytest.mark.django_db
def test_a_suspension_that_ends_before_the_day_concerns_nobody(booked):
    assert told(act(commands.suspend, until=TEN.date())) == []


def test_a_day_is_closed_from_the_first_until_it_opens_again():
    first, back = date(2026, 11, 23), date(2026, 11, 25)
    days = [first + timedelta(days=each) for each in range(-1, 4)]
    assert [falls_into(each, effective_on=first, until=back) for each in days] == [False, True, True, False, False]
    assert falls_into(date(2030, 1, 1), effective_on=first, until=None)


@given(st.text(max_size=200), st.text(max_size=600), st.sampled_from([ListState.SUSPENDED, ListState.CANCELLED]))
def test_the_message_is_never_too_long_and_always_says_what_to_do(name, reason, state):
    told = closing_news(name, "10:00至10:30", state=state, effective_on=TEN.date(), until=None, reason=reason)
    assert len(told) <= LONGEST
    assert told.endswith("名额留给别人。")
