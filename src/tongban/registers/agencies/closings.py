"""When a place is closed out of turn (临时关闭): kept with its hours, so that whoever reads them knows it; pure.

In the hours of a place closings stand under the key «closed», each as [begins, ends, reason], moments in ISO 8601.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tongban.foundation.kernel.errors import Fault, Invalid

CLOSED = "closed"
LONGEST = timedelta(days=180)
LONGEST_REASON = 60
BASIS = "实施方案 五(三) 政务服务中心、便民服务中心(站)建设运行管理"
Weekly = Mapping[str, Sequence[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Closing:
    """One stretch in which a place is closed, and why."""

    begins_at: datetime
    ends_at: datetime
    reason: str

    def covers(self, at: datetime) -> bool:
        """Is the place closed by it at this moment?"""
        return self.begins_at <= at < self.ends_at

    def as_row(self) -> list[str]:
        """As it is kept."""
        return [self.begins_at.isoformat(), self.ends_at.isoformat(), self.reason]


def read(rows: Iterable[Sequence[str]]) -> tuple[Closing, ...]:
    """Closings as they are kept, in the order of time."""
    found = (Closing(datetime.fromisoformat(begins), datetime.fromisoformat(ends), why) for begins, ends, why in rows)
    return tuple(sorted(found, key=lambda each: each.begins_at))


def closings_of(weekly: Weekly) -> tuple[Closing, ...]:
    """Those that stand with the hours of a place."""
    return read(weekly.get(CLOSED, ()))


def closing_at(weekly: Weekly, at: datetime) -> Closing | None:
    """By what the place is closed at this moment; nothing if by no closing."""
    return next((each for each in closings_of(weekly) if each.covers(at)), None)


def checked(*, begins_at: datetime | None, ends_at: datetime | None, reason: str, at: datetime) -> Closing:
    """A closing that may be announced, or `Invalid` with everything that is wrong."""
    faults, words = [], reason.strip()
    if not 1 <= len(words) <= LONGEST_REASON or not words.isprintable():
        faults.append(Fault("/reason", "required", f"请写为什么关闭，群众看得懂，不超过{LONGEST_REASON}个字。"))
    if begins_at is None:
        faults.append(Fault("/begins_at", "moment", "请写从什么时候起，例如：2026-12-01 08:30。"))
    if ends_at is None:
        faults.append(Fault("/ends_at", "moment", "请写到什么时候，例如：2026-12-01 18:00。"))
    elif ends_at <= max(begins_at or at, at):
        faults.append(Fault("/ends_at", "order", "恢复的时间要在开始以后，也要在现在以后。"))
    elif begins_at is not None and ends_at - begins_at > LONGEST:
        faults.append(Fault("/ends_at", "too_long", f"一次最长{LONGEST.days}天；不再开的，请停用这个场所。"))
    if faults or begins_at is None or ends_at is None:
        raise Invalid("临时关闭的内容还有地方要改。", faults=faults)
    return Closing(begins_at, ends_at, words)
