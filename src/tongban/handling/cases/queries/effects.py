"""What a step will do to the clocks, told before it is taken (对时限的影响): the same reckoning as the commands use."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.worktime.queries import calendar
from tongban.handling.cases.rules import clocks
from tongban.handling.cases.rules.clocks import ClockKind, ClockPlan
from tongban.handling.cases.rules.reckoning import clock_due, plan_due
from tongban.registers.catalog.content import Option

from .one_case import ClockRow, WholeCase
from .views import pauses_of

_ENDING = frozenset({"reject", "transfer", "withdraw", "return", "terminate", "close"})
_DECIDING = frozenset({"grant", "refuse", "finish_on_the_spot"})
_FRONT = (ClockKind.NOTICE, ClockKind.DEEMED_ACCEPTANCE, ClockKind.CORRECTION)


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that a step does to a clock: starts it and when it ends, or stops it (`on` is None)."""

    label: str
    on: date | None
    words: str


def effects(verb: str, whole: WholeCase, option: Option, *, at: datetime) -> list[Effect]:
    """The clocks that `verb` would start and stop now."""
    running = [row for row in whole.attached.clocks if row.ended_at is None]
    if verb == "accept":
        plans = [
            *clocks.on_acceptance(option, received_at=_complete_since(whole), accepted_at=at),
            *clocks.on_stage(option, "examiner", at=at),
        ]
        return [*_started(plans), *_stopped(running, _FRONT)]
    if verb == "ask_correction":
        return [*_started([clocks.on_correction_asked(at=at)]), *_stopped(running, _FRONT)]
    if verb == "withdraw_commitment" and any(row.kind == ClockKind.NOTICE for row in running):
        return [*_started(clocks.on_receipt(option, at=at)), *_stopped(running, _FRONT)]
    if verb == "correct":
        return [*_started(clocks.on_receipt(option, at=at)), *_stopped(running, (ClockKind.CORRECTION,))]
    if verb in _DECIDING:
        return [*_started([clocks.on_decision(at=at)]), *_stopped(running, tuple(ClockKind))]
    if verb == "defer_notice":
        return [Effect(ClockKind(row.kind).label, row.due_on, "不变，最迟这一天告知") for row in _of(running, "notice")]
    if verb in _ENDING:
        return _stopped(running, tuple(ClockKind))
    return []


def special_effects(option: Option, *, at: datetime) -> list[tuple[str, str, date, bool]]:
    """Each special procedure that may start: code, name, when it should be over if it starts now, is it counted."""
    found = []
    for each in option.special_procedures:
        if each.effect == "extends":
            continue
        basis = each.basis.text if each.basis else ""
        due = plan_due(ClockPlan(ClockKind.SPECIAL, each.limit, at, basis, code=each.code), calendar())
        found.append((each.code, each.name, due.due_on, each.is_counted))
    return found


def extended_to(whole: WholeCase, option: Option, *, most: int, at: datetime) -> list[tuple[int, date]]:
    """For 1 … `most` workdays of extension, when the promised limit would end."""
    pauses = pauses_of(whole.attached.runs, option, until=local_day(at))
    promised = next((row for row in _of(whole.attached.clocks, "promised") if row.ended_at is None), None)
    if promised is None:
        return []
    return [(days, clock_due(_extended(promised, days), pauses, calendar()).due_on) for days in range(1, most + 1)]


def _complete_since(whole: WholeCase) -> datetime:
    """When the application was here as a whole: received, or corrected."""
    notice = whole.attached.notice
    return notice.corrected_at if notice is not None and notice.corrected_at else whole.case.received_at


@dataclass(frozen=True, slots=True)
class _Clock:
    kind: str
    limit_value: int
    limit_unit: str
    extended_by: int
    counting: str
    started_at: datetime


def _extended(row: ClockRow, days: int) -> _Clock:
    plain = _Clock(row.kind, row.limit_value, row.limit_unit, row.extended_by, row.counting, row.started_at)
    return replace(plain, extended_by=row.extended_by + days)


def _started(plans: Sequence[ClockPlan]) -> list[Effect]:
    return [Effect(plan.kind.label, plan_due(plan, calendar()).due_on, "开始计时") for plan in plans]


def _stopped(running: Sequence[ClockRow], kinds: Sequence[ClockKind]) -> list[Effect]:
    stopping = {kind.value for kind in kinds}
    return [Effect(ClockKind(row.kind).label, None, "停止计时") for row in running if row.kind in stopping]


def _of(rows: Sequence[ClockRow], kind: str) -> list[ClockRow]:
    return [row for row in rows if row.kind == kind]
