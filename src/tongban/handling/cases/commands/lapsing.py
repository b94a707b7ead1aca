"""When a deferral's term runs out (容缺逾期): carried out by the clock, late or twice with the same result."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotNow
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.handling.cases.models import Case, Clock, Deferral, Material, SpecialRun
from tongban.handling.cases.queries.wishes import open_gap
from tongban.handling.cases.rules import deferral_papers as papers
from tongban.handling.cases.rules.clocks import ClockKind, ClockPlan
from tongban.handling.cases.rules.deferral import BASIS, GRACE, Lapse, lapse_of
from tongban.handling.cases.rules.reckoning import plan_due
from tongban.handling.cases.rules.states import Status
from tongban.handling.cases.rules.telling import deferred_item
from tongban.registers.catalog.content import Span
from tongban.registers.documents.rules.papers import DocumentKind, Item

from . import clocks as ticking
from .steps import matter_of, move, option_of, paper, take


def lapse(case: Case, *, by: Actor = SYSTEM, at: datetime) -> Entry:
    """容缺逾期: what the rule says of a gap that is still open after its last day; `NotNow` before, and when closed."""
    clock = running_term(case)
    if clock is None or local_day(at) <= clock.due_on or not open_gap(case):
        raise NotNow("容缺材料的补齐期限还没有到，或者已经补齐。")
    outcome = lapse_of(option_of(case).deferral, case.state, is_grace_over=clock.code == GRACE)
    return _OUTCOMES[outcome](case, clock, by, at)


def running_term(case: Case) -> Clock | None:
    """The clock of the gap: the term itself, or what is left after it (再给的期限)."""
    running = case.clocks.filter(ended_at=None)
    return running.filter(kind=ClockKind.SUPPLEMENT).first() or running.filter(code=GRACE).first()


@transaction.atomic
def withhold(case: Case, clock: Clock, by: Actor, at: datetime) -> Entry:
    """暂不交付: the review goes on, the result waits, and the applicant is told."""
    step = take("withhold", case, by=by, at=at)
    body = papers.lapse_notice(matter_of(case), _items(case), due_on=clock.due_on, at=at)
    document = paper(DocumentKind.DEFERRAL_NOTICE, case, body, by=by, at=at)
    _lapsed(case, clock, Lapse.WITHHELD, at)
    return move(case, step, by=by, at=at, facts=_facts(clock), papers=[document])


@transaction.atomic
def deem_withdrawn(case: Case, clock: Clock, by: Actor, at: datetime) -> Entry:
    """视为撤回: as was promised in writing (安阳 第二十四条)."""
    step = take("deem_withdrawn", case, by=by, at=at)
    body = papers.deemed_withdrawal(matter_of(case), due_on=clock.due_on, at=at)
    document = paper(DocumentKind.WITHDRAWAL_NOTICE, case, body, by=by, at=at)
    _lapsed(case, clock, Lapse.WITHDRAWN, at)
    ticking.stop_all(case, at=at)
    changes = {"ended_at": at, "due_on": None, "counted_runs": 0}
    return move(case, step, by=by, at=at, facts=_facts(clock), changes=changes, papers=[document])


@transaction.atomic
def suspend_deferred(case: Case, clock: Clock, by: Actor, at: datetime) -> Entry:
    """中止办理: limits stand still from the day after the term, for as long as the rule gives more (台州)."""
    step = take("suspend_deferred", case, by=by, at=at)
    grace = option_of(case).deferral.grace or Span(value=15)
    plan = ClockPlan(ClockKind.SPECIAL, grace, clock.due_at, BASIS, code=GRACE)
    until_on = plan_due(plan, calendar()).due_on
    body = papers.suspension_notice(matter_of(case), _items(case), due_on=clock.due_on, until_on=until_on, at=at)
    document = paper(DocumentKind.SPECIAL_NOTICE, case, body, by=by, at=at)
    since = clock.due_on + timedelta(days=1)
    SpecialRun.objects.create(
        case=case,
        code=GRACE,
        name="补齐容缺材料",
        started_at=at,
        started_on=since,
        reason="容缺材料逾期未补齐",
        document=document,
        expected_on=until_on,
    )
    _lapsed(case, clock, Lapse.SUSPENDED, at)
    before = Status.ACCEPTED if case.state is Status.SUSPENDED else case.state
    Deferral.objects.filter(case=case).update(resumes_to=before.value)
    ticking.turn(case, start=[plan], at=at)
    ticking.pause(case, on=since)
    is_first = case.state is not Status.SUSPENDED
    due_on = until_on if is_first or case.due_on is None else min(case.due_on, until_on)
    facts = {**_facts(clock), "until_on": until_on.isoformat()}
    return move(case, step, by=by, at=at, facts=facts, changes={"due_on": due_on}, due_on=until_on, papers=[document])


@transaction.atomic
def return_deferred(case: Case, clock: Clock, by: Actor, at: datetime) -> Entry:
    """容缺退件: everything goes back, it is no refusal, and one may apply again."""
    step = take("return_deferred", case, by=by, at=at)
    body = papers.lapse_return(matter_of(case), due_on=clock.due_on, at=at)
    document = paper(DocumentKind.RETURN_NOTICE, case, body, by=by, at=at)
    _lapsed(case, clock, Lapse.RETURNED, at)
    ticking.stop_all(case, at=at)
    changes = {"ended_at": at, "due_on": None, "counted_runs": 0}
    return move(case, step, by=by, at=at, facts=_facts(clock), changes=changes, papers=[document])


_OUTCOMES: dict[Lapse, Callable[[Case, Clock, Actor, datetime], Entry]] = {
    Lapse.WITHHELD: withhold,
    Lapse.WITHDRAWN: deem_withdrawn,
    Lapse.SUSPENDED: suspend_deferred,
    Lapse.RETURNED: return_deferred,
}


def _lapsed(case: Case, clock: Clock, outcome: Lapse, at: datetime) -> None:
    """The term is over on its own last day, whenever it is written."""
    Clock.objects.filter(pk=clock.pk).update(ended_at=at)
    Deferral.objects.filter(case=case).update(lapse=outcome.value, lapsed_on=clock.due_on)


def _facts(clock: Clock) -> dict[str, str]:
    return {"lapsed_on": clock.due_on.isoformat()}


def _items(case: Case) -> Sequence[Item]:
    option = option_of(case)
    rows: list[Material] = open_gap(case)
    return [deferred_item(option, row) for row in rows]
