"""Who may sit at a window, who could stand in, how a session was attended: without a database."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import LOCAL
from tongban.oversight.workforce.rules.attendance import GRACE, Presence, Stay, attended
from tongban.oversight.workforce.rules.rostering import (
    Needs,
    Person,
    Session,
    lacking,
    monday_of,
    reaches,
    sessions_near,
    suggestions,
)
from tongban.oversight.workforce.rules.training import expires, is_passed

HOURS = {"1": [["08:30", "12:00"], ["14:30", "18:00"]], "6": [["09:00", "12:00"]]}
NEEDS = Needs("综合窗口3号", "counter", {"manners": "窗口礼仪"}, 4)
FIT = Person(1, "王芳", "JY0001", frozenset({"counter"}), frozenset({"manners"}), level=4)
BEGINS, ENDS = (datetime(2026, 11, 23, hour, 30, tzinfo=LOCAL) for hour in (8, 11))


def test_everything_that_somebody_lacks_is_told_at_once():
    assert lacking(FIT, NEEDS) == ()
    nobody = Person(2, "何晓东", "JY0004", frozenset({"issuer"}), is_there=False)
    assert len(lacking(nobody, NEEDS)) == 4


@pytest.mark.req("R-187")
def test_substitutes_are_qualified_free_and_the_least_rostered_first():
    tired = Person(3, "甲", "JY0100", FIT.roles, FIT.courses, duties=9, level=1)
    fresh = Person(4, "乙", "JY0101", FIT.roles, FIT.courses, duties=1, level=3)
    busy = Person(5, "丙", "JY0102", FIT.roles, FIT.courses, is_busy=True, level=4)
    untaught = Person(6, "丁", "JY0103", FIT.roles, frozenset(), level=4)
    below = Person(7, "戊", "JY0104", FIT.roles, FIT.courses, level=5)
    assert suggestions([tired, busy, untaught, below, fresh], NEEDS) == [fresh, tired]


def test_levels_count_downwards():
    assert [reaches(level, 4) for level in (0, 5, 4, 3, 1)] == [False, False, True, True, True]
    assert reaches(0, 0)


@settings(max_examples=30)
@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_weeks_begin_on_mondays(day):
    assert monday_of(day).isoweekday() == 1
    assert 0 <= (day - monday_of(day)).days < 7


def test_one_signs_on_for_the_session_that_is_or_comes_next():
    def near(day: int, hour: int, minute: int = 0) -> tuple[Session, ...]:
        return sessions_near(datetime(2026, 11, day, hour, minute, tzinfo=LOCAL), HOURS)

    assert near(23, 7, 29) == ()
    assert near(23, 7, 30) == near(23, 11, 59) == (Session.MORNING,)
    assert near(23, 12) == near(23, 18) == ()
    assert near(23, 13, 30) == (Session.AFTERNOON,)
    assert near(28, 9) == (Session.MORNING,)
    assert near(28, 14) == near(29, 9) == ()


@pytest.mark.req("R-187")
@pytest.mark.parametrize(
    ("on", "off", "expected"),
    [
        (0, 180, Presence.WHOLE),
        (-20, 200, Presence.WHOLE),
        (5, 175, Presence.WHOLE),
        (6, 180, Presence.LATE),
        (0, 174, Presence.EARLY),
        (30, 100, Presence.LATE_AND_EARLY),
        (0, None, Presence.WHOLE),
        (-90, -30, Presence.ABSENT),
    ],
)
def test_attendance_is_what_signing_on_and_off_says(on, off, expected):
    stay = Stay(BEGINS + timedelta(minutes=on), None if off is None else BEGINS + timedelta(minutes=off))
    assert attended(BEGINS, ENDS, [stay], at=ENDS + timedelta(hours=1)) is expected


def test_a_session_that_runs_is_neither_missed_nor_left_early():
    during = BEGINS + timedelta(hours=1)
    assert attended(BEGINS, ENDS, [], at=during) is Presence.COMING
    assert attended(BEGINS, ENDS, [Stay(BEGINS, None)], at=during) is Presence.THERE
    assert attended(BEGINS, ENDS, [Stay(BEGINS + 2 * GRACE, None)], at=during) is Presence.LATE
    assert attended(BEGINS, ENDS, [], at=during, is_on_leave=True) is Presence.ON_LEAVE
    twice = [Stay(BEGINS, BEGINS + timedelta(hours=1)), Stay(BEGINS + timedelta(hours=2), ENDS)]
    assert attended(BEGINS, ENDS, twice, at=ENDS) is Presence.WHOLE


def test_certificates_end_on_the_day_of_the_month_or_its_last():
    assert expires(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert expires(date(2026, 1, 15), 12) == date(2027, 1, 15)
    assert expires(date(2026, 1, 15), 0) is None
    assert is_passed(None, 0)
    assert [is_passed(score, 60) for score in (None, 59, 60)] == [False, False, True]
