"""Rosters (排班) as a table of steps, who may sit at a window, and who could stand in for somebody; pure. R-187."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

BASIS: Final = "实施方案 五(三) 窗口工作人员统一配备、统一管理"
AHEAD: Final = timedelta(minutes=60)
"""How long before a session somebody may sign on already."""


class Session(StrEnum):
    """Half a day at a window (班次): the first and the second of the opening hours of a place."""

    MORNING = "am"
    AFTERNOON = "pm"

    @property
    def label(self) -> str:
        return {"am": "上午", "pm": "下午"}[self.value]


class RosterStatus(StrEnum):
    """Where a roster of a place and a week stands (排班表); only a published one is in force."""

    NEW = "new"
    DRAFT = "draft"
    PUBLISHED = "published"

    @property
    def label(self) -> str:
        return {"new": "待编排", "draft": "编排中", "published": "已发布"}[self.value]


_PLANNERS = {Role.SUPERVISOR}
ROSTERS = Flow(
    "排班表",
    RosterStatus,
    step("plan", {RosterStatus.NEW}, RosterStatus.DRAFT, by=_PLANNERS, label="开始编排", basis=BASIS),
    step("assign", {RosterStatus.DRAFT}, None, by=_PLANNERS, label="排一班", basis=BASIS),
    step("clear", {RosterStatus.DRAFT}, None, by=_PLANNERS, label="取消一班", basis=BASIS),
    step("publish", {RosterStatus.DRAFT}, RosterStatus.PUBLISHED, by=_PLANNERS, label="发布", basis=BASIS),
    step(
        "substitute",
        {RosterStatus.PUBLISHED},
        None,
        by=_PLANNERS,
        label="安排顶班",
        basis=BASIS,
        asks=(Ask("staff", "谁来顶班", "choice"), Ask("reason", "原因")),
    ),
)


@dataclass(frozen=True, slots=True)
class Person:
    """What a person may do on a day (窗口人员): roles, valid certificates by course, and whether they are there."""

    staff_id: int
    name: str
    number: str
    roles: frozenset[str]
    courses: frozenset[str] = frozenset()
    is_there: bool = True
    is_busy: bool = False
    duties: int = 0
    level: int = 0


@dataclass(frozen=True, slots=True)
class Needs:
    """What a window asks of whoever sits there (岗位要求): a role, courses passed, a level of skill at least.

    Levels count as the national standard does: 5 is the lowest, 1 the highest, 0 none.
    """

    window: str
    role: str
    courses: Mapping[str, str]
    level: int = 0


def lacking(person: Person, needs: Needs) -> tuple[str, ...]:
    """Why this person may not sit there, everything at once; nothing when they are qualified."""
    found = []
    if needs.role not in person.roles:
        found.append(f"{person.name}的岗位不是“{Role(needs.role).label}”。")
    if not person.is_there:
        found.append(f"{person.name}这天请假或者不在岗。")
    missing = [name for code, name in needs.courses.items() if code not in person.courses]
    if missing:
        found.append(f"{person.name}没有有效的培训合格证：{'、'.join(missing)}。")
    if needs.level and not reaches(person.level, needs.level):
        found.append(f"“{needs.window}”要求行政办事员{LEVELS[needs.level]}以上，{person.name}还没有达到。")
    return tuple(found)


LEVELS: Final = {
    5: "五级（初级工）",
    4: "四级（中级工）",
    3: "三级（高级工）",
    2: "二级（技师）",
    1: "一级（高级技师）",
}


def reaches(level: int, needed: int) -> bool:
    """Is this level of skill as high as the one that is needed? None of them is below the fifth."""
    return needed == 0 or 0 < level <= needed


def suggestions(people: Iterable[Person], needs: Needs) -> list[Person]:
    """Who could stand in (顶班建议): only those who are qualified and free, the least rostered first."""
    fit = [each for each in people if not each.is_busy and not lacking(each, needs)]
    return sorted(fit, key=lambda each: (each.duties, each.number))


def monday_of(day: date) -> date:
    """The first day of the week that a day is in: rosters are made by weeks."""
    return day - timedelta(days=day.weekday())


Hours = Mapping[str, Sequence[Sequence[str]]]


def span_of(day: date, session: str, hours: Hours) -> tuple[time, time] | None:
    """From when to when a session is on a day, by the weekly hours of the place; None when it is closed then."""
    ranges = hours.get(str(day.isoweekday()), ())
    place = 0 if session == Session.MORNING else 1
    if place >= len(ranges):
        return None
    first, last = ranges[place]
    return time.fromisoformat(first), time.fromisoformat(last)


def sessions_near(at: datetime, hours: Hours) -> tuple[Session, ...]:
    """The sessions that one may sign on for at this local moment: those not over, from an hour before they begin."""
    found = []
    for each in Session:
        span = span_of(at.date(), each, hours)
        if span is None:
            continue
        begins, ends = (datetime.combine(at.date(), edge, at.tzinfo) for edge in span)
        if begins - AHEAD <= at < ends:
            found.append(each)
    return tuple(found)


def gaps(needed: Collection[tuple[str, date, str]], filled: Collection[tuple[str, date, str]]) -> int:
    """How many sessions of windows have nobody yet (缺班)."""
    return len(set(needed) - set(filled))
