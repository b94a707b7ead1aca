"""Random courses of a case (随机经过), each with its limits counted by a second, naive hand: day after day.

What stands here knows nothing of the arithmetic of `worktime`: it walks the calendar one day at a time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.worktime.rules import CLOSING, shipped_calendar
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.states import ENDS
from tongban.handling.cases.rules.states import Status as S  # noqa: N817 - a table wants short names
from tongban.registers.catalog.content import Option, Span

CALENDAR = shipped_calendar()
ONE_DAY = timedelta(days=1)
BEGINS = datetime(2024, 1, 2, 9, tzinfo=LOCAL)
_LAST_DAY = time(23, 59, 59)
_NEXT = {"examine": "reviewer", "review": "decider", "rework": "examiner"}


@dataclass
class Act:
    """An entry as the rules read it."""

    at: datetime
    verb: str
    to_status: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass
class Counted:
    """A clock as it is stored, counted by walking."""

    kind: str
    code: str
    limit: int
    started_at: datetime
    is_same_day: bool
    due_on: date = date.min
    extended_by: int = 0
    paused_since: date | None = None
    ended_at: datetime | None = None

    @property
    def due_at(self) -> datetime:
        return datetime.combine(self.due_on, _LAST_DAY, LOCAL)


@dataclass
class Run:
    code: str
    since: date
    expected: date
    is_counted: bool
    until: date | None = None
    is_over: bool = False

    @property
    def is_pausing(self) -> bool:
        return self.until is None and not self.is_counted and not self.is_over


class Walker:
    """A case at random: what happens to it, and its clocks beside."""

    def __init__(self, chance: Random, option: Option) -> None:
        self.chance, self.option = chance, option
        self.at = BEGINS + timedelta(days=chance.randint(0, 900), minutes=chance.randint(0, 14 * 60))
        self.status: S = S.RECEIVED
        self.acts: list[Act] = []
        self.clocks: list[Counted] = []
        self.runs: list[Run] = []
        self.has_been_told = self.has_been_extended = False

    def walk(self, most: int = 24) -> "Walker":
        self.do("receive")
        while self.status not in ENDS and len(self.acts) < most:
            open_ones = [each for each in FLOW if self.status in each.sources and self.may(each.verb)]
            if not open_ones:
                break
            self.at += timedelta(seconds=self.chance.randint(0, 3600 * self.chance.choice((1, 8, 60, 400))))
            self.do(self.chance.choice(open_ones).verb)
        return self

    def may(self, verb: str) -> bool:
        is_rare = verb in ("withdraw", "terminate", "transfer", "reject", "return") and self.chance.random() < 0.8
        pausing = [each for each in self.runs if each.until is None]
        return {
            "submit": False,
            "receive": False,
            "ask_correction": not self.has_been_told,
            "extend": not self.has_been_extended,
            "examine": not pausing,
            "start_special": len(pausing) < len(self.option.special_procedures),
            "finish_special": bool(pausing),
            "resume_counting": all(run.expected < self.today() for run in self.runs if run.is_pausing),
            "recall_examination": bool(self.acts) and self.acts[-1].verb == "examine",
            "recall_review": bool(self.acts) and self.acts[-1].verb == "review",
        }.get(verb, not is_rare)

    def do(self, verb: str) -> None:
        facts = _DO[verb](self) if verb in _DO else None
        step = FLOW.steps[verb]
        if verb in _NEXT:
            self.stop("stage")
            self.stage(_NEXT[verb])
        if verb in ("start_special", "finish_special"):
            self.status = S.SUSPENDED if any(run.is_pausing for run in self.runs) else S.ACCEPTED
        else:
            self.status = S(step.lands(self.status if self.acts else S.DRAFT))
        if self.status in ENDS:
            self.stop(*{each.kind for each in self.clocks})
        self.acts.append(Act(self.at, verb, self.status.value, facts or {}))

    def start(
        self, kind: str, limit: Span, *, since: datetime | None = None, same: bool = False, code: str = ""
    ) -> None:
        made = Counted(kind, code, limit.value, since or self.at, same)
        made.due_on = walked(made, ())
        self.clocks.append(made)

    def stage(self, post: str) -> None:
        found = next((each for each in self.option.stages if each.post == post and each.limit is not None), None)
        if found is not None and found.limit is not None:
            self.start("stage", found.limit, code=found.code)

    def stop(self, *kinds: str, code: str = "") -> None:
        for each in self.running():
            if each.kind in kinds and code in ("", each.code):
                each.ended_at = self.at

    def running(self) -> list[Counted]:
        return [each for each in self.clocks if each.ended_at is None]

    def today(self) -> date:
        return self.at.astimezone(LOCAL).date()

    def again(self, each: Counted) -> None:
        """Count this clock anew with all its pauses."""
        handling = each.kind in ("promised", "statutory", "stage")
        paused = [
            (run.since, min(run.until or self.today(), run.expected))
            for run in self.runs
            if handling and not run.is_counted
        ]
        each.due_on = walked(each, paused)


def walked(clock: Counted, pauses: Any) -> date:
    """The last of so many workdays, one day at a time; paused days are none."""
    begins = clock.started_at.astimezone(LOCAL)
    day, left = begins.date(), clock.limit + clock.extended_by
    if not (clock.is_same_day and begins.time() <= CLOSING):
        day += ONE_DAY
    while True:
        if CALENDAR.is_workday(day) and not any(since <= day <= until for since, until in pauses):
            left -= 1
            if left == 0:
                return day
        day += ONE_DAY


def _receive(it: Walker) -> None:
    it.start("notice", Span(value=2), same=True)
    it.start("deemed_acceptance", Span(value=5))


def _ask(it: Walker) -> None:
    it.has_been_told = True
    it.stop("notice", "deemed_acceptance")
    it.start("correction", Span(value=15))


def _correct(it: Walker) -> None:
    it.stop("correction")
    _receive(it)


def _accept(it: Walker) -> None:
    since = next(each.started_at for each in it.running() if each.kind == "deemed_acceptance")
    it.stop("notice", "deemed_acceptance", "correction")
    begins = since if it.option.clock_starts == "receipt" else it.at
    it.start("promised", it.option.promised_limit, since=begins)
    it.start("statutory", it.option.statutory_limit, since=begins)
    it.stage("examiner")


def _deem(it: Walker) -> None:
    since = next(each.started_at for each in it.running() if each.kind == "deemed_acceptance")
    it.stop("notice", "deemed_acceptance", "correction")
    it.start("promised", it.option.promised_limit, since=since)
    it.start("statutory", it.option.statutory_limit, since=since)
    it.stage("examiner")


def _decide(it: Walker) -> None:
    it.stop("notice", "deemed_acceptance", "correction", "promised", "statutory", "stage", "special")
    it.start("service", Span(value=10))


def _start_special(it: Walker) -> dict[str, Any]:
    busy = {each.code for each in it.runs if each.until is None}
    listed = it.chance.choice([each for each in it.option.special_procedures if each.code not in busy])
    it.start("special", listed.limit, code=listed.code)
    today = it.at.astimezone(LOCAL).date()
    expected = it.clocks[-1].due_on
    it.runs.append(Run(listed.code, today, expected, listed.is_counted))
    for each in it.running():
        if not listed.is_counted and each.kind in ("promised", "statutory", "stage") and each.paused_since is None:
            each.paused_since = today
    return {"code": listed.code, "expected_on": expected.isoformat()}


def _finish_special(it: Walker) -> dict[str, Any]:
    run = it.chance.choice([each for each in it.runs if each.until is None])
    is_pausing, run.until = run.is_pausing, it.today()
    it.stop("special", code=run.code)
    if is_pausing and all(each.expected < it.today() for each in it.runs if each.is_pausing):
        _count_again(it)
    return {"code": run.code}


def _count_again(it: Walker) -> None:
    for run in it.runs:
        run.is_over = run.is_over or run.is_pausing
    for each in it.running():
        if each.paused_since is not None:
            each.paused_since = None
            it.again(each)


def _extend(it: Walker) -> dict[str, Any]:
    it.has_been_extended = True
    days, today = it.chance.randint(1, 10), it.at.astimezone(LOCAL).date()
    for each in it.running():
        if each.kind in ("promised", "statutory") and each.due_on >= today:
            each.extended_by += days
            it.again(each)
    return {"days": days}


def _recall(it: Walker, post: str) -> None:
    before, codes = it.acts[-1].at, {each.code for each in it.option.stages if each.post == post}
    stopped = [each for each in it.clocks if each.kind == "stage" and each.code in codes and each.ended_at == before]
    it.stop("stage")
    for each in stopped[-1:]:
        each.ended_at = None


def _serve(it: Walker) -> None:
    it.stop("service")


_DO: dict[str, Any] = {
    "receive": _receive,
    "ask_correction": _ask,
    "correct": _correct,
    "accept": _accept,
    "deem_accepted": _deem,
    "grant": _decide,
    "refuse": _decide,
    "finish_on_the_spot": _decide,
    "start_special": _start_special,
    "finish_special": _finish_special,
    "resume_counting": _count_again,
    "extend": _extend,
    "recall_examination": lambda it: _recall(it, "examiner"),
    "recall_review": lambda it: _recall(it, "reviewer"),
    "serve": _serve,
    "collect": _serve,
}


def courses(count: int, option: Option, *, seed: int) -> Iterator[Walker]:
    """So many random courses, always the same ones for a seed."""
    for place in range(count):
        yield Walker(Random(f"{seed}:{place}"), option).walk()
