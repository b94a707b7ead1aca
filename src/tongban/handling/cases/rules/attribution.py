"""Whose time it was (用时归因): every second from receipt to the end belongs to one of four, and they add up.

Read from the states that the ledger tells of, so that nobody has to say it and nobody can say otherwise (beyond N21).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any, Protocol

from tongban.foundation.kernel.clock import LOCAL
from tongban.registers.catalog.content import Option

from .states import ENDS, Status


class Owner(StrEnum):
    """In whose hands a case was (时间归谁)."""

    APPLICANT = "applicant"
    OFFICE = "office"
    PROVINCE = "province"
    THIRD_PARTY = "third_party"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Owner.APPLICANT: "申请人",
    Owner.OFFICE: "我们",
    Owner.PROVINCE: "上级系统",
    Owner.THIRD_PARTY: "第三方",
}
_WITH_APPLICANT = frozenset({Status.CORRECTING, Status.ISSUED})
# Organised by others than the body itself: it can hurry neither experts nor a laboratory.
OUTSIDE_KINDS = frozenset({"expert_review", "testing", "appraisal"})
_STAGES = {
    Status.RECEIVED: "窗口收件",
    Status.CORRECTING: "补正",
    Status.ACCEPTED: "承办",
    Status.SUSPENDED: "特别程序",
    Status.REVIEWING: "审核",
    Status.DECIDING: "批准",
    Status.GRANTED: "制证",
    Status.REFUSED: "送达",
    Status.ISSUED: "等待领取",
    Status.SERVED: "归档",
}


class Event(Protocol):
    """What is read of an entry of the ledger."""

    @property
    def at(self) -> datetime: ...
    @property
    def verb(self) -> str: ...
    @property
    def to_status(self) -> str: ...
    @property
    def facts(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch in one pair of hands (一段用时): in which state, from when, until when; whole seconds."""

    owner: Owner
    status: Status
    since: datetime
    until: datetime

    @property
    def seconds(self) -> int:
        return (self.until - self.since) // timedelta(seconds=1)

    @property
    def stage(self) -> str:
        return _STAGES.get(self.status, "")


@dataclass(frozen=True, slots=True)
class Share:
    """What one of the four had altogether, stage by stage (归因合计), in seconds."""

    owner: Owner
    seconds: int
    stages: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A stretch in which an exchange with the province was under way, as its own entries tell."""

    since: datetime
    until: datetime


def outside_codes(option: Option) -> frozenset[str]:
    """The special procedures of this list that somebody else organises."""
    return frozenset(each.code for each in option.special_procedures if each.kind in OUTSIDE_KINDS)


def attribute(
    events: Sequence[Event], *, outside: frozenset[str], until: datetime, province: Iterable[Waiting] = ()
) -> tuple[Part, ...]:
    """The parts from the first event to the end of the case, or to `until`; no gap, no overlap, to the second.

    Nothing of the house waits for the province yet, so `province` is empty until a connector tells of it.
    """
    if not events:
        return ()
    cuts = sorted({_whole(moment) for each in province for moment in (each.since, each.until)})
    waits = [(_whole(each.since), _whole(each.until)) for each in province]
    found = [
        Part(_province(owner, begin, end, waits), status, begin, end)
        for owner, status, since, to in _stays(events, outside, _whole(until))
        for begin, end in _cut(since, to, cuts)
    ]
    return tuple(_joined(found))


def shares(parts: Iterable[Part]) -> tuple[Share, ...]:
    """The four, each with its sum, in the same order always; who had nothing stands with zero."""
    held = list(parts)
    return tuple(
        Share(
            owner,
            sum(each.seconds for each in held if each.owner is owner),
            tuple(_by_stage(each for each in held if each.owner is owner)),
        )
        for owner in Owner
    )


def elapsed(parts: Sequence[Part]) -> int:
    """Seconds from the first to the last moment."""
    return (parts[-1].until - parts[0].since) // timedelta(seconds=1) if parts else 0


def _stays(
    events: Sequence[Event], outside: frozenset[str], until: datetime
) -> Iterator[tuple[Owner, Status, datetime, datetime]]:
    """Between two events the state stands still; an event that is stamped earlier than the one before takes no time.

    Others have a case no longer than the applicant was told in writing that they would: the body answers for the rest.
    """
    running: dict[str, datetime] = {}
    since = _whole(events[0].at)
    for place, event in enumerate(events):
        if event.verb == "start_special":
            running[str(event.facts.get("code", ""))] = _told_until(event)
        elif event.verb == "finish_special":
            running.pop(str(event.facts.get("code", "")), None)
        status = Status(event.to_status)
        if status in ENDS:
            return
        following = _whole(events[place + 1].at) if place + 1 < len(events) else until
        to = max(since, following)
        theirs = max((running[code] for code in running.keys() & outside), default=since)
        turned = min(max(since, theirs), to)
        yield _owner(status, True), status, since, turned
        yield _owner(status, False), status, turned, to
        since = to


def _told_until(event: Event) -> datetime:
    """The end of the last day that the notice of a special procedure named."""
    expected_on = event.facts.get("expected_on")
    if not expected_on:
        return datetime.max.replace(tzinfo=LOCAL)
    return datetime.combine(date.fromisoformat(expected_on) + timedelta(days=1), time(), LOCAL)


def _owner(status: Status, is_outside: bool) -> Owner:
    if status in _WITH_APPLICANT:
        return Owner.APPLICANT
    is_examined = status in (Status.ACCEPTED, Status.SUSPENDED)
    return Owner.THIRD_PARTY if is_outside and is_examined else Owner.OFFICE


def _province(owner: Owner, since: datetime, until: datetime, waits: Sequence[tuple[datetime, datetime]]) -> Owner:
    is_waiting = owner is Owner.OFFICE and any(begin <= since and until <= end for begin, end in waits)
    return Owner.PROVINCE if is_waiting else owner


def _cut(since: datetime, until: datetime, cuts: Sequence[datetime]) -> Iterator[tuple[datetime, datetime]]:
    for cut in cuts:
        if since < cut < until:
            yield since, cut
            since = cut
    yield since, until


def _joined(parts: Sequence[Part]) -> Iterator[Part]:
    """Neighbours in the same hands and state are one part; what took no time is left out."""
    lasting = [each for each in parts if each.since < each.until]
    for (owner, status), run in groupby(lasting, key=lambda each: (each.owner, each.status)):
        same = list(run)
        yield Part(owner, status, same[0].since, same[-1].until)


def _by_stage(parts: Iterable[Part]) -> Iterator[tuple[str, int]]:
    sums: dict[str, int] = {}
    for each in parts:
        sums[each.stage] = sums.get(each.stage, 0) + each.seconds
    yield from sums.items()


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
