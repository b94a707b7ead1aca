"""工作日与时限: what the law says about days, limits and their ends. Pure: no clock, no database."""

from tongban.foundation.worktime.rules.calendar import (
    CLOSING,
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
    workdays_between,
)
from tongban.foundation.worktime.rules.derivation import Segment
from tongban.foundation.worktime.rules.due import Due, due, explain
from tongban.foundation.worktime.rules.lights import (
    DEFAULT_POLICY,
    OPENING,
    Light,
    LightPolicy,
    Remaining,
    alert_at,
    light,
    remaining,
    remaining_days,
)
from tongban.foundation.worktime.rules.limits import Counting, Extension, Limit, Pause, Unit
from tongban.foundation.worktime.rules.shipped import shipped_calendar, shipped_editions

__all__ = [
    "CLOSING",
    "DEFAULT_POLICY",
    "OPENING",
    "Counting",
    "DayKind",
    "Due",
    "Edition",
    "Extension",
    "Light",
    "LightPolicy",
    "Limit",
    "Pause",
    "Remaining",
    "Segment",
    "Standing",
    "Unit",
    "WorkCalendar",
    "add_workdays",
    "alert_at",
    "awaited_notices",
    "computed",
    "describe",
    "due",
    "explain",
    "is_workday",
    "light",
    "next_workday",
    "remaining",
    "remaining_days",
    "shipped_calendar",
    "shipped_editions",
    "workdays_between",
]
