"""Lists of cases (办件列表、待办): filter, sort by what is due first, page by cursor; two statements at most."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.fetching import Fetch
from tongban.foundation.kernel.statements import Statement
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Light, next_workday
from tongban.handling.cases.models import Case, Clock
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.queues import states_of
from tongban.handling.cases.rules.states import ENDS, Status

from .visible import RELATED, reach, seen_where, visible_to

PAGE = 20
LATE_STAGE = "stage"
"""Beside the three lights of a case: a stage of it is over though the case may not be (环节超时)."""
LARGEST_PAGE = 100

_WATCHED = tuple(sorted(set(Status) - ENDS - {Status.DRAFT, Status.SERVED}))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in a list; empty means no matter."""

    status: tuple[str, ...] = ()
    option: str = ""
    agency: str = ""
    light: str = ""
    due_before: date | None = None
    text: str = ""
    is_mine: bool = False
    is_open: bool | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list, and where the next one begins (None at the end)."""

    cases: Sequence[Case]
    next: str | None


@dataclass(frozen=True, slots=True)
class Pressing:
    """What presses among the open cases of an actor's queue (今日要紧的): over, due today, due by the next workday."""

    red: int
    today: int
    yellow: int


def queue_of(actor: Actor) -> tuple[Status, ...]:
    """The states in which this actor's posts have something to do (待办)."""
    return tuple(dict.fromkeys(state for role in Role if role in actor.roles for state in states_of(role)))


