"""Slots (预约时段): when one may book, and that a city cannot decide away who just comes."""

from datetime import date, datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.worktime.rules import shipped_calendar
from tongban.handling.halls.rules.policy import LEAST_WALK_IN, SlotPolicy, read_policy
from tongban.handling.halls.rules.slots import bookable_days, is_open_on, slots_on
from tongban.registers.catalog.tests.samples import CITY

HOURS = {
    **{str(day): [["08:30", "12:00"], ["14:30", "18:00"]] for day in range(1, 6)},
    "6": [["09:00", "12:00"]],
}
CALENDAR = shipped_calendar()
PLAIN = yaml.safe_load((CITY / "halls.yaml").read_bytes())


def test_a_day_has_the_whole_slots_within_its_hours():
    found = slots_on(HOURS, date(2026, 11, 23), minutes=45, calendar=CALENDAR)
    times = [f"{each.starts_at:%H:%M}" for each in found]
    assert times == ["08:30", "09:15", "10:00", "10:45", "14:30", "15:15", "16:00", "16:45"]
    assert all(each.ends_at.time().strftime("%H:%M") <= "18:00" for each in found)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 28), True),
        (date(2026, 11, 29), False),
        (date(2026, 10, 1), False),
        (date(2026, 10, 3), False),
    ],
)
def test_a_place_is_open_by_its_week_but_not_on_holidays(day, is_open):
    assert is_open_on(HOURS, day, calendar=CALENDAR) is is_open


def test_one_books_today_and_the_next_open_days():
    monday = datetime(2026, 11, 23, 10, tzinfo=LOCAL)
    found = bookable_days(HOURS, at=monday, ahead=5, calendar=CALENDAR)
    assert [each.day for each in found] == [23, 24, 25, 26, 27, 28]
    sunday = datetime(2026, 11, 29, 10, tzinfo=LOCAL)
    assert [each.day for each in bookable_days(HOURS, at=sunday, ahead=2, calendar=CALENDAR)] == [30, 1]


@pytest.mark.req("R-100")
@given(st.integers(2, 500), st.integers(LEAST_WALK_IN, 99))
def test_every_slot_keeps_its_share_for_whoever_just_comes(capacity, percent):
    kept = SlotPolicy(walk_in_percent=percent).kept_of(capacity)
    assert 1 <= kept <= capacity
    assert kept * 100 >= capacity * percent


@pytest.mark.req("R-100")
@pytest.mark.parametrize("percent", [0, 10, 19, 100])
def test_a_city_cannot_decide_for_appointments_only(percent):
    with pytest.raises(ValueError, match="现场取号"):
        read_policy({**PLAIN, "slots": {**PLAIN["slots"], "walk_in_percent": percent}})


@pytest.mark.parametrize(
    "changes",
    [
        {"matters": "Z"},
        {"head_start": {"priority": 31}},
        {"lines": [{"code": "a", "name": "办事", "roles": ["counter"]}]},
        {"slots": {"minutes": 5}},
        {"slots": {"capacity": {"city": 1}}},
        {"head_start": {"most_extra": 31}},
        {"service_minutes": 0},
        {"lines": [{"code": "A", "name": "办事", "roles": ["counter"], "agencies": ["tax"]}]},
    ],
)
def test_a_policy_that_makes_no_sense_is_not_read(changes):
    with pytest.raises(ValueError):
        read_policy({**PLAIN, **changes})


def test_the_citys_own_policy_is_read():
    found = read_policy(PLAIN)
    assert [each.code for each in found.lines_for({"counter"})] == ["A", "B", "E", "P", "S", "U"]
    assert [each.code for each in found.general] == ["A", "B", "C"]
    assert (found.domain_of("medical-insurance"), found.domain_of("education")) == ("S", "A")
    assert found.name_of("C") == "领取结果"
