"""The limits told again from the ledger alone (时限复算): what happened, the pinned list, the calendar of the day.

A second way to every due date that does not look at the stored clocks: what is stored must be what the entries say,
and each difference is named with the entry it follows from. Beyond N02; trust T-CLK-1.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.worktime.rules import Due, Pause, WorkCalendar, describe, explain
from tongban.registers.catalog.content import Option

from . import clocks
from .clocks import ClockKind, ClockPlan
from .flow import FLOW
from .recalling import POSTS, RECALLS
from .reckoning import clock_due, pause_of, plan_due
from .states import ENDS, Status

Calendars = Callable[[datetime], WorkCalendar]
_FRONT = (ClockKind.NOTICE, ClockKind.DEEMED_ACCEPTANCE, ClockKind.CORRECTION)
_HANDLING = (ClockKind.PROMISED, ClockKind.STATUTORY, ClockKind.STAGE, ClockKind.SPECIAL)
_NEXT_STAGE = {"examine": "reviewer", "review": "decider", "rework": "examiner"}


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


class Stored(Protocol):
    """What is compared of a stored clock."""

    @property
    def kind(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def extended_by(self) -> int: ...
    @property
    def started_at(self) -> datetime: ...
    @property
    def due_on(self) -> date: ...
    @property
    def due_at(self) -> datetime: ...
    @property
    def paused_since(self) -> date | None: ...
    @property
    def ended_at(self) -> datetime | None: ...


@dataclass(slots=True)
class Told:
    """A clock as the entries tell it, and the entry that last set its end (1 is the first)."""

    plan: ClockPlan
    due: Due
    place: int
    extended_by: int = 0
    paused_since: date | None = None
    ended_at: datetime | None = None

    @property
    def kind(self) -> str:
        return self.plan.kind.value

    @property
    def code(self) -> str:
        return self.plan.code

    @property
    def limit_value(self) -> int:
        return self.plan.limit.value

    @property
    def limit_unit(self) -> str:
        return self.plan.limit.unit

    @property
    def counting(self) -> str:
        return self.plan.counting

    @property
    def started_at(self) -> datetime:
        return self.plan.started_at

    @property
    def due_on(self) -> date:
        return self.due.due_on

    @property
    def due_at(self) -> datetime:
        return self.due.due_at

    @property
    def is_running(self) -> bool:
        return self.ended_at is None

    @property
    def words(self) -> str:
        """The whole derivation in one sentence (时限说明)."""
        return explain(self.due)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the store departs from the ledger (复算不符): after which entry, and in words."""

    place: int
    words: str


@dataclass(slots=True)
class _Run:
    code: str
    name: str
    started_on: date
    expected_on: date
    is_counted: bool
    finished_on: date | None = None
    is_over: bool = False

    @property
    def is_pausing(self) -> bool:
        return self.finished_on is None and not self.is_counted and not self.is_over


@dataclass(slots=True)
class _Course:
    """A case on its way through its entries."""

    option: Option
    calendars: Calendars
    told: list[Told] = field(default_factory=list)
    runs: list[_Run] = field(default_factory=list)
    place: int = 0
    before: datetime | None = None

    def follow(self, event: Event) -> None:
        self.place += 1
        act = _EFFECTS.get(event.verb)
        if act is not None:
            act(self, event)
        elif event.verb in _NEXT_STAGE:
            self.stop([ClockKind.STAGE], event.at)
            self.start(clocks.on_stage(self.option, _NEXT_STAGE[event.verb], at=event.at), event.at)
        if Status(event.to_status) in ENDS:
            self.stop(ClockKind, event.at)
        self.before = event.at

    def start(self, plans: Iterable[ClockPlan], at: datetime) -> None:
        self.told += [Told(plan, plan_due(plan, self.calendars(at)), self.place) for plan in plans]

    def stop(self, kinds: Iterable[ClockKind], at: datetime, code: str | None = None) -> None:
        stopped = {kind.value for kind in kinds}
        for each in self.running():
            if each.kind in stopped and code in (None, each.code):
                each.ended_at = at

    def running(self) -> list[Told]:
        return [each for each in self.told if each.ended_at is None]

    def pauses(self, until: date) -> list[Pause]:
        return [pause_of(run, until=until) for run in self.runs if not run.is_counted]

    def reckon(self, each: Told, at: datetime) -> Due:
        return clock_due(each, self.pauses(local_day(at)), self.calendars(at))

    def set(self, each: Told, found: Due) -> None:
        each.due, each.place = found, self.place


def recount(events: Sequence[Event], option: Option, calendars: Calendars) -> list[Told]:
    """Every clock that these entries started, in that order, with its end as it stands after the last of them."""
    course = _Course(option, calendars)
    for event in events:
        course.follow(event)
    return course.told


def differences(told: Sequence[Told], stored: Sequence[Stored], events: Sequence[Event]) -> list[Difference]:
    """What is stored otherwise than told; none when all is right. Both in the order in which they were started."""
    found = []
    for one, other in zip(told, stored, strict=False):
        if words := _departs(one, other):
            act = FLOW.steps[events[one.place - 1].verb].label
            label = one.plan.kind.label
            found.append(Difference(one.place, f"{label}：{words}（依据第{one.place}条记录“{act}”复算）。"))
    if len(told) != len(stored):
        sentence = f"记录里启动过{len(told)}个时限，存着{len(stored)}个。"
        found.append(Difference(len(events), sentence))
    return found


