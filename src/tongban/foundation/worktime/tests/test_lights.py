"""What is left, lights and alerts."""

from datetime import UTC, date, datetime

import pytest

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.worktime.rules import (
    Counting,
    Light,
    LightPolicy,
    Limit,
    Pause,
    Unit,
    alert_at,
    due,
    light,
    remaining,
    remaining_days,
    shipped_calendar,
)

CALENDAR = shipped_calendar()
TEN = due(date(2026, 11, 23), Limit(10, Unit.WORKDAY), calendar=CALENDAR)  # ends on Monday, 7 December


@pytest.mark.req("R-042")
@pytest.mark.parametrize(
    ("today", "text", "shown"),
    [
        ("2026-11-23", "还剩10个工作日", Light.GREEN),
        ("2026-12-01", "还剩4个工作日", Light.GREEN),
        ("2026-12-02", "还剩3个工作日", Light.YELLOW),
        ("2026-12-04", "还剩1个工作日", Light.YELLOW),
        ("2026-12-06", "还剩1个工作日", Light.YELLOW),
        ("2026-12-07", "今天到期", Light.YELLOW),
        ("2026-12-08", "超期1个工作日", Light.RED),
        ("2026-12-09", "超期2个工作日", Light.RED),
        ("2026-12-13", "超期4个工作日", Light.RED),
    ],
)
def test_the_light_follows_the_days_that_are_left(today, text, shown):
    left = remaining(TEN, date.fromisoformat(today))
    assert (left.text, light(left)) == (text, shown)


def test_over_the_weekend_it_is_overdue_by_less_than_a_day():
    friday = due(date(2026, 11, 26), Limit(1, Unit.WORKDAY), calendar=CALENDAR)
    left = remaining(friday, date(2026, 11, 28))
    assert (left.text, light(left)) == ("已超期，不足1个工作日", Light.RED)


def test_the_policy_decides_when_it_turns_yellow():
    left = remaining(TEN, date(2026, 12, 2))
    assert light(left, LightPolicy(yellow_share=0.2, yellow_workdays=1)) is Light.GREEN
    assert light(left, LightPolicy(yellow_share=0.2, yellow_workdays=3)) is Light.YELLOW


def test_a_pause_to_come_is_not_time_that_is_left():
    paused = due(
        date(2026, 11, 23),
        Limit(10, Unit.WORKDAY),
        pauses=[Pause(date(2026, 11, 25), date(2026, 11, 30))],
        calendar=CALENDAR,
    )
    assert remaining(paused, date(2026, 11, 23)).left == 10
    assert remaining(paused, date(2026, 11, 27)).left == 9


def test_an_instant_is_the_local_day():
    assert remaining(TEN, datetime(2026, 12, 6, 16, 30, tzinfo=UTC)).text == "今天到期"


def test_stored_dates_give_the_same_answer():
    left = remaining_days(date(2026, 12, 7), date(2026, 12, 2), total=10, calendar=CALENDAR)
    assert left == remaining(TEN, date(2026, 12, 2))


def test_the_receipt_day_is_part_of_a_same_day_clock():
    notice = due(date(2026, 11, 23), Limit(2, Unit.WORKDAY), counting=Counting.FROM_SAME_DAY, calendar=CALENDAR)
    assert remaining(notice, date(2026, 11, 23)).total == 2


@pytest.mark.parametrize(
    ("at", "text", "shown"),
    [
        ("2026-11-23T10:00", "还剩24小时", Light.GREEN),
        ("2026-11-24T09:30", "不足1小时到期", Light.YELLOW),
        ("2026-11-24T10:00", "不足1小时到期", Light.YELLOW),
        ("2026-11-24T10:30", "已超期，不足1小时", Light.RED),
        ("2026-11-24T13:00", "超期3小时", Light.RED),
    ],
)
def test_hours_are_told_in_hours(at, text, shown):
    day_long = due(datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL), Limit(24, Unit.HOUR), calendar=CALENDAR)
    left = remaining(day_long, datetime.fromisoformat(at).replace(tzinfo=LOCAL))
    assert (left.text, light(left)) == (text, shown)
    assert left.left == 0 or not left.is_overdue


@pytest.mark.req("R-037")
@pytest.mark.parametrize(
    ("start", "half", "most"),
    [
        ("2026-11-23T08:30", "2026-11-23T17:30", "2026-11-24T15:42"),
        ("2026-11-23T10:00", "2026-11-24T09:15", "2026-11-24T15:51"),
        ("2026-11-27T10:00", "2026-11-30T09:15", "2026-11-30T15:51"),
        ("2026-11-28T10:00", "2026-11-30T17:30", "2026-12-01T15:42"),
        ("2026-09-30T13:30", "2026-10-08T11:00", "2026-10-08T16:12"),
    ],
)
def test_alerts_come_when_half_and_most_of_the_business_hours_are_gone(start, half, most):
    begun = datetime.fromisoformat(start).replace(tzinfo=LOCAL)
    notice = due(begun, Limit(2, Unit.WORKDAY), counting=Counting.FROM_SAME_DAY, calendar=CALENDAR)
    alerts = [alert_at(notice, share).replace(tzinfo=None).isoformat(timespec="minutes") for share in (0.5, 0.9)]
    assert alerts == [half, most]
    assert all(alert_at(notice, share).second == 0 for share in (0.5, 0.9))


@pytest.mark.parametrize(
    ("start", "half"),
    [
        (date(2026, 11, 23), datetime(2026, 11, 30, 17, 30, tzinfo=LOCAL)),  # ten days, the receipt day is none
        (datetime(2026, 11, 23, 8, 30, tzinfo=LOCAL), datetime(2026, 11, 30, 13, 0, tzinfo=LOCAL)),  # eleven days
    ],
)
def test_a_next_day_clock_has_used_the_receipt_day_only_when_the_hour_is_known(start, half):
    assert alert_at(due(start, Limit(10, Unit.WORKDAY), calendar=CALENDAR), 0.5) == half


def test_paused_days_have_no_business_hours():
    pause = [Pause(date(2026, 11, 24), date(2026, 11, 24))]
    found = due(date(2026, 11, 23), Limit(2, Unit.WORKDAY), pauses=pause, calendar=CALENDAR)
    assert alert_at(found, 0.5) == datetime(2026, 11, 25, 17, 30, tzinfo=LOCAL)


def test_an_alert_without_any_business_hours_comes_at_the_end():
    saturday = due(date(2026, 11, 28), Limit(1, Unit.ON_THE_SPOT), calendar=CALENDAR)
    assert alert_at(saturday, 0.5) == saturday.due_at


def test_an_alert_of_a_clock_in_hours_goes_by_plain_hours():
    start = datetime(2026, 11, 28, 20, 0, tzinfo=LOCAL)
    assert alert_at(due(start, Limit(8, Unit.HOUR), calendar=CALENDAR), 0.5) == datetime(
        2026, 11, 29, 0, 0, tzinfo=LOCAL
    )
