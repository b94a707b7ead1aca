"""A case as it is told (办件视图): the same facts for pages and API, masked for who has no need of names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotYours
from tongban.foundation.kernel.flow import Step
from tongban.foundation.kernel.masks import mask_name
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Pause
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.duties import SameHands, check_duties
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.overdue import is_held, late_since, needs_explanation
from tongban.handling.cases.rules.recalling import RECALLS, seconds_left
from tongban.handling.cases.rules.reckoning import Reading, pause_of, read_clock
from tongban.handling.cases.rules.states import Status
from tongban.handling.cases.rules.together import GRANTING, HANDING_OUT
from tongban.registers.catalog.content import Option

from .one_case import ClockRow, EntryRow, RunRow, WholeCase


class ClockView(msgspec.Struct, frozen=True):
    """A clock with its reading on a day (时限)."""

    row: ClockRow
    reading: Reading

    @property
    def label(self) -> str:
        return ClockKind(self.row.kind).label

    @property
    def is_running(self) -> bool:
        return self.row.ended_at is None


@dataclass(frozen=True, slots=True)
class Recall:
    """One's own last act that may still be taken back (收回), and for how many seconds."""

    step: Step
    taken: str
    seconds: int


class Moment(msgspec.Struct, frozen=True):
    """A line of the timeline (过程)."""

    entry: EntryRow
    label: str
    by_role: str
    by_name: str


def clock_views(whole: WholeCase, option: Option, *, on: date) -> list[ClockView]:
    """Every clock read on a day; those that a special procedure pauses know its days."""
    pauses = pauses_of(whole.attached.runs, option, until=on)
    return [
        ClockView(
            row, read_clock(row, pauses, calendar(), on=on, ended_on=local_day(row.ended_at) if row.ended_at else None)
        )
        for row in whole.attached.clocks
    ]


def pauses_of(runs: Sequence[RunRow], option: Option, *, until: date) -> list[Pause]:
    """The days that special procedures took, within their own limits, and that are not counted."""
    counted = {each.code for each in option.special_procedures if each.is_counted}
    return [pause_of(run, until=until) for run in runs if run.code not in counted]


def timeline(whole: WholeCase, *, viewer: Actor) -> list[Moment]:
    """What happened, in order; staff see names, others see the office and a masked name."""
    return [_moment(each, needs_names=viewer.is_staff) for each in whole.attached.timeline]


def actions(case: Case, *, by: Actor) -> list[Step]:
    """The steps that this actor may take now: buttons of the page and `actions` of the API.

    What four eyes forbid is not offered either.
    """
    idle = _idle(case)
    return [step for step in FLOW.open_to(case, by=by) if step.verb not in idle and _may(step, case, by)]


def withheld(case: Case, *, by: Actor) -> list[tuple[Step, str]]:
    """The steps that this actor's post could take now but four eyes forbid, with the reason in words (职责分离)."""
    found = []
    for step in FLOW.open_to(case, by=by):
        try:
            check_duties(step, case, by=by)
        except SameHands as refusal:
            found.append((step, refusal.message))
        except NotYours:
            continue
    return found


def offered(steps: Sequence[Step], whole: WholeCase, *, by: Actor, on: date) -> list[Step]:
    """Those of the steps that go now: what is overdue and unexplained goes no step of the office further.

    The explaining itself is offered when something is late, the objection when there is something to object to.
    """
    until = whole.case.explained_until
    late = late_since(each for each in whole.attached.clocks if each.paused_since is None)
    is_stopped = needs_explanation(late, until, on=on)
    said = whole.attached.explanations
    pointless = {*RECALLS} if late is not None and late < on else {"explain_overdue", *RECALLS}
    if not said or said[-1].disputed_at is not None:
        pointless.add("dispute_explanation")
    return [each for each in steps if each.verb not in pointless and not (is_stopped and is_held(each, by=by))]


def recall_of(whole: WholeCase, *, by: Actor, at: datetime) -> Recall | None:
    """What this actor may take back now: their own act, the last one of the case, within its half minute."""
    last = whole.attached.timeline[-1] if whole.attached.timeline else None
    hands = {"examine": whole.case.examiner_id, "review": whole.case.reviewer_id}
    if last is None or by.staff_id is None or hands.get(last.verb) != by.staff_id:
        return None
    found = [(each, seconds_left(each.verb, last.verb, last.at, at=at)) for each in actions(whole.case, by=by)]
    return next((Recall(step, step_label(last.verb), seconds) for step, seconds in found if seconds), None)


def step_label(verb: str) -> str:
    found = FLOW.steps.get(verb)
    return found.label if found else verb


def used_days(view: ClockView) -> int:
    """Workdays (or hours) of this clock used so far, never more than the whole."""
    remaining = view.reading.remaining
    return remaining.total + remaining.overdue if remaining.is_overdue else remaining.total - remaining.left


def _may(step: Step, case: Case, by: Actor) -> bool:
    try:
        check_duties(step, case, by=by)
    except (NotYours, SameHands):
        return False
    return True


def _idle(case: Case) -> set[str]:
    """The steps that would lead nowhere on this case, whoever takes them."""
    found = set[str]()
    if not case.wants_deferral:
        found.add("make_good")
    if not case.accepts_commitment:
        found.add("withdraw_commitment")
    if case.awaits and case.state is not Status.REFUSED:
        found |= GRANTING | HANDING_OUT
    if case.counted_runs > 0:
        found.add("examine")
    elif case.state is Status.ACCEPTED:
        found |= _OF_A_RUN
    return found


def _moment(entry: EntryRow, *, needs_names: bool) -> Moment:
    role = "受托人" if entry.is_by_mandate else _ROLE_LABELS.get(entry.by_role, entry.by_role)
    name = entry.by_name if needs_names or entry.by_role == Role.SYSTEM else mask_name(entry.by_name)
    return Moment(entry, step_label(entry.verb), role, name)


_OF_A_RUN = frozenset({"finish_special", "offer_slots", "book_slot", "cancel_slot", "record_inspection"})
WAITING_FOR_APPLICANT = frozenset({Status.CORRECTING, Status.ISSUED})
_ROLE_LABELS = {role.value: role.label for role in Role}
