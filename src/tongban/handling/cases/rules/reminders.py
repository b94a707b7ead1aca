"""When an uncollected result is told of again (催领): R-077."""

from datetime import date, datetime

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.worktime.rules import WorkCalendar, add_workdays

# The law serves within ten workdays (行政许可法 第四十四条): the first word comes while half of them are left, the
# others two weeks apart. Who did not come after three is asked by telephone, not by more messages.
FIRST_AFTER, AGAIN_AFTER, MOST_REMINDERS = 5, 10, 3


def next_reminder_on(
    issued_at: datetime | None, reminded_at: datetime | None, reminders: int, *, calendar: WorkCalendar
) -> date | None:
    """The first day on which the next reminder may go out; None when there is nothing to collect or all were sent."""
    if issued_at is None or reminders >= MOST_REMINDERS:
        return None
    if reminded_at is None:
        return add_workdays(local_day(issued_at), FIRST_AFTER, calendar=calendar)
    return add_workdays(local_day(reminded_at), AGAIN_AFTER, calendar=calendar)
