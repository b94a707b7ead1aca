"""The branches of a joint application (各环节): how far the whole is, who waits for whom, which is the slowest; pure.

Waiting for another member stops no clock: 行政许可法 第四十五条 names what is not counted, and this is not in it.
A branch that waits shows for whom, so that everybody sees whose time it is.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tongban.handling.cases.rules.states import AWAITING_HAND_OVER, BEFORE_ACCEPTANCE, ENDS
from tongban.handling.cases.rules.states import Status as CaseStatus

from .states import Overall

GRANTED = "granted"
_MADE = frozenset({CaseStatus.ISSUED, CaseStatus.SERVED, CaseStatus.CLOSED})


@dataclass(frozen=True, slots=True)
class Branch:
    """One case of the whole (一个环节). `front` are the keys of all that stand before it, `gives_to` of those for whom
    its result takes the place of a material; `awaits` is what has to be reported first."""

    key: str
    title: str
    status: CaseStatus
    outcome: str = ""
    is_revoked: bool = False
    front: frozenset[str] = frozenset()
    takes_from: frozenset[str] = frozenset()
    awaits: str = ""
    received_on: date = date.min
    due_on: date | None = None
    ended_on: date | None = None

    @property
    def is_over(self) -> bool:
        return self.status in ENDS

    @property
    def is_decided(self) -> bool:
        """There is a decision, or there will be none any more."""
        return self.is_over or self.status in AWAITING_HAND_OVER or self.status is CaseStatus.SERVED

    @property
    def is_granted(self) -> bool:
        return self.outcome == GRANTED and not self.is_revoked

    @property
    def is_made(self) -> bool:
        """The result is there, with its number."""
        return self.is_granted and self.status in _MADE

    @property
    def has_failed(self) -> bool:
        """It will never stand before anybody: refused, turned away, withdrawn, ended, or its grant was revoked."""
        return self.is_decided and not self.is_granted


@dataclass(frozen=True, slots=True)
class Waiting:
    """Why a branch cannot be granted yet (等什么): those before it that are not done, and those that failed."""

    undone: tuple[Branch, ...] = ()
    failed: tuple[Branch, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.undone or self.failed)


def waiting_for(branch: Branch, branches: Iterable[Branch]) -> Waiting:
    """What stands between a branch and its grant; one whose result it takes must be made, not only granted."""
    front = [each for each in branches if each.key in branch.front]
    failed = tuple(each for each in front if each.has_failed)
    undone = tuple(
        each
        for each in front
        if not each.has_failed and not (each.is_made if each.key in branch.takes_from else each.is_granted)
    )
    return Waiting(undone, failed)


def undecided_before(branch: Branch, branches: Iterable[Branch]) -> tuple[Branch, ...]:
    """Those before it about which nothing is decided: a refusal too waits for them."""
    return tuple(each for each in branches if each.key in branch.front and not each.is_decided)


def overall(branches: Sequence[Branch]) -> Overall:
    """How far the whole is: all that were chosen have ended, some have, or where the first of them hangs."""
    if all(each.is_over for each in branches):
        is_withdrawn = all(each.status is CaseStatus.WITHDRAWN for each in branches)
        return Overall.WITHDRAWN if is_withdrawn else Overall.ENDED
    if any(each.status is CaseStatus.CORRECTING for each in branches):
        return Overall.CORRECTING
    if any(each.is_over for each in branches):
        return Overall.PARTLY
    return Overall.WAITING if all(each.status in BEFORE_ACCEPTANCE for each in branches) else Overall.HANDLING


def expected(branches: Sequence[Branch]) -> Mapping[str, date | None]:
    """By when each open branch is done if everybody keeps their day: never before those that it waits for.

    None where nobody can say: something in front, or it itself, has no running day.
    """
    by_key = {each.key: each for each in branches}
    found: dict[str, date | None] = {}

    def day_of(key: str) -> date | None:
        if key not in found:
            branch = by_key[key]
            days = [branch.due_on, *(day_of(each.key) for each in waiting_for(branch, branches).undone)]
            known = [each for each in days if each is not None]
            found[key] = max(known) if len(known) == len(days) else None
        return found[key]

    return {each.key: day_of(each.key) for each in branches if not each.is_over}


def slowest(branches: Sequence[Branch]) -> Branch | None:
    """The branch that the end of the whole hangs on (最慢的环节); None when there is no branch.

    While it goes on: the open one with the latest expected day, one without a day before all others; of equals the one
    that others wait for. A result that is made holds up nobody while others are not. Afterwards: the one that ended
    last.
    """
    days = expected(branches)
    open_ones = [each for each in branches if not each.is_over]
    open_ones = [each for each in open_ones if not each.is_made] or open_ones
    if not open_ones:
        return max(branches, key=lambda each: (each.ended_on or date.min, each.key), default=None)
    return max(open_ones, key=lambda each: (days[each.key] or date.max, len(_behind(each, branches)), each.key))


def told_of_failure(failed: str, branches: Sequence[Branch]) -> tuple[Branch, ...]:
    """Those behind a branch that failed and that still wait for it."""
    return tuple(each for each in branches if failed in each.front and not each.is_decided)


def names(branches: Collection[Branch]) -> str:
    return "、".join(f"“{each.title}”" for each in branches)


def _behind(branch: Branch, branches: Sequence[Branch]) -> tuple[Branch, ...]:
    return tuple(each for each in branches if branch.key in each.front and not each.is_over)
