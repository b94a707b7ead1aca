"""The working calendar: shipped notices, computed years, closures, counting."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.worktime.rules import (
    DayKind,
    Edition,
    Standing,
    WorkCalendar,
    add_workdays,
    awaited_notices,
    computed,
    describe,
    is_workday,
    next_workday,
    shipped_calendar,
    shipped_editions,
    workdays_between,
)
from tongban.foundation.worktime.rules.statutory import statutory_days

CALENDAR = shipped_calendar()
ONE_DAY = timedelta(days=1)
MEAN_MONTH = 29.530588861
A_NEW_MOON = date(2000, 1, 6).toordinal() + 18.24 / 24 + 8 / 24


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


@pytest.mark.req("R-206")
def test_every_day_from_2020_to_2026_is_as_the_state_council_said():
    for day in days(date(2020, 1, 1), date(2026, 12, 31)):
        assert is_workday(day, calendar=CALENDAR) == chinese_calendar.is_workday(day), day


@pytest.mark.req("R-206")
@pytest.mark.parametrize(
    ("year", "workdays", "made_up"),
    [(2020, 249, 6), (2021, 250, 7), (2022, 249, 7), (2023, 249, 7), (2024, 251, 8), (2025, 248, 5), (2026, 248, 6)],
)
def test_the_workdays_of_a_year_add_up(year, workdays, made_up):
    whole = workdays_between(date(year - 1, 12, 31), date(year, 12, 31), calendar=CALENDAR)
    assert (whole, len(shipped_editions()[year].workdays)) == (workdays, made_up)


@pytest.mark.req("R-206")
def test_every_shipped_year_names_its_notice_and_is_official():
    assert sorted(shipped_editions()) == list(range(2020, 2027))
    for edition in shipped_editions().values():
        assert edition.source.startswith("国办发明电〔")
        assert CALENDAR.standing(edition.year) is Standing.OFFICIAL


@pytest.mark.req("R-206")
@pytest.mark.parametrize("year", [1900, 1999, 2019, 2027, 2035, 2100, 2199])
def test_a_year_without_a_notice_is_computed_and_says_so(year):
    assert CALENDAR.standing(year) is Standing.PROVISIONAL
    assert CALENDAR.edition(year).standing is Standing.PROVISIONAL
    assert not is_workday(date(year, 1, 1), calendar=CALENDAR)
    assert not is_workday(date(year, 10, 2), calendar=CALENDAR)
    assert is_workday(next_workday(date(year, 6, 25), calendar=CALENDAR), calendar=CALENDAR)


@pytest.mark.req("R-206")
def test_2027_has_the_statutory_days_and_gives_weekend_ones_back():
    free = {day.isoformat()[5:]: name for day, name in computed(2027).holidays.items()}
    assert free == {
        "01-01": "元旦",
        "02-05": "春节",
        "02-06": "春节",
        "02-07": "春节",
        "02-08": "春节",
        "02-09": "春节补假",
        "02-10": "春节补假",
        "04-05": "清明节",
        "05-01": "劳动节",
        "05-02": "劳动节",
        "05-03": "劳动节补假",
        "05-04": "劳动节补假",
        "06-09": "端午节",
        "09-15": "中秋节",
        "10-01": "国庆节",
        "10-02": "国庆节",
        "10-03": "国庆节",
        "10-04": "国庆节补假",
        "10-05": "国庆节补假",
    }


@pytest.mark.parametrize(("year", "count"), [(2019, 11), (2024, 11), (2025, 13), (2029, 13), (2150, 6)])
def test_the_law_gives_two_days_more_since_2025_and_no_lunar_ones_beyond_the_table(year, count):
    assert len(statutory_days(year)) == count


@pytest.mark.parametrize("year", range(2020, 2027))
def test_what_the_law_makes_free_was_free_in_every_notice(year):
    assert [day for day in statutory_days(year) if chinese_calendar.is_workday(day)] == []


@pytest.mark.parametrize("year", range(2000, 2100))
def test_lunar_days_stand_where_the_moon_puts_them(year):
    named = {name: day for day, name in reversed(list(statutory_days(year).items()))}
    spring = max(day for day, name in statutory_days(year).items() if "春节" in name) - 2 * ONE_DAY
    dragon = next(day for day, name in statutory_days(year).items() if "端午" in name)
    autumn = next(day for day, name in statutory_days(year).items() if "中秋" in name)
    for first_of_month in (spring, dragon - 4 * ONE_DAY, autumn - 14 * ONE_DAY):
        age = (first_of_month.toordinal() + 0.5 - A_NEW_MOON + MEAN_MONTH / 2) % MEAN_MONTH - MEAN_MONTH / 2
        assert abs(age) < 1.2, first_of_month
    assert date(year, 1, 21) <= spring <= date(year, 2, 21)
    assert date(year, 5, 27) <= dragon <= date(year, 6, 26)
    assert date(year, 9, 7) <= autumn <= date(year, 10, 8)
    assert named["清明节"] in (date(year, 4, 4), date(year, 4, 5))


def test_a_day_names_its_reason():
    assert CALENDAR.reason(date(2026, 10, 3)) == (DayKind.HOLIDAY, "国庆节")
    assert CALENDAR.reason(date(2026, 10, 10)) == (DayKind.MAKE_UP, "")
    assert CALENDAR.reason(date(2026, 10, 11)) == (DayKind.WEEKEND, "")
    assert CALENDAR.reason(date(2026, 10, 12)) == (DayKind.WORKDAY, "")
    assert CALENDAR.reason(date(2027, 2, 5)) == (DayKind.HOLIDAY, "春节")
    assert CALENDAR.reason(date(2022, 12, 31)) == (DayKind.HOLIDAY, "元旦")


@pytest.mark.req("R-206")
def test_a_local_closure_is_no_workday_and_says_why():
    known = shipped_editions()[2026]
    storm = Edition(2026, known.holidays, known.workdays, closures={date(2026, 4, 20): "沙尘暴停办"})
    closed = WorkCalendar([storm])
    assert not is_workday(date(2026, 4, 20), calendar=closed)
    assert closed.reason(date(2026, 4, 20)) == (DayKind.CLOSURE, "沙尘暴停办")
    assert next_workday(date(2026, 4, 17), calendar=closed) == date(2026, 4, 21)
    assert closed.revision != WorkCalendar([known]).revision


def test_the_revision_is_the_same_for_the_same_days():
    assert WorkCalendar(shipped_editions().values()).revision == CALENDAR.revision


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-28", 0, "2026-11-30"),
        ("2026-11-27", 1, "2026-11-30"),
        ("2026-11-30", -1, "2026-11-27"),
        ("2026-10-08", -1, "2026-09-30"),
        ("2026-09-30", 3, "2026-10-10"),
    ],
)
def test_workdays_are_added_and_taken_away(day, count, expected):
    assert add_workdays(date.fromisoformat(day), count, calendar=CALENDAR) == date.fromisoformat(expected)


def test_days_between_have_a_sign():
    assert workdays_between(date(2026, 11, 23), date(2026, 11, 30), calendar=CALENDAR) == 5
    assert workdays_between(date(2026, 11, 30), date(2026, 11, 23), calendar=CALENDAR) == -5
    assert workdays_between(date(2026, 11, 28), date(2026, 11, 29), calendar=CALENDAR) == 0


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(2200, 1, 1), date.min, date.max])
def test_a_day_outside_of_the_calendar_is_declined(day):
    with pytest.raises(Invalid, match="1900年至2199年"):
        is_workday(day, calendar=CALENDAR)


def test_counting_past_the_end_or_the_beginning_is_declined():
    with pytest.raises(Invalid):
        add_workdays(date(2199, 12, 30), 10, calendar=CALENDAR)
    with pytest.raises(Invalid):
        add_workdays(date(1900, 1, 5), -10, calendar=CALENDAR)


def test_a_date_is_read_with_its_weekday():
    assert describe(date(2026, 11, 30)) == "2026年11月30日(周一)"
    assert describe(date(2026, 11, 29)) == "2026年11月29日(周日)"


@pytest.mark.req("R-206")
@pytest.mark.parametrize(("today", "awaited"), [("2026-10-31", ()), ("2026-11-01", (2027,)), ("2027-03-01", (2027,))])
def test_from_november_on_next_years_notice_is_missed(today, awaited):
    assert awaited_notices(date.fromisoformat(today), calendar=CALENDAR) == awaited