def _departs(one: Told, other: Stored) -> str:
    if (one.kind, one.code, one.started_at) != (other.kind, other.code, other.started_at):
        return f"起算时刻或者种类与记录不一致，记录是{describe(local_day(one.started_at))}起算"
    if (one.due_on, one.due_at) != (other.due_on, other.due_at):
        return f"存的到期日是{describe(other.due_on)}，应当是{describe(one.due_on)}"
    if one.extended_by != other.extended_by:
        return f"存的延长是{other.extended_by}个工作日，应当是{one.extended_by}个工作日"
    if one.paused_since != other.paused_since:
        return "暂停的起始日与记录不一致"
    return "停止的时刻与记录不一致" if one.ended_at != other.ended_at else ""


def _received(course: _Course, event: Event) -> None:
    course.start(clocks.on_receipt(course.option, at=event.at), event.at)


def _told_once(course: _Course, event: Event) -> None:
    course.stop(_FRONT, event.at)
    course.start([clocks.on_correction_asked(at=event.at)], event.at)


def _corrected(course: _Course, event: Event) -> None:
    course.stop([ClockKind.CORRECTION], event.at)
    _received(course, event)


def _accepted(course: _Course, event: Event) -> None:
    silence = next((each for each in course.running() if each.kind == ClockKind.DEEMED_ACCEPTANCE), None)
    since = silence.started_at if silence is not None else course.told[0].started_at
    course.stop(_FRONT, event.at)
    accepted_at = since if event.verb == "deem_accepted" else event.at
    plans = clocks.on_acceptance(course.option, received_at=since, accepted_at=accepted_at)
    course.start((*plans, *clocks.on_stage(course.option, "examiner", at=event.at)), event.at)


def _decided(course: _Course, event: Event) -> None:
    course.stop((*_FRONT, *_HANDLING), event.at)
    course.start([clocks.on_decision(at=event.at)], event.at)


def _special_started(course: _Course, event: Event) -> None:
    listed = course.option.special_procedure(str(event.facts["code"]))
    assert listed is not None, "a special procedure is one of the list"
    basis = listed.basis.text if listed.basis else FLOW.steps["start_special"].basis
    course.start([ClockPlan(ClockKind.SPECIAL, listed.limit, event.at, basis, code=listed.code)], event.at)
    on = local_day(event.at)
    expected_on = date.fromisoformat(event.facts["expected_on"])
    course.runs.append(_Run(listed.code, listed.name, on, expected_on, listed.is_counted))
    for each in course.running():
        if not listed.is_counted and each.plan.kind.is_paused_by_special and each.paused_since is None:
            each.paused_since = on


def _special_finished(course: _Course, event: Event) -> None:
    code = str(event.facts["code"])
    run = next(each for each in course.runs if each.code == code and each.finished_on is None)
    on = local_day(event.at)
    run.finished_on = on
    course.stop([ClockKind.SPECIAL], event.at, code)
    if run.is_counted or run.is_over or any(each.is_pausing and each.expected_on >= on for each in course.runs):
        return
    _counted_again(course, event)


def _counted_again(course: _Course, event: Event) -> None:
    """What goes on goes on beyond its own limit: it pauses nothing any more."""
    for run in course.runs:
        run.is_over = run.is_over or run.is_pausing
    for each in course.running():
        if each.paused_since is not None:
            each.paused_since = None
            course.set(each, course.reckon(each, event.at))


def _extended(course: _Course, event: Event) -> None:
    kinds = {kind.value for kind in clocks.extended_clocks(course.option)}
    for each in course.running():
        if each.kind in kinds and each.due_on >= local_day(event.at):
            each.extended_by += int(event.facts["days"])
            course.set(each, course.reckon(each, event.at))


def _reckoned(course: _Course, event: Event) -> None:
    for each in course.running():
        if each.paused_since is not None:
            continue
        found = course.reckon(each, event.at)
        if each.kind != ClockKind.CORRECTION or found.due_on >= each.due_on:
            course.set(each, found)


def _recalled(course: _Course, event: Event) -> None:
    """The stage that the opinion ended goes on: its clock is the one that stopped when the opinion was given."""
    stage = clocks.stage_of(course.option, POSTS[event.verb])
    own = [each for each in course.told if each.kind == ClockKind.STAGE and stage and each.code == stage.code]
    stopped = next((each for each in reversed(own) if each.ended_at == course.before), None)
    course.stop([ClockKind.STAGE], event.at)
    if stopped is not None:
        stopped.ended_at = None


def _served(course: _Course, event: Event) -> None:
    course.stop([ClockKind.SERVICE], event.at)


def _effects() -> Iterator[tuple[str, Callable[[_Course, Event], None]]]:
    """Which act of the flow touches which clocks; every other verb touches none."""
    yield from ((verb, _received) for verb in ("submit", "receive"))
    yield "ask_correction", _told_once
    yield "correct", _corrected
    yield from ((verb, _accepted) for verb in ("accept", "deem_accepted"))
    yield from ((verb, _decided) for verb in ("grant", "refuse", "finish_on_the_spot"))
    yield "start_special", _special_started
    yield "finish_special", _special_finished
    yield "resume_counting", _counted_again
    yield "extend", _extended
    yield "reckon", _reckoned
    yield from ((verb, _recalled) for verb in RECALLS)
    yield from ((verb, _served) for verb in ("serve", "collect"))


_EFFECTS = dict(_effects())
