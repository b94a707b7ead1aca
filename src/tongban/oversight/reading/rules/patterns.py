"""What is odd about looks (异常查看): pure functions from a day's looks to findings, each with the rows behind it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tongban.foundation.kernel.clock import LOCAL, local_day

from .policy import LookPolicy
from .states import FindingKind, WatchKind


@dataclass(frozen=True, slots=True)
class Look:
    """One look of a staff member (一次查看): `is_of_desk` says that it was for a case of the reader's own desk."""

    entry: int
    at: datetime
    reader: int
    party: int
    purpose: str
    is_of_desk: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the looks: workdays, who is watched, who works here, how often each reader looks a day."""

    is_workday: Callable[[date], bool]
    watched: Mapping[int, WatchKind]
    colleagues: frozenset[int]
    means: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A finding (线索): who looked oddly, in which way, on which day, in which entries."""

    kind: FindingKind
    reader: int
    day: date
    entries: tuple[int, ...]

    @property
    def key(self) -> str:
        """One for a kind, a reader and a day, so that finding it twice is finding it once; for a canary each look."""
        of_day = f"{self.kind}:{self.reader}:{self.day.isoformat()}"
        return f"{of_day}:{self.entries[0]}" if self.kind is FindingKind.CANARY else of_day


def patterns(looks: Iterable[Look], policy: LookPolicy, known: Known) -> list[Pattern]:
    """Everything odd about these looks, the gravest kind first."""
    found: dict[tuple[FindingKind, int, date], list[int]] = defaultdict(list)
    by_day: dict[tuple[int, date], list[Look]] = defaultdict(list)
    for look in looks:
        by_day[look.reader, local_day(look.at)].append(look)
        for kind in _kinds_of(look, policy, known):
            found[kind, look.reader, local_day(look.at)].append(look.entry)
    for (reader, day), of_day in by_day.items():
        if is_burst(len(of_day), policy, known.means.get(reader, 0.0)):
            found[FindingKind.BURST, reader, day] = [each.entry for each in of_day]
    rank = list(FindingKind).index
    ordered = sorted(found.items(), key=lambda each: (rank(each[0][0]), each[0][2], each[0][1]))
    return [each for key, entries in ordered for each in _split(Pattern(*key, tuple(sorted(entries))))]


def _split(found: Pattern) -> Iterator[Pattern]:
    """Each look at a canary is a finding of its own, as it is when it is heard at once."""
    if found.kind is not FindingKind.CANARY:
        yield found
        return
    for entry in found.entries:
        yield Pattern(found.kind, found.reader, found.day, (entry,))


def is_burst(count: int, policy: LookPolicy, mean: float) -> bool:
    """More than anybody needs, and far more than this reader's own day (突增)."""
    return count > policy.burst_least and count > policy.burst_factor * mean


def is_off_hours(at: datetime, policy: LookPolicy, is_workday: Callable[[date], bool]) -> bool:
    """Outside of the hours of work, or on a day of rest (下班时间)."""
    local = at.astimezone(LOCAL)
    return not is_workday(local.date()) or not policy.day_from <= local.hour < policy.day_to


def _kinds_of(look: Look, policy: LookPolicy, known: Known) -> Iterator[FindingKind]:
    if look.party in known.watched:
        yield FindingKind(known.watched[look.party].value)
    if look.party in known.colleagues:
        yield FindingKind.COLLEAGUE
    stated = policy.purpose(look.purpose)
    if not look.is_of_desk and (stated is None or stated.needs_case):
        yield FindingKind.NO_CASE
    if is_off_hours(look.at, policy, known.is_workday):
        yield FindingKind.OFF_HOURS


def share_of_false(found: Sequence[Pattern], looks: int) -> float:
    """Which share of normal looks lies in findings (误报率)."""
    rows = {entry for each in found for entry in each.entries}
    return len(rows) / looks if looks else 0.0
