"""One delivery (一次发证): which results wait to be sent together, and how long at most; pure. R-117, plan 四(一).

A result is kept for the others only while the law leaves time for it: 行政许可法 第四十四条 gives ten workdays from its
own decision, and on the last workday but one it is sent by itself. What was refused is never kept: the days to appeal
run from its service. A licence that the register has issued is in force meanwhile, and who comes for it has it.
"""

from collections.abc import Iterable
from datetime import date

from tongban.foundation.worktime.rules import WorkCalendar, add_workdays

from .branches import Branch

LEFT_FOR_SENDING = 1
"""Workdays before the last one on which a result is not kept any longer."""


def is_ready(branch: Branch) -> bool:
    """Nothing is to come of it any more that could be sent with the others."""
    return branch.is_over or branch.is_made or branch.has_failed


def sent_with(branch: Branch, branches: Iterable[Branch]) -> tuple[Branch, ...]:
    """Those whose results are still to come."""
    return tuple(each for each in branches if each.key != branch.key and not is_ready(each))


def let_go_on(branch: Branch, *, calendar: WorkCalendar) -> date | None:
    """The day from which on it is sent by itself; None where no limit to send it runs."""
    return add_workdays(branch.due_on, -LEFT_FOR_SENDING, calendar=calendar) if branch.due_on is not None else None


def kept_for(branch: Branch, branches: Iterable[Branch], *, on: date, calendar: WorkCalendar) -> tuple[Branch, ...]:
    """The branches for whose results this one's waits on this day; empty: it is sent."""
    last = let_go_on(branch, calendar=calendar)
    if not branch.is_granted or branch.is_over or last is None or on >= last:
        return ()
    return sent_with(branch, branches)
