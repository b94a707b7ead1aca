"""A second opinion on due dates: one day after the other, no tables, and a calendar that somebody else keeps.

Nothing here is shared with the engine but its words (`Limit`, `Pause`, `Extension`).
"""

import calendar as gregorian
from datetime import date, datetime, time, timedelta

import chinese_calendar

from tongban.foundation.worktime.rules import Counting, Extension, Limit, Pause, Unit

ONE_DAY = timedelta(days=1)

HOLIDAYS_EXPECTED_IN_2027 = {
    date(2027, 1, 1),  # 元旦, Friday
    *(date(2027, 2, day) for day in (5, 6, 7, 8)),  # 除夕 to 初三, Friday to Monday
    *(date(2027, 2, day) for day in (9, 10)),  # given back for Saturday and Sunday
    date(2027, 4, 5),  # 清明, Monday
    *(date(2027, 5, day) for day in (1, 2, 3, 4)),  # Saturday and Sunday, given back on Monday and Tuesday
    date(2027, 6, 9),  # 端午, Wednesday
    date(2027, 9, 15),  # 中秋, Wednesday
    *(date(2027, 10, day) for day in (1, 2, 3, 4, 5)),  # Friday to Sunday, two days given back
}


def works(day: date) -> bool:
    """Whether offices work: chinesecalendar for 2020–2026, the list above for 2027, plain weeks elsewhere."""
    if 2020 <= day.year <= 2026:
        return bool(chinese_calendar.is_workday(day))
    assert day.year == 2027, "the reference knows 2020 to 2027"
    return day.weekday() < 5 and day not in HOLIDAYS_EXPECTED_IN_2027


def is_paused(day: date, pauses: tuple[Pause, ...]) -> bool:
    return any(pause.from_on <= day <= pause.to_on for pause in pauses)


def months_later(day: date, months: int) -> tuple[date, bool]:
    """The corresponding day and whether it exists; else the last day of that month."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    length = gregorian.monthrange(year, month)[1]
    return date(year, month, min(day.day, length)), day.day <= length


def walk(
    start: date | datetime,
    limit: Limit,
    counting: Counting = Counting.FROM_NEXT_DAY,
    pauses: tuple[Pause, ...] = (),
    extensions: tuple[Extension, ...] = (),
) -> date:
    """The due day, found on foot. Extensions are in the unit of the limit. No hours."""
    start_on = start.date() if isinstance(start, datetime) else start
    if limit.unit is Unit.ON_THE_SPOT:
        return start_on
    total = limit.value + sum(extension.limit.value for extension in extensions)
    is_same_day = counting is Counting.FROM_SAME_DAY
    day = start_on if is_same_day else start_on + ONE_DAY
    if limit.unit is Unit.WORKDAY:
        if is_same_day and isinstance(start, datetime) and start.time() > time(17, 30):
            day += ONE_DAY
        while True:
            if works(day) and not is_paused(day, pauses):
                total -= 1
                if total == 0:
                    return day
            day += ONE_DAY
    if limit.unit in (Unit.MONTH, Unit.YEAR):
        last, exists = months_later(start_on, total * (12 if limit.unit is Unit.YEAR else 1))
        if is_same_day and exists:
            last -= ONE_DAY
        total = (last - day).days + 1
    while True:
        if not is_paused(day, pauses):
            total -= 1
            if total == 0:
                break
        day += ONE_DAY
    while counting is not Counting.TO_THE_DAY and (not works(day) or is_paused(day, pauses)):
        day += ONE_DAY
    return day
