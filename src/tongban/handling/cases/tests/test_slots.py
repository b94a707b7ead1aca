"""Booked times of special procedures (约定时段): offered, picked, reminded of, cancelled; nobody is in two places."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.ledger.models import Outgoing
from tongban.handling.cases import jobs
from tongban.handling.cases.commands import delivering, examining, slots
from tongban.handling.cases.models import Slot, SlotOfficer

from .driving import INSPECTION, accepted, after, day, fresh, listed, recorded
from .invariants import assert_sound

OFFICERS = ["JY0063", "JY0064"]


@pytest.fixture
def case(cast):
    with listed(special_procedures=(INSPECTION,)):
        yield begun(cast)


def begun(cast):
    case = accepted(cast)
    examining.start_special(case, code="inspection", reason="要到现场看。", by=cast("zhaomin"), at=after(0, 11))
    return case


def time(days, hour, hours=1):
    begin = after(days, hour)
    return {
        "starts_at": begin.isoformat(),
        "ends_at": (begin + timedelta(hours=hours)).isoformat(),
        "place": "样例路1号",
    }


def offer(case, cast, *times, officers=OFFICERS):
    return slots.offer_slots(
        case, code="inspection", slots=times, officers=officers, by=cast("zhaomin"), at=after(0, 12)
    )


def messages(case):
    return list(Outgoing.objects.filter(chain=case.chain).order_by("id").values_list("payload__verb", flat=True))


@pytest.mark.req("R-049")
def test_the_applicant_picks_one_of_the_offered_times_and_the_others_are_free(cast, case):
    first, second = offer(case, cast, time(2, 10), time(2, 14))
    slots.book_slot(case, slot=second.pk, by=cast("liqiang"), at=after(0, 13))
    assert dict(Slot.objects.values_list("pk", "status")) == {first.pk: "released", second.pk: "booked"}
    assert SlotOfficer.objects.filter(is_held=True).count() == 2
    assert messages(case)[-2:] == ["offer_slots", "book_slot"]
    with pytest.raises(slots.SlotGone):
        slots.book_slot(case, slot=first.pk, by=cast("liqiang"), at=after(0, 13))
    assert_sound(case, on=day(0))


@pytest.mark.req("R-049")
def test_nobody_is_in_two_places_at_once(cast, case):
    offer(case, cast, time(2, 10))
    other = begun(cast)
    with pytest.raises(slots.OfficerBusy) as refusal:
        offer(other, cast, time(2, 10, hours=2))
    assert "已经有别的安排" in refusal.value.message
    offer(other, cast, time(2, 11))  # half open: the next one may follow at once


@pytest.mark.req("R-049")
def test_the_database_itself_keeps_an_officer_in_one_place(cast, case):
    (slot,) = offer(case, cast, time(2, 10))
    held = SlotOfficer.objects.filter(slot=slot)[0]
    other = begun(cast)
    run = other.special_runs.get()
    twin = Slot.objects.create(
        case=other, run=run, starts_at=slot.starts_at, ends_at=slot.ends_at, place="别处", offered_at=after(0)
    )
    clash = {"slot": twin, "staff_id": held.staff_id, "starts_at": slot.starts_at, "ends_at": slot.ends_at}
    with pytest.raises(IntegrityError), transaction.atomic():
        SlotOfficer.objects.create(**clash)
    SlotOfficer.objects.create(**clash, is_held=False)


@pytest.mark.parametrize(
    ("times", "officers"),
    [
        ((), OFFICERS),
        ((time(-1, 10),), OFFICERS),
        ((time(2, 10, hours=2), time(2, 11)), OFFICERS),
        ((time(2, 10),), OFFICERS[:1]),
        ((time(2, 10),), ["JY0063", "JY9999"]),
    ],
)
def test_an_offer_that_nobody_could_keep_is_refused(cast, case, times, officers):
    with pytest.raises(Invalid):
        offer(case, cast, *times, officers=officers)


@pytest.mark.req("R-049")
def test_one_is_reminded_once_on_the_workday_before(cast, case):
    (slot,) = offer(case, cast, time(7, 10))  # the Monday after; the workday before is Friday
    slots.book_slot(case, slot=slot.pk, by=cast("liqiang"), at=after(0, 13))
    assert jobs.remind_of_slots(at=after(3)) == 0
    assert jobs.remind_of_slots(at=after(4, 7)) == 0  # nobody is woken up
    assert jobs.remind_of_slots(at=after(4, 9)) == 1
    assert jobs.remind_of_slots(at=after(4, 10)) == jobs.remind_of_slots(at=after(5, 10)) == 0
    assert messages(case)[-1] == "remind_slot"
    assert_sound(fresh(case), on=day(5))


def test_a_reminder_that_runs_late_still_comes_before_the_time(cast, case):
    (slot,) = offer(case, cast, time(7, 15))
    slots.book_slot(case, slot=slot.pk, by=cast("liqiang"), at=after(0, 13))
    assert jobs.remind_of_slots(at=after(7, 9)) == 1
    assert jobs.remind_of_slots(at=after(7, 16)) == 0


@pytest.mark.req("R-049")
@pytest.mark.parametrize("login", ["liqiang", "wangfang", "zhaomin"])
def test_a_booked_time_is_cancelled_with_a_reason_and_another_one_offered(cast, case, login):
    (slot,) = offer(case, cast, time(2, 10))
    slots.book_slot(case, slot=slot.pk, by=cast("liqiang"), at=after(0, 13))
    with pytest.raises(Invalid):
        offer(case, cast, time(3, 10))
    slots.cancel_slot(case, slot=slot.pk, reason="那天不在家。", by=cast(login), at=after(0, 14))
    assert not SlotOfficer.objects.filter(is_held=True).exists()
    offer(case, cast, time(2, 10))
    assert_sound(case, on=day(0), secrets=("那天不在家",) if login == "liqiang" else ())


def test_a_case_that_ends_frees_everybody(cast, case):
    offer(case, cast, time(2, 10))
    delivering.withdraw(case, by=cast("liqiang"), at=after(1))
    assert not SlotOfficer.objects.filter(is_held=True).exists()


def test_a_visit_that_took_place_keeps_its_time(cast, case):
    (slot,) = offer(case, cast, time(1, 10))
    slots.book_slot(case, slot=slot.pk, by=cast("liqiang"), at=after(0, 13))
    recorded(case, cast("zhaomin"), at=after(1, 11))
    examining.finish_special(case, code="inspection", result="符合。", by=cast("zhaomin"), at=after(1, 12))
    assert Slot.objects.get(pk=slot.pk).status == "booked"
