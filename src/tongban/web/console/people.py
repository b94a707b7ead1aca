"""What the pages on the people of the halls share (窗口人员): their tabs, and the place and week that are looked at."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotFound
from tongban.oversight.workforce.queries.rostering import WEEK, venues_with_posts
from tongban.oversight.workforce.rules.rostering import monday_of
from tongban.registers.agencies.models import Venue

from .choosing import day_of
from .narrowing import text

TABS = (
    ("console-workforce", "排班"),
    ("console-attendance", "考勤"),
    ("console-leaves", "请假"),
    ("console-trainings", "培训"),
    ("console-exams", "等级认定"),
    ("console-daily-checks", "日常考核"),
    ("console-staff-appraisal", "评价绩效"),
)
WEEKS = 8
FAR = timedelta(days=3 * 366)
"""Nobody plans or looks back further."""
_NAMES = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def tabs(current: str) -> list[dict[str, Any]]:
    """The pages on the people of the halls."""
    return [{"label": label, "href": reverse(name), "is_current": name == current} for name, label in TABS]


@dataclass(frozen=True, slots=True)
class Place:
    """A place, chosen in the address, and the day; the first place with staff when none is named."""

    venue: Venue
    venues: list[tuple[str, str]]
    day: date

    @property
    def week(self) -> date:
        return monday_of(self.day)

    @property
    def weeks(self) -> list[tuple[str, str]]:
        """This week, the one before and those that come."""
        first = monday_of(local_day(now())) - WEEK
        if not first <= self.week < first + WEEK * WEEKS:
            first = self.week
        return [(f"{each:%Y-%m-%d}", f"{each:%-m月%-d日}起的一周") for each in (first + WEEK * n for n in range(WEEKS))]


def place_of(request: HttpRequest) -> Place:
    """What the address says; `NotFound` for a place that there is none of."""
    venues, key = venues_with_posts(), text(request.GET, "venue")
    found = next((each for each in venues if each.key == key), None) if key else next(iter(venues), None)
    if found is None:
        raise NotFound("没有这个大厅，或者那里没有窗口人员。")
    today = local_day(now())
    day = day_of(text(request.GET, "day", 10)) or today
    if abs(day - today) > FAR:
        day = today
    return Place(found, [(each.key, each.name) for each in venues], day)


def day_name(day: date) -> str:
    """周一 11月23日."""
    return f"{_NAMES[day.weekday()]} {day:%-m月%-d日}"
