"""How the city's hotline works (热线约定): limits by what is wanted, topics and who answers for them; pure."""

from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.worktime.rules import Limit, Unit, WorkCalendar, add_workdays, due, is_workday

from .states import OrderKind

_REPLY_DAYS = {"consult": 2, "help": 5, "complaint": 5, "report": 10, "suggestion": 10}


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of matters (诉求分类): the body that answers for it, and the words by which people mean it."""

    code: str
    name: str
    agency: str
    words: tuple[str, ...] = ()


class HotlinePolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The city's table (热线约定); `reply_days` are workdays by kind, the rest says its unit."""

    topics: tuple[Topic, ...] = ()
    reply_days: dict[str, int] = msgspec.field(default_factory=lambda: dict(_REPLY_DAYS))
    dispatch_minutes: int = 15
    sign_hours: int = 24
    extend_days: int = 5
    joint_days: int = 2
    returns_before_ruling: int = 2
    repeat_days: int = 30
    likeness: float = 0.35
    urge_hours: int = 24
    call_tries: int = 3
    settle_days: int = 7
    sample_percent: int = 10

    def topic(self, code: str) -> Topic | None:
        return next((each for each in self.topics if each.code == code), None)

    def reply_limit(self, kind: OrderKind) -> Limit:
        """答复时限 in workdays from the day after it was signed for."""
        return Limit(self.reply_days[kind], Unit.WORKDAY)

    def reply_by(self, kind: OrderKind, signed_at: datetime, *, calendar: WorkCalendar) -> date:
        return due(signed_at, self.reply_limit(kind), calendar=calendar).due_on

    def sign_by(self, dispatched_at: datetime, *, calendar: WorkCalendar) -> datetime:
        """签收时限: twenty-four hours on; on a day off, the same hour of the next workday, when somebody is there."""
        by = dispatched_at + timedelta(hours=self.sign_hours)
        day = local_day(by)
        if is_workday(day, calendar=calendar):
            return by
        return by + (add_workdays(day, 0, calendar=calendar) - day)


class _Bound:
    """Which table is bound: `config/wiring.py` binds the city's at start."""

    policy = HotlinePolicy()


BOUND = _Bound()


def policy_from(plain: Any) -> HotlinePolicy:
    """The table of a city's file; msgspec.ValidationError names the path of a defect."""
    found = msgspec.convert(plain, HotlinePolicy)
    missing = set(OrderKind) - set(found.reply_days)
    assert not missing, f"reply_days says nothing of {sorted(missing)}"
    return found
