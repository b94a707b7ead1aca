"""How long each step of the whole took (各环节用时): from when it could begin to when its result was made; pure. R-081.

A step that waits for others begins when the last of them is made: what those took is theirs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tongban.foundation.kernel.clock import local_day


@dataclass(frozen=True, slots=True)
class StepTime:
    """One step with its time (环节用时); `took` is None while it has not begun or is not made."""

    key: str
    began_at: datetime | None
    made_at: datetime | None

    @property
    def took(self) -> timedelta | None:
        if self.began_at is None or self.made_at is None:
            return None
        return max(self.made_at - self.began_at, timedelta())

    @property
    def words(self) -> str:
        return in_words(self.took) if self.took is not None else ""


@dataclass(frozen=True, slots=True)
class CoreTime:
    """The steps that every situation needs, against their target (必办环节): when all were made, and by when due."""

    steps: int
    made: int
    began_at: datetime | None
    made_at: datetime | None
    limit: str
    due_on: date | None

    @property
    def is_kept(self) -> bool | None:
        """Was the target kept? None while they go on."""
        if self.made_at is None or self.due_on is None:
            return None
        return local_day(self.made_at) <= self.due_on

    @property
    def words(self) -> str:
        if self.made_at is None or self.began_at is None:
            return ""
        return in_words(self.made_at - self.began_at)


def step_times(
    front: Mapping[str, frozenset[str]], received_at: datetime, made: Mapping[str, datetime | None]
) -> dict[str, StepTime]:
    """The time of each step; `front` names what stands before each, `made` when each result was made."""
    return {key: StepTime(key, _began(before, received_at, made), made.get(key)) for key, before in front.items()}


def last_of(keys: Iterable[str], made: Mapping[str, datetime | None]) -> datetime | None:
    """When the last of them was made; None while one of them is not."""
    moments = [made.get(key) for key in keys]
    known = [each for each in moments if each is not None]
    return max(known) if known and len(known) == len(moments) else None


def in_words(took: timedelta) -> str:
    """A stretch of time as people say it: 2天3小时, 45分钟."""
    minutes = int(took.total_seconds()) // 60
    days, hours = minutes // 1440, minutes % 1440 // 60
    if days:
        return f"{days}天{hours}小时" if hours else f"{days}天"
    if hours:
        return f"{hours}小时{minutes % 60}分钟" if minutes % 60 else f"{hours}小时"
    return f"{minutes}分钟"


def _began(before: frozenset[str], received_at: datetime, made: Mapping[str, datetime | None]) -> datetime | None:
    return received_at if not before else last_of(before, made)
