"""Windows of acceptance (受理期): open, next, over the turn of the year; what is wrong is told before publishing."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.registers.catalog import item
from tongban.registers.catalog.content import AcceptanceWindow, Quota, Renewal
from tongban.registers.catalog.tests.editions import food_document
from tongban.registers.catalog.windows import (
    OutsideWindow,
    is_day_of_year,
    next_window,
    open_window,
    refuse_outside_window,
    window_words,
)

TEACHERS = (
    AcceptanceWindow(opens="04-01", closes="04-30", name="春季"),
    AcceptanceWindow(opens="09-01", closes="09-30", name="秋季"),
)
NEW_YEAR = (AcceptanceWindow(opens="12-15", closes="01-15"),)
DAYS = st.dates(date(2025, 1, 1), date(2035, 12, 31))


def closing(windows: tuple[AcceptanceWindow, ...], on: date) -> date | None:
    found = open_window(windows, on)
    return found.closes_on if found else None


def option(**changes):
    return msgspec.structs.replace(food_document().options["01"], **changes)


@pytest.mark.parametrize(
    ("on", "closes_on"),
    [
        (date(2027, 3, 31), None),
        (date(2027, 4, 1), date(2027, 4, 30)),
        (date(2027, 4, 30), date(2027, 4, 30)),
        (date(2027, 5, 1), None),
        (date(2027, 9, 15), date(2027, 9, 30)),
    ],
)
def test_both_days_of_a_window_belong_to_it(on, closes_on):
    assert closing(TEACHERS, on) == closes_on


def test_a_window_may_go_over_the_turn_of_the_year():
    assert closing(NEW_YEAR, date(2027, 1, 10)) == date(2027, 1, 15)
    assert closing(NEW_YEAR, date(2026, 12, 31)) == date(2027, 1, 15)
    assert open_window(NEW_YEAR, date(2027, 1, 16)) is None


def test_outside_a_window_the_next_one_is_said():
    teachers = option(acceptance_windows=TEACHERS)
    with pytest.raises(OutsideWindow) as refusal:
        refuse_outside_window(teachers, on=date(2026, 11, 23))
    assert refusal.value.facts == {"opens_on": "2027-04-01", "closes_on": "2027-04-30"}
    assert "春季，2027年4月1日至2027年4月30日" in refusal.value.message
    assert "到2027年4月30日截止" in window_words(teachers, date(2027, 4, 2))
    assert window_words(option(), date(2027, 4, 2)) == ""


@given(on=DAYS)
def test_a_day_is_in_a_window_or_before_the_next_one(on):
    for windows in (TEACHERS, NEW_YEAR):
        now, coming = open_window(windows, on), next_window(windows, on)
        assert coming is not None
        assert coming.opens_on > on
        assert now is None or now.opens_on <= on <= now.closes_on < coming.opens_on
        assert open_window(windows, coming.opens_on - timedelta(days=1)) in (None, now)


@pytest.mark.parametrize(
    ("text", "is_day"), [("04-30", True), ("04-31", False), ("02-29", False), ("4-1", False), ("", False)]
)
def test_a_day_of_the_year_is_a_month_and_a_day(text, is_day):
    assert is_day_of_year(text) is is_day


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"acceptance_windows": (AcceptanceWindow(opens="04-31", closes="05-01"),)}, "window"),
        ({"quota": Quota(number=0)}, "quota"),
        ({"quota": Quota(number=3, period="week")}, "vocabulary"),
        ({"renewal": Renewal(expiry="no_such_field")}, "expiry"),
        ({"renewal": Renewal(expiry="operator_name")}, "expiry"),
    ],
)
def test_odd_terms_that_nobody_could_follow_are_never_published(changes, code):
    whole = food_document()
    broken = msgspec.structs.replace(whole, options={**whole.options, "01": option(**changes)})
    assert [fault.code for fault in item.faults(broken)] == [code]
