"""The control page's reads (W17 一件事总控): lists, the whole with its branches, and the papers that several share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import workdays_between
from tongban.handling.bundles.bound import BOUND
from tongban.handling.bundles.models import BundleCase, BundleChild, Report, SourceState
from tongban.handling.bundles.ports import EventSource
from tongban.handling.bundles.rules.branches import Branch, Waiting, expected, overall, slowest, waiting_for
from tongban.handling.bundles.rules.states import Overall, Status
from tongban.handling.bundles.rules.times import CoreTime, StepTime, last_of, step_times
from tongban.handling.cases.models import MaterialFile
from tongban.handling.cases.rules.clocks import ClockKind, ClockPlan
from tongban.handling.cases.rules.reckoning import plan_due
from tongban.handling.cases.rules.states import Status as CaseStatus
from tongban.handling.cases.rules.together import CLOCK_RUNS
from tongban.registers.bundles.rules.content import Gate

from .family import Family, family_of, in_order
from .visible import RELATED, visible_to

PAGE = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: the whole, how far it is, and what its end hangs on."""

    family: Family
    overall: Overall
    slowest: Branch | None
    days: int


@dataclass(frozen=True, slots=True)
class Line:
    """One branch as it is shown (一个环节): its case, for whom it waits, its gate, by when, after how many workdays.

    `sent_with` are those for whose results its own waits, at most until `let_go_on`; `filled` are the fields that
    earlier results filled, each with the matter that gave it; `held_because` is why joint acceptance left it out.
    """

    child: BundleChild
    branch: Branch
    waiting: Waiting
    gate: Gate | None
    expected_on: date | None
    days: int
    is_slowest: bool
    sent_with: tuple[Branch, ...]
    let_go_on: date | None
    filled: tuple[tuple[str, str], ...]
    time: StepTime

    @property
    def held_because(self) -> str:
        return self.child.held_because if self.branch.status is CaseStatus.RECEIVED else ""

    @property
    def is_kept(self) -> bool:
        """Is the result made, and does it wait for others?"""
        return self.branch.status is CaseStatus.ISSUED and bool(self.sent_with)


@dataclass(frozen=True, slots=True)
class SharedPaper:
    """A paper that was handed in once and serves several cases (共用材料)."""

    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """A joint application as the control page shows it."""

    family: Family
    overall: Overall
    lines: tuple[Line, ...]
    slowest: Line | None
    shared: tuple[SharedPaper, ...]
    reports: Sequence[Report]
    sources: Mapping[str, EventSource]
    promised_on: date | None
    days: int
    core: CoreTime | None = None
    silent: Mapping[str, SourceState] = field(default_factory=dict)

    @property
    def gates(self) -> list[Line]:
        """Those whose result still waits for a report."""
        return [each for each in self.lines if each.branch.awaits and not each.branch.is_over]


def page_of(actor: Actor, *, is_open: bool | None, before: int = 0, size: int = PAGE) -> list[BundleCase]:
    """The newest first, a page before a key (one statement)."""
    rows = visible_to(actor).select_related(*RELATED)
    if is_open is not None:
        rows = rows.filter(status=Status.OPEN) if is_open else rows.exclude(status=Status.OPEN)
    return list((rows.filter(pk__lt=before) if before else rows).order_by("-pk")[:size])


def rows_of(bundles: Sequence[BundleCase], *, today: date) -> list[Row]:
    """The lines of a list (one statement for all of their cases)."""
    found: dict[int, list[BundleChild]] = {}
    rows = BundleChild.objects.filter(bundle__in=bundles).select_related("case__applicant", "case__agency")
    for child in rows.order_by("pk"):
        found.setdefault(child.bundle_id, []).append(child)
    lines = []
    for bundle in bundles:
        family = Family(bundle, found.get(bundle.pk, []))
        family = Family(bundle, in_order(family.children, family.content))
        last = slowest(family.branches)
        lines.append(Row(family, overall(family.branches), last, _days(bundle.received_at, bundle.ended_at, today)))
    return lines