def worklist(
    actor: Actor, wanted: Wanted, *, today: date, cursor: str = "", size: int = PAGE, newest_first: bool = False
) -> Page:
    """The cases that this actor sees and looks for: most urgent first, or newest first (one statement)."""
    size = max(1, min(size, LARGEST_PAGE))
    if _is_plain(wanted) and not cursor and not newest_first:
        columns = reach(actor)
        values = {**(columns or {}), "states": list(wanted.status), "size": size + 1}
        found = _plain(seen_where(columns)).all(values)
    else:
        rows = _filtered(visible_to(actor), wanted, actor, today).select_related(*RELATED)
        stage = Subquery(_stage().values("due_on")[:1])
        rows = rows.annotate(option_name=F("option_version__name"), stage_due_on=stage)
        found = list(_ordered(rows, cursor, newest_first)[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return Page(found[:size], _cursor(last, newest_first) if last else None)


def _is_plain(wanted: Wanted) -> bool:
    """Is it the list that everybody opens first: open cases in some states, and nothing else asked for?"""
    states = wanted.status
    return bool(states) and ENDS.isdisjoint(states) and wanted in (Wanted(states), Wanted(states, is_open=True))


@cache
def _plain(where: str) -> Fetch[Case]:
    """That list, put together once: making SQL of it costs more than answering it."""
    tail = f"WHERE own.status = ANY(%(states)s) AND own.ended_at IS NULL AND {where}"
    stage = "SELECT due_on FROM cases_clock WHERE case_id = own.id AND kind = 'stage' AND ended_at IS NULL"
    also = {
        "option_name": "(SELECT name FROM catalog_optionversion WHERE id = own.option_version_id)",
        "stage_due_on": f"({stage} AND paused_since IS NULL LIMIT 1)",
    }
    return Fetch(Case, RELATED, f"{tail} ORDER BY own.due_on, own.id LIMIT %(size)s", also)


def waiting(actor: Actor, *, size: int) -> list[Case]:
    """What waits for this actor's posts (待办), most urgent first: the tickets beside a case (one statement)."""
    columns, states = reach(actor), [each.value for each in queue_of(actor)]
    if not states:
        return []
    return _waiting(seen_where(columns)).all({**(columns or {}), "states": states, "size": size})


@cache
def _waiting(where: str) -> Fetch[Case]:
    tail = f"WHERE own.status = ANY(%(states)s) AND own.ended_at IS NULL AND {where}"
    return Fetch(Case, RELATED, f"{tail} ORDER BY own.due_on, own.id LIMIT %(size)s")


def counts(actor: Actor) -> dict[str, int]:
    """How many open cases stand in each state of the actor's queue (one statement)."""
    columns, states = reach(actor), [str(each) for each in queue_of(actor) or _WATCHED]
    where = seen_where(columns) if ENDS.intersection(states) else f"own.ended_at IS NULL AND {seen_where(columns)}"
    return dict(_counting(where).rows({**(columns or {}), "states": states}))


@cache
def _counting(where: str) -> Statement:
    tail = f"WHERE own.status = ANY(%(states)s) AND {where} GROUP BY own.status"
    return Statement(f"SELECT own.status, count(*) FROM cases_case own {tail}")  # noqa: S608


def pressing(actor: Actor, *, today: date) -> Pressing:
    """How many cases of the actor's queue are over, due today, or due by the next workday (one statement)."""
    soon = next_workday(today, calendar=calendar())
    rows = _in_states(visible_to(actor), queue_of(actor) or _WATCHED).filter(due_on__lte=soon)
    rows = rows.exclude(status=Status.SUSPENDED).order_by()
    found = rows.aggregate(
        red=Count("pk", filter=Q(due_on__lt=today)),
        today=Count("pk", filter=Q(due_on=today)),
        yellow=Count("pk", filter=Q(due_on__gte=today)),
    )
    return Pressing(**found)


def light_of(case: Case, *, today: date) -> Light | None:
    """The light of the case's decisive clock from its due day alone: red when over, yellow in its last workday."""
    if case.due_on is None or case.status in ENDS or case.status == Status.SUSPENDED:
        return None
    if case.due_on < today:
        return Light.RED
    return Light.YELLOW if case.due_on <= next_workday(today, calendar=calendar()) else Light.GREEN


def _filtered(rows: QuerySet[Case], wanted: Wanted, actor: Actor, today: date) -> QuerySet[Case]:
    if wanted.status:
        rows = _in_states(rows, wanted.status)
    if wanted.is_open is not None:
        rows = rows.exclude(status__in=ENDS) if wanted.is_open else rows.filter(status__in=ENDS)
    if wanted.option:
        rows = rows.filter(option_code=wanted.option)
    if wanted.agency:
        rows = rows.filter(agency__key=wanted.agency)
    if wanted.due_before:
        rows = rows.filter(due_on__lt=wanted.due_before)
    if wanted.light:
        rows = _by_light(rows, wanted.light, today)
    if wanted.text:
        rows = _by_text(rows, wanted.text)
    return rows.filter(_mine(actor)) if wanted.is_mine and actor.staff_id else rows


def _in_states(rows: QuerySet[Case], states: Sequence[str]) -> QuerySet[Case]:
    """Cases in these states. That open ones have not ended is said as well: the indexes hold nothing else."""
    rows = rows.filter(status__in=states)
    return rows if ENDS.intersection(states) else rows.filter(ended_at__isnull=True)


def _mine(actor: Actor) -> Q:
    """Assigned to this person, or received by them and still before acceptance (首问负责)."""
    fronts = (Status.RECEIVED, Status.CORRECTING)
    return Q(assignee_id=actor.staff_id) | Q(receiver_id=actor.staff_id, status__in=fronts)


def _by_light(rows: QuerySet[Case], light: str, today: date) -> QuerySet[Case]:
    soon = next_workday(today, calendar=calendar())
    rows = rows.exclude(status__in=[*ENDS, Status.SUSPENDED]).filter(due_on__isnull=False)
    match light:
        case Light.RED:
            return rows.filter(due_on__lt=today)
        case Light.YELLOW:
            return rows.filter(due_on__gte=today, due_on__lte=soon)
        case Light.GREEN:
            return rows.filter(due_on__gt=soon)
        case "stage":
            return rows.filter(Exists(_stage().filter(due_on__lt=today)))
    return rows.none()


def _stage() -> QuerySet[Clock]:
    """The running clock of the stage that the case is in."""
    return Clock.objects.filter(case=OuterRef("pk"), kind=ClockKind.STAGE, ended_at=None, paused_since=None)


def _by_text(rows: QuerySet[Case], text: str) -> QuerySet[Case]:
    found = check("case_number", text)
    if found.valid:
        return rows.filter(number=found.normalized)
    plain = text.strip()[:60].replace("\x00", "")
    return rows.filter(Q(option_version__name__icontains=plain) | Q(applicant__name__startswith=plain))


def _ordered(rows: QuerySet[Case], cursor: str, newest_first: bool) -> QuerySet[Case]:
    after = _read_cursor(cursor)
    if newest_first:
        return (rows.filter(pk__lt=after[1]) if after else rows).order_by("-pk")
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "pk")
    if not after:
        return rows
    due, key = after
    if due is None:
        return rows.filter(due_on__isnull=True, pk__gt=key)
    return rows.filter(Q(due_on__gt=due) | Q(due_on=due, pk__gt=key) | Q(due_on__isnull=True))


def _cursor(case: Case, newest_first: bool) -> str:
    due = "" if newest_first or case.due_on is None else case.due_on.isoformat()
    return base64.urlsafe_b64encode(f"{due}|{case.pk}".encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[date | None, int] | None:
    """Where a page begins; a cursor that cannot be read begins at the beginning."""
    try:
        due, key = base64.urlsafe_b64decode(cursor[:80] + "=" * (-len(cursor[:80]) % 4)).decode().split("|")
        return (date.fromisoformat(due) if due else None), int(key)
    except (ValueError, UnicodeDecodeError):
        return None
