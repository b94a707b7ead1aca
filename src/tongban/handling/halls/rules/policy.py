"""What a city decides for its halls (大厅约定): kinds of business, slots, the share kept for walk-ins, head starts.

It cannot decide that one comes by appointment only: `read_policy` refuses a file that leaves walk-ins too little.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil
from typing import Any, Final

import msgspec

from .states import Priority

LEAST_WALK_IN: Final = 20
"""Per cent of each slot that no appointment may take, whatever a city decides."""
LONGEST_HEAD_START: Final = 30
"""Minutes; nobody is passed by whoever came later than that."""


@dataclass(frozen=True, slots=True)
class Line:
    """A kind of business that people wait for (业务类别): its letter stands before the number.

    One with `agencies` is a domain (领域): it is waited for at places and hours that have a zone for it; the matters of
    these bodies belong to it. Elsewhere they are done at the windows for all matters (无差别窗口).
    """

    code: str
    name: str
    roles: tuple[str, ...]
    agencies: tuple[str, ...] = ()

    @property
    def is_domain(self) -> bool:
        return bool(self.agencies)


@dataclass(frozen=True, slots=True)
class HeadStart:
    """By how many minutes somebody counts as having come earlier (优先的提前量), and what that may cost others.

    `most_extra` are minutes: nobody waits longer than that because of all who passed them (普通等候的多等上限).
    """

    priority: int = 10
    booked: int = 10
    most_extra: int = 10


@dataclass(frozen=True, slots=True)
class SlotPolicy:
    """How long a slot is, how many people a place of each level serves in it, and how many days ahead one books.

    `per_window` is how many a window of a zone serves in a slot: a zone's quota follows its windows.
    """

    minutes: int = 30
    walk_in_percent: int = 40
    days_ahead: int = 5
    per_window: int = 3
    capacity: dict[str, int] = field(default_factory=lambda: {"city": 10, "town": 4, "village": 2})

    def kept_of(self, capacity: int) -> int:
        """How many of a slot are for whoever just comes; never none (R-100)."""
        return max(1, ceil(capacity * self.walk_in_percent / 100))


@dataclass(frozen=True, slots=True)
class GuidePolicy:
    """Who is guided (导引对象), by the posts of which windows first, and within how many minutes they are met."""

    priorities: tuple[str, ...] = ("elder", "disabled", "pregnant", "infant")
    windows: tuple[str, ...] = ()
    meet_minutes: int = 3

    @property
    def within(self) -> timedelta:
        return timedelta(minutes=self.meet_minutes)


@dataclass(frozen=True, slots=True)
class HallPolicy:
    """The whole of it; `matters` is the line for matters of the catalogue."""

    lines: tuple[Line, ...]
    matters: str
    slots: SlotPolicy = SlotPolicy()
    head_start: HeadStart = HeadStart()
    service_minutes: int = 8
    """How long one is served, until the day has shown it (预计办理时长)."""
    guides: GuidePolicy = GuidePolicy()

    def line(self, code: str) -> Line | None:
        return next((each for each in self.lines if each.code == code), None)

    def name_of(self, code: str) -> str:
        found = self.line(code)
        return found.name if found is not None else code

    @property
    def general(self) -> tuple[Line, ...]:
        """What is waited for everywhere and always; domains are not among it."""
        return tuple(each for each in self.lines if not each.is_domain)

    @property
    def domains(self) -> tuple[Line, ...]:
        return tuple(each for each in self.lines if each.is_domain)

    def domain_of(self, agency_key: str) -> str:
        """The domain of a body's matters, or the line for all matters where it has none."""
        return next((each.code for each in self.lines if agency_key in each.agencies), self.matters)

    def lines_for(self, roles: Collection[str]) -> tuple[Line, ...]:
        """What somebody with these roles calls."""
        return tuple(each for each in self.lines if set(each.roles) & set(roles))

    def earlier(self, *, is_priority: bool, is_booked: bool) -> timedelta:
        """The head start of a number."""
        minutes = (self.head_start.priority * is_priority, self.head_start.booked * is_booked)
        return timedelta(minutes=max(minutes))


def read_policy(plain: Any) -> HallPolicy:
    """The policy of a file; ValueError says what it may not decide, msgspec.ValidationError where it is malformed."""
    found = msgspec.convert(plain, HallPolicy)
    if wrong := "；".join(_wrong(found)):
        raise ValueError(wrong)
    return found


def _wrong(found: HallPolicy) -> Iterable[str]:
    codes = [each.code for each in found.lines]
    if len(set(codes)) != len(codes) or not all(len(each) == 1 and "A" <= each <= "Z" for each in codes):
        yield "业务类别的代号是一个大写字母，不能重复。"
    if found.matters not in codes:
        yield "办事用的业务类别不在表里。"
    if not LEAST_WALK_IN <= found.slots.walk_in_percent < 100:
        yield f"每个时段至少给现场取号留{LEAST_WALK_IN}%，不能只办预约的（实施方案 三(四)2）。"
    if not 10 <= found.slots.minutes <= 240 or not 1 <= found.slots.days_ahead <= 30:
        yield "时段是10到240分钟，预约提前1到30天。"
    if not found.slots.capacity or any(not 2 <= each <= 500 for each in found.slots.capacity.values()):
        yield "每个时段的人数是2到500。"
    yield from _wrong_domains(found)
    yield from _wrong_guides(found.guides)
    starts = (found.head_start.priority, found.head_start.booked)
    if not all(0 <= each <= LONGEST_HEAD_START for each in starts):
        yield f"优先的提前量是0到{LONGEST_HEAD_START}分钟。"
    if not 0 <= found.head_start.most_extra <= LONGEST_HEAD_START:
        yield f"普通等候最多多等0到{LONGEST_HEAD_START}分钟。"
    if not 1 <= found.service_minutes <= 60 or not 1 <= found.slots.per_window <= 20:
        yield "预计办理时长是1到60分钟，专区每个窗口一个时段办1到20人。"


def _wrong_guides(found: GuidePolicy) -> Iterable[str]:
    if not set(found.priorities) <= set(Priority) - {Priority.NONE}:
        yield "导引对象是老年人、残疾人、孕妇、带婴幼儿和军人军属里的。"
    if not 1 <= found.meet_minutes <= 30:
        yield "导引员几分钟内到人身边，是1到30。"


def _wrong_domains(found: HallPolicy) -> Iterable[str]:
    named = [agency for each in found.lines for agency in each.agencies]
    if len(set(named)) != len(named):
        yield "一个部门的事项只能归到一个领域。"
    if found.matters in {each.code for each in found.domains}:
        yield "办事用的业务类别不能是领域：没有专区的地方都由它办。"


DEFAULT = HallPolicy(
    lines=(Line("A", "综合办事", ("counter",)), Line("C", "领取结果", ("issuer",))),
    matters="A",
)
