"""Due dates: how they explain themselves, hours, mixed extensions, refusals."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.worktime.rules import (
    Counting,
    Edition,
    Extension,
    Limit,
    Pause,
    Unit,
    WorkCalendar,
    alert_at,
    due,
    explain,
    shipped_calendar,
    shipped_editions,
)

CALENDAR = shipped_calendar()


def told(found):
    return [(f"{each.from_on:%m-%d}", f"{each.to_on:%m-%d}", each.counted, each.why) for each in found.derivation]


@pytest.mark.req("R-042")
@pytest.mark.req("R-043")
def test_every_stretch_of_a_due_date_has_its_reason():
    found = due(
        date(2026, 9, 15),
        Limit(15, Unit.WORKDAY),
        pauses=[Pause(date(2026, 9, 22), date(2026, 9, 24), "听证")],
        extensions=[Extension(Limit(5, Unit.WORKDAY), "情况复杂")],
        calendar=CALENDAR,
    )
    added = "工作日（延长5个工作日：情况复杂）"
    assert told(found) == [
        ("09-15", "09-15", 0, "开始当日不计入，从次日起算"),
        ("09-16", "09-18", 3, "工作日"),
        ("09-19", "09-19", 0, "周末"),
        ("09-20", "09-20", 1, "调休上班"),
        ("09-21", "09-21", 1, "工作日"),
        ("09-22", "09-24", 0, "暂停：听证"),
        ("09-25", "09-27", 0, "中秋节放假"),
        ("09-28", "09-30", 3, "工作日"),
        ("10-01", "10-07", 0, "国庆节放假"),
        ("10-08", "10-09", 2, "工作日"),
        ("10-10", "10-10", 1, "调休上班"),
        ("10-11", "10-11", 0, "周末"),
        ("10-12", "10-15", 4, "工作日"),
        ("10-16", "10-16", 1, added),
        ("10-17", "10-18", 0, "周末"),
        ("10-19", "10-22", 4, added),
    ]


def test_a_last_day_of_rest_moves_to_the_next_workday_and_says_so():
    found = due(date(2026, 8, 2), Limit(60, Unit.DAY), calendar=CALENDAR)
    assert told(found) == [
        ("08-02", "08-02", 0, "开始当日不计入，从次日起算"),
        ("08-03", "10-01", 60, "按天连续计算，含周末和节假日"),
        ("10-02", "10-08", 0, "最后一日遇国庆节放假，顺延到下一个工作日"),
    ]


@pytest.mark.req("R-037")
def test_what_comes_after_closing_starts_on_the_next_workday_and_says_so():
    found = due(
        datetime(2026, 11, 27, 17, 31, tzinfo=LOCAL),
        Limit(2, Unit.WORKDAY),
        counting=Counting.FROM_SAME_DAY,
        calendar=CALENDAR,
    )
    assert told(found)[:2] == [
        ("11-27", "11-27", 0, "17:30下班后收到，从下一个工作日起算"),
        ("11-28", "11-29", 0, "周末"),
    ]


@pytest.mark.req("R-037")
@pytest.mark.parametrize(
    ("closing", "expected"),
    [(time(18, 0), date(2026, 11, 24)), (time(17, 0), date(2026, 11, 25)), (None, date(2026, 11, 24))],
)
def test_closing_time_can_be_set(closing, expected):
    start = datetime(2026, 11, 23, 17, 45, tzinfo=LOCAL)
    limit = Limit(2, Unit.WORKDAY)
    assert due(start, limit, counting=Counting.FROM_SAME_DAY, calendar=CALENDAR, closing=closing).due_on == expected


@pytest.mark.req("R-037")
@pytest.mark.parametrize(
    ("closes", "expected"), [(time(17, 30), date(2026, 11, 25)), (time(18, 0), date(2026, 11, 24))]
)
def test_the_city_says_when_its_offices_close(closes, expected):
    city = WorkCalendar(shipped_editions().values(), closing=closes)
    start = datetime(2026, 11, 23, 17, 45, tzinfo=LOCAL)
    found = due(start, Limit(2, Unit.WORKDAY), counting=Counting.FROM_SAME_DAY, calendar=city)
    assert found.due_on == expected
    assert alert_at(found, 1.0) == datetime.combine(expected, closes, LOCAL)


def test_an_instant_is_read_in_local_time():
    start = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)  # one o'clock on Monday morning here
    found = due(start, Limit(2, Unit.WORKDAY), counting=Counting.FROM_SAME_DAY, calendar=CALENDAR)
    assert found.due_on == date(2026, 11, 24)
    assert found.due_at.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    ("start", "hours", "pauses", "expected"),
    [
        (datetime(2026, 11, 27, 10, 30, tzinfo=LOCAL), 24, [], datetime(2026, 11, 28, 10, 30, tzinfo=LOCAL)),
        (datetime(2026, 11, 23, 22, 0, tzinfo=LOCAL), 2, [], datetime(2026, 11, 24, 0, 0, tzinfo=LOCAL)),
        (date(2026, 11, 23), 36, [], datetime(2026, 11, 24, 12, 0, tzinfo=LOCAL)),
        (
            datetime(2026, 11, 23, 10, 30, tzinfo=LOCAL),
            48,
            [Pause(date(2026, 11, 24), date(2026, 11, 24), "检验")],
            datetime(2026, 11, 26, 10, 30, tzinfo=LOCAL),
        ),
        (
            datetime(2026, 11, 23, 22, 0, tzinfo=LOCAL),
            2,
            [
                Pause(date(2026, 11, 24), date(2026, 11, 24), "检验"),
                Pause(date(2026, 11, 20), date(2026, 11, 22), "补正"),
            ],
            datetime(2026, 11, 24, 0, 0, tzinfo=LOCAL),
        ),
        (
            datetime(2026, 11, 23, 10, 30, tzinfo=LOCAL),
            1,
            [Pause(date(2026, 11, 23), date(2026, 11, 23), "检验")],
            datetime(2026, 11, 24, 1, 0, tzinfo=LOCAL),
        ),
    ],
)
def test_hours_run_through_nights_and_weekends(start, hours, pauses, expected):
    found = due(start, Limit(hours, Unit.HOUR), pauses=pauses, calendar=CALENDAR)
    assert (found.due_at, found.due_on) == (expected, expected.date())
    assert sum(each.counted for each in found.derivation) == hours
    assert not found.is_provisional


def test_hours_can_be_lengthened_by_hours():
    start = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
    longer = [Extension(Limit(24, Unit.HOUR), "经批准")]
    assert due(start, Limit(24, Unit.HOUR), extensions=longer, calendar=CALENDAR).due_at == start + timedelta(hours=48)


@pytest.mark.req("R-043")
@pytest.mark.parametrize(
    ("limit", "extension", "expected"),
    [
        ("当场", "3个工作日", "2026-11-26"),  # 登记: on the spot, else three workdays
        ("1个月", "10个工作日", "2027-01-07"),  # 23 December, then ten workdays without New Year
        ("10个工作日", "10天", "2026-12-17"),  # 7 December and ten days
        ("10个工作日", "1个月", "2027-01-07"),  # 7 December and its corresponding day
        ("1年", "1个月", "2027-12-23"),
    ],
)
def test_an_extension_runs_on_from_the_last_day(limit, extension, expected):
    longer = [Extension(Limit.parse(extension), "经批准")]
    found = due(date(2026, 11, 23), Limit.parse(limit), extensions=longer, calendar=CALENDAR)
    assert found.due_on == date.fromisoformat(expected)


def test_an_edition_may_turn_the_expected_into_the_official():
    limit, start = Limit(5, Unit.WORKDAY), date(2027, 2, 1)
    assert due(start, limit, calendar=CALENDAR).is_provisional
    week = {date(2027, 2, day): "春节" for day in range(5, 12)}
    announced = WorkCalendar([*shipped_editions().values(), Edition(2027, week, frozenset({date(2027, 2, 14)}))])
    found = due(start, limit, calendar=announced)
    assert (found.due_on, found.is_provisional) == (date(2027, 2, 14), False)


@pytest.mark.req("R-206")
@pytest.mark.parametrize(
    ("start", "limit", "is_provisional"),
    [
        (date(2019, 12, 20), "20个工作日", True),  # counted through December 2019, which has no notice here
        (date(2019, 12, 20), "30天", False),  # only the last day has to be known: 19 January 2020, a make-up Sunday
        (date(2019, 12, 31), "20个工作日", False),
        (date(2026, 12, 31), "24小时", False),
        (date(2027, 1, 1), "当场", False),
        (date(2026, 12, 31), "1个工作日", True),
        (date(2026, 12, 1), "30天", False),
    ],
)
def test_a_date_is_provisional_only_if_an_unannounced_year_decides_it(start, limit, is_provisional):
    assert due(start, Limit.parse(limit), calendar=CALENDAR).is_provisional is is_provisional


def test_the_whole_reckoning_fits_in_a_sentence():
    found = due(
        date(2026, 12, 15),
        Limit(20, Unit.WORKDAY),
        pauses=[Pause(date(2026, 12, 21), date(2026, 12, 25), "听证")],
        calendar=CALENDAR,
    )
    assert explain(found) == (
        "从2026年12月15日(周二)次日起算20个工作日；周末不计入；暂停：听证不计入；元旦放假不计入；"
        "到期日为2027年1月20日(周三)（暂定，以国务院办公厅放假通知为准）。"
    )
    longer = [Extension(Limit(10, Unit.DAY), "路远"), Extension(Limit(5, Unit.DAY))]
    assert explain(due(date(2026, 11, 23), Limit(15, Unit.DAY), extensions=longer, calendar=CALENDAR)) == (
        "从2026年11月23日(周一)次日起算15天；延长10天（路远）；延长5天；到期日为2026年12月23日(周三)。"
    )
    on_the_spot = due(date(2026, 11, 23), Limit(1, Unit.ON_THE_SPOT), calendar=CALENDAR)
    assert explain(on_the_spot) == "2026年11月23日(周一)当场办结；到期日为2026年11月23日(周一)。"
    hours = due(datetime(2026, 11, 23, 9, 5, tzinfo=LOCAL), Limit(24, Unit.HOUR), calendar=CALENDAR)
    assert explain(hours) == "从2026年11月23日(周一)起连续计算24小时；到期日为2026年11月24日(周二)09:05。"


@pytest.mark.parametrize(
    ("start", "limit", "arguments", "code"),
    [
        (datetime(2026, 11, 23, 10, 0), "5个工作日", {}, "start_without_offset"),
        (date(1899, 12, 31), "5个工作日", {}, "outside_calendar"),
        (date.max, "5天", {}, "outside_calendar"),
        (date(2199, 12, 30), "5个工作日", {}, "outside_calendar"),
        (date(2199, 12, 30), "5天", {}, "outside_calendar"),
        (date(2180, 1, 1), "50年", {}, "outside_calendar"),
        (date(2199, 12, 1), "100000小时", {}, "outside_calendar"),
        (date(2026, 3, 2), "5天", {"pauses": [Pause(date(2026, 3, 3), date.max)]}, "outside_calendar"),
        (date(2026, 3, 2), "5个工作日", {"pauses": [Pause(date(2026, 3, 3), date.max)]}, "outside_calendar"),
        (date(2026, 3, 2), "5个月", {"pauses": [Pause(date(2026, 3, 3), date.max)]}, "outside_calendar"),
        (date(2026, 3, 2), "5小时", {"pauses": [Pause(date(2026, 3, 2), date.max)]}, "outside_calendar"),
        (date(2026, 3, 2), "5天", {"pauses": [Pause(date(2026, 3, 3), date(2026, 3, 3))] * 101}, "too_many_pauses"),
        (date(2026, 3, 2), "5天", {"extensions": [Extension(Limit(5, Unit.HOUR))]}, "extension_unit_mismatch"),
        (date(2026, 3, 2), "5小时", {"extensions": [Extension(Limit(5, Unit.DAY))]}, "extension_unit_mismatch"),
        (date(2026, 3, 2), "当场", {"extensions": [Extension(Limit(5, Unit.HOUR))]}, "extension_unit_mismatch"),
    ],
)
def test_what_cannot_be_reckoned_is_declined_with_its_reason(start, limit, arguments, code):
    with pytest.raises(Invalid) as caught:
        due(start, Limit.parse(limit), calendar=CALENDAR, **arguments)
    assert [fault.code for fault in caught.value.faults] == [code]


@pytest.mark.req("R-043")
def test_a_day_in_two_pauses_names_both_reasons_and_counts_off_once():
    pauses = [Pause(date(2026, 3, 3), date(2026, 3, 5), "听证"), Pause(date(2026, 3, 5), date(2026, 3, 6), "鉴定")]
    found = due(date(2026, 3, 2), Limit(1, Unit.WORKDAY), pauses=pauses, calendar=CALENDAR)
    assert told(found)[1:] == [
        ("03-03", "03-04", 0, "暂停：听证"),
        ("03-05", "03-05", 0, "暂停：听证、鉴定"),
        ("03-06", "03-06", 0, "暂停：鉴定"),
        ("03-07", "03-08", 0, "周末"),
        ("03-09", "03-09", 1, "工作日"),
    ]


def test_a_period_in_months_is_complete_on_its_last_day():
    pauses = [Pause(date(2026, 3, 10), date(2026, 3, 12))]
    found = due(date(2026, 3, 2), Limit(1, Unit.MONTH), pauses=pauses, calendar=CALENDAR)
    assert told(found) == [
        ("03-02", "03-02", 0, "开始当日不计入，从次日起算"),
        ("03-03", "03-09", 0, "按月连续计算"),
        ("03-10", "03-12", 0, "暂停"),
        ("03-13", "04-05", 1, "按月连续计算"),
        ("04-06", "04-07", 0, "最后一日遇清明节放假，顺延到下一个工作日"),
    ]
