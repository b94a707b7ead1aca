"""Starting and stopping clocks (时限起止): one statement for all clocks that an act touches."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import connection
from django.db.models import QuerySet

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Due, Pause
from tongban.handling.cases.models import Case, Clock, Slot, SlotOfficer, SlotStatus, SpecialRun, UnlistedStep
from tongban.handling.cases.rules.clocks import ClockKind, ClockPlan
from tongban.handling.cases.rules.reckoning import clock_due, pause_of, plan_due
from tongban.registers.catalog.content import Option

_STOP = "UPDATE cases_clock SET ended_at = %s WHERE case_id = %s AND ended_at IS NULL AND kind = ANY(%s)"
# The stopped are counted so that they are stopped first: a kind may stop and start anew in the same statement.
_TURN = f"""
WITH stopped AS ({_STOP} RETURNING id)
INSERT INTO cases_clock (case_id, kind, code, limit_value, limit_unit, extended_by, counting, started_at,
                         due_on, due_at, is_provisional, basis)
SELECT %s, planned.kind, planned.code, planned.value, planned.unit, 0, planned.counting, planned.started_at,
       planned.due_on, planned.due_at, planned.provisional, planned.basis
FROM jsonb_to_recordset(%s::jsonb)
     AS planned(kind text, code text, value int, unit text, counting text, started_at timestamptz, due_on date,
                due_at timestamptz, provisional bool, basis text)
WHERE (SELECT count(*) FROM stopped) >= 0
"""  # noqa: S608 - constant text


def turn(
    case: Case, *, stop: Iterable[ClockKind] = (), start: Sequence[ClockPlan] = (), at: datetime
) -> dict[ClockKind, Due]:
    """Stop these kinds and start these plans; the due dates of the started, by kind (one statement)."""
    reckoned = [(plan, plan_due(plan, calendar())) for plan in start]
    stopping: list[Any] = [at, case.pk, [kind.value for kind in stop]]
    with connection.cursor() as cursor:
        if reckoned:
            cursor.execute(_TURN, [*stopping, case.pk, as_rows(reckoned)])
        else:
            cursor.execute(_STOP, stopping)
    return {plan.kind: found for plan, found in reckoned}


def as_rows(reckoned: Sequence[tuple[ClockPlan, Due]]) -> str:
    """The clocks as rows of one JSON document, for statements that write several at once."""
    rows = [
        {
            "kind": plan.kind,
            "code": plan.code,
            "value": plan.limit.value,
            "unit": plan.limit.unit,
            "counting": plan.counting,
            "started_at": plan.started_at,
            "due_on": found.due_on,
            "due_at": found.due_at,
            "provisional": found.is_provisional,
            "basis": plan.basis,
        }
        for plan, found in reckoned
    ]
    return msgspec.json.encode(rows).decode()


def pauses_of(runs: Iterable[SpecialRun], *, until: date) -> list[Pause]:
    """The stretches that special procedures took or are taking within their own limits; an open one to `until`."""
    return [pause_of(run, until=until) for run in runs]


def pausing(option: Option, runs: Iterable[SpecialRun]) -> list[SpecialRun]:
    """The runs whose time is not counted in the limits: those that the list does not mark as counted."""
    counted = {each.code for each in option.special_procedures if each.is_counted}
    return [run for run in runs if run.code not in counted]


def still_pausing(option: Option, runs: Iterable[SpecialRun]) -> list[SpecialRun]:
    """Those that are open and hold the limits still: what overran its own limit holds them no more."""
    return [run for run in pausing(option, runs) if run.finished_at is None and run.counts_since is None]


def end_special(case: Case, code: str, *, at: datetime) -> None:
    """Stop the clock of one special procedure; others may still run."""
    Clock.objects.filter(case=case, kind=ClockKind.SPECIAL, code=code, ended_at__isnull=True).update(ended_at=at)


def pause(case: Case, *, on: date) -> None:
    """Stand the clocks still that a special procedure pauses: no light turns red meanwhile (one statement)."""
    kinds = [kind.value for kind in ClockKind if kind.is_paused_by_special]
    Clock.objects.filter(case=case, ended_at__isnull=True, paused_since__isnull=True, kind__in=kinds).update(
        paused_since=on
    )


def resume(case: Case, runs: Iterable[SpecialRun], *, on: date) -> dict[str, date]:
    """Let the clocks run again, each with its new due date; the due dates by kind."""
    pauses = pauses_of(runs, until=on)
    found: dict[str, date] = {}
    waiting = list(Clock.objects.filter(case=case, ended_at__isnull=True, paused_since__isnull=False))
    for clock in waiting:
        reckoned = clock_due(clock, pauses, calendar())
        clock.paused_since, clock.due_on, clock.due_at = None, reckoned.due_on, reckoned.due_at
        clock.is_provisional = reckoned.is_provisional
        found[clock.kind] = reckoned.due_on
    Clock.objects.bulk_update(waiting, ["paused_since", "due_on", "due_at", "is_provisional"])
    return found


def extend(
    case: Case, days: int, runs: Iterable[SpecialRun], *, kinds: Iterable[ClockKind], on: date
) -> dict[str, date]:
    """Add workdays to these clocks; a limit that is over stays over. The new due dates by kind."""
    pauses = pauses_of(runs, until=on)
    found: dict[str, date] = {}
    running = list(Clock.objects.filter(case=case, ended_at__isnull=True, due_on__gte=on, kind__in=list(kinds)))
    for clock in running:
        clock.extended_by += days
        reckoned = clock_due(clock, pauses, calendar())
        clock.due_on, clock.due_at, clock.is_provisional = reckoned.due_on, reckoned.due_at, reckoned.is_provisional
        found[clock.kind] = reckoned.due_on
    Clock.objects.bulk_update(running, ["extended_by", "due_on", "due_at", "is_provisional"])
    return found


def stop_all(case: Case, *, at: datetime) -> None:
    """The case is at an end: every clock stands still, and what was still under way ends with it."""
    turn(case, stop=list(ClockKind), at=at)
    ended = SpecialRun.objects.filter(case=case, finished_at__isnull=True).update(
        finished_at=at, finished_on=local_day(at), result="随办件结束"
    )
    if ended:
        release(SpecialRun.objects.filter(case=case), at=at)
    end_unlisted(case, at=at)


def end_unlisted(case: Case, *, at: datetime) -> None:
    """The case is decided or at an end: what was added to it outside the list ends with it."""
    UnlistedStep.objects.filter(case=case, finished_at__isnull=True).update(finished_at=at, result="随办件结束")


def release(runs: QuerySet[SpecialRun], *, at: datetime) -> None:
    """What was offered for procedures that ended is free again; what was booked and lies ahead is cancelled."""
    let_go(Slot.objects.filter(run__in=runs, status=SlotStatus.OFFERED), status=SlotStatus.RELEASED)
    booked = Slot.objects.filter(run__in=runs, starts_at__gt=at, status=SlotStatus.BOOKED)
    let_go(booked, status=SlotStatus.CANCELLED, reason="特别程序已结束")


def let_go(slots: QuerySet[Slot], *, status: SlotStatus, reason: str = "") -> None:
    """These slots hold nobody any more."""
    keys = list(slots.values_list("pk", flat=True))
    if keys:
        Slot.objects.filter(pk__in=keys).update(status=status, reason=reason)
        SlotOfficer.objects.filter(slot__in=keys).update(is_held=False)