def control(bundle: BundleCase, *, at: datetime) -> Control:
    """The whole with its branches (four statements while it waits for a system, else three)."""
    family, today = family_of(bundle), local_day(at)
    last, by_when = slowest(family.branches), expected(family.branches)
    times = step_times({each.key: each.front for each in family.branches}, bundle.received_at, family.made_at)
    lines = tuple(_line(child, family, last, by_when, times, today) for child in family.children)
    reports = Report.objects.filter(child__bundle=bundle).order_by("-pk")
    return Control(
        family=family,
        overall=overall(family.branches),
        lines=lines,
        slowest=next((each for each in lines if each.is_slowest), None),
        shared=_shared(family),
        reports=list(reports[:20]),
        sources=BOUND,
        promised_on=_promised_on(family),
        days=_days(bundle.received_at, bundle.ended_at, today),
        core=_core(family),
        silent=_silent(lines),
    )


def of_applicant(actor: Actor, *, size: int = PAGE) -> QuerySet[BundleCase]:
    """The applicant's own, the newest first."""
    return visible_to(actor).select_related(*RELATED).order_by("-pk")[:size]


def _line(
    child: BundleChild,
    family: Family,
    last: Branch | None,
    by_when: Mapping[str, date | None],
    times: Mapping[str, StepTime],
    today: date,
) -> Line:
    branch, member = family.branch(child.member), family.content.member(child.member)
    return Line(
        child=child,
        branch=branch,
        waiting=waiting_for(branch, family.branches),
        gate=member.gate if member is not None else None,
        expected_on=by_when.get(child.member),
        days=_days(child.case.received_at, child.case.ended_at, today),
        is_slowest=last is not None and last.key == child.member,
        sent_with=family.kept_for(child.member, on=today),
        let_go_on=family.let_go_on(child.member),
        filled=_filled(child, family),
        time=times[child.member],
    )


def _core(family: Family) -> CoreTime | None:
    """The steps that every situation needs against their target, where the edition sets one (企业开办五步)."""
    limit, accepted_at = family.content.core_limit, family.bundle.accepted_at
    if limit is None:
        return None
    keys = [each.member for each in family.children if each.member in family.content.core]
    made = family.made_at
    plan = ClockPlan(ClockKind.PROMISED, limit, accepted_at, CLOCK_RUNS) if accepted_at is not None else None
    return CoreTime(
        steps=len(keys),
        made=sum(made[key] is not None for key in keys),
        began_at=family.bundle.received_at,
        made_at=last_of(keys, made),
        limit=limit.words,
        due_on=plan_due(plan, calendar()).due_on if plan is not None else None,
    )


def _silent(lines: Sequence[Line]) -> dict[str, SourceState]:
    """The systems that do not answer, of those that are waited for (one statement where any is)."""
    events = {each.gate.key for each in lines if each.gate is not None and each.branch.awaits}
    rows = SourceState.objects.filter(event__in=events, silent_since__isnull=False) if events else ()
    return {each.event: each for each in rows}


def _filled(child: BundleChild, family: Family) -> tuple[tuple[str, str], ...]:
    labels = {each.code: each.label for each in family.options[child.member].form}
    return tuple((labels.get(code, code), family.branch(source).title) for code, source in child.filled.items())


def _shared(family: Family) -> tuple[SharedPaper, ...]:
    """What stands in several cases with the same content (one statement)."""
    titles = {child.case_id: family.branch(child.member).title for child in family.children}
    rows = MaterialFile.objects.filter(Q(material__replaced_at=None), material__case__in=titles)
    found: dict[bytes, tuple[str, list[str]]] = {}
    for row in rows.select_related("material", "file").order_by("pk"):
        members = found.setdefault(bytes(row.file.sha256), (row.material.name, []))[1]
        if titles[row.material.case_id] not in members:
            members.append(titles[row.material.case_id])
    return tuple(SharedPaper(name, tuple(members)) for name, members in found.values() if len(members) > 1)


def _promised_on(family: Family) -> date | None:
    """By when the whole was promised, from its first acceptance: a promise of its own, not the longest branch."""
    limit, accepted_at = (
        family.content.promise_for([each.member for each in family.children]),
        family.bundle.accepted_at,
    )
    if limit is None or accepted_at is None:
        return None
    return plan_due(ClockPlan(ClockKind.PROMISED, limit, accepted_at, CLOCK_RUNS), calendar()).due_on


def _days(since: datetime, until: datetime | None, today: date) -> int:
    """Workdays from receipt to the end, or to today."""
    return workdays_between(local_day(since), local_day(until) if until else today, calendar=calendar())
