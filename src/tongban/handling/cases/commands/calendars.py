"""Following the calendar (日历变更重算): when a year's holidays are published, running limits are reckoned anew."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Due
from tongban.handling.cases.models import Case, Clock, SpecialRun
from tongban.handling.cases.rules.clocks import ClockKind, decisive
from tongban.handling.cases.rules.news import sentence
from tongban.handling.cases.rules.reckoning import clock_due

from .clocks import pauses_of, pausing
from .steps import message, option_of, take


@transaction.atomic
def reckon(case: Case, *, by: Actor = SYSTEM, at: datetime) -> Entry | None:
    """重新计算期限: every running limit by the calendar of today; None when nothing changes.

    The applicant's own term never becomes shorter than the paper says. Who waits for a new day is told it.
    """
    step = take("reckon", case, by=by, at=at)
    running = list(Clock.objects.filter(case=case, ended_at__isnull=True, paused_since__isnull=True))
    moved = list(_moved(running, SpecialRun.objects.filter(case=case), case, on=local_day(at)))
    if not moved:
        return None
    facts = {"clocks": {clock.kind: [clock.due_on.isoformat(), found.due_on.isoformat()] for clock, found in moved}}
    for clock, found in moved:
        clock.due_on, clock.due_at, clock.is_provisional = found.due_on, found.due_at, found.is_provisional
    Clock.objects.bulk_update([clock for clock, _ in moved], ["due_on", "due_at", "is_provisional"])
    kind = decisive(case.state)
    due_on = min((clock.due_on for clock in running if clock.kind == kind), default=case.due_on)
    text = sentence("reckon", option=option_of(case).name, number=case.number, due=due_on)
    send = (message(case.applicant_id, case.number, "reckon", text),) if due_on != case.due_on else ()
    return advance(case, step, by=by, at=at, facts=facts, changes={"due_on": due_on}, send=send)


def behind_the_calendar(*, newest: datetime | None, on: date) -> list[int]:
    """The cases with a running limit that the calendar of today would end on another day (two statements).

    Only such limits are looked at as rest on a provisional year or began before the newest edition was known.
    """
    running = Clock.objects.filter(ended_at__isnull=True, paused_since__isnull=True).select_related("case")
    old = running.filter(is_provisional=True)
    if newest is not None:
        old |= running.filter(started_at__lte=newest)
    by_case: dict[int, list[Clock]] = {}
    for clock in old.order_by("case_id").iterator():
        by_case.setdefault(clock.case_id, []).append(clock)
    runs: dict[int, list[SpecialRun]] = {}
    for run in SpecialRun.objects.filter(case_id__in=by_case):
        runs.setdefault(run.case_id, []).append(run)
    return [key for key, clocks in by_case.items() if any(_moved(clocks, runs.get(key, ()), clocks[0].case, on=on))]


def _moved(clocks: Iterable[Clock], runs: Iterable[SpecialRun], case: Case, *, on: date) -> Iterator[tuple[Clock, Due]]:
    """The clocks whose end is another one now, each with it."""
    stretches = pauses_of(pausing(option_of(case), runs), until=on)
    for clock in clocks:
        found = clock_due(clock, stretches, calendar())
        is_shorter_term = clock.kind == ClockKind.CORRECTION and found.due_on < clock.due_on
        if not is_shorter_term and (found.due_on, found.is_provisional) != (clock.due_on, clock.is_provisional):
            yield clock, found
