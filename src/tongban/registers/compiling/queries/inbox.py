"""The inbox (待认领): what came from above and who is to claim it, the most urgent first, each with its light."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Light, next_workday, workdays_between
from tongban.registers.catalog.kinds import ItemKind
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.compiling.bound import BOUND
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.rules.states import Origin, Status

from .cursors import bounded, cursor, read_cursor
from .visible import visible_to

PAGE = 20


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One item to be claimed (待认领一行); without an agency it waits for the bureau."""

    pk: int
    basic_code: str
    name: str
    kind: ItemKind | None
    operation: Operation
    origin: Origin
    status: Status
    agency_id: int | None
    agency: str
    pushed_on: date
    due_on: date | None
    light: Light | None
    workdays_left: int | None

    @property
    def words(self) -> str:
        """How it stands with its day, for people."""
        if self.workdays_left is None:
            return ""
        if self.workdays_left < 0:
            return f"超期{-self.workdays_left}个工作日"
        return f"还剩{self.workdays_left}个工作日" if self.workdays_left else "今天到期"


@dataclass(frozen=True, slots=True)
class InboxPage:
    rows: tuple[InboxRow, ...]
    next: str


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """How many wait: all, by light, and those that nobody is meant by."""

    total: int
    green: int
    yellow: int
    red: int
    unrouted: int


def inbox(
    actor: Actor,
    *,
    today: date,
    light: str = "",
    agency: str = "",
    status: Status = Status.PUSHED,
    text: str = "",
    after: str = "",
    size: int = PAGE,
) -> InboxPage:
    """What waits to be claimed and this actor sees (two statements); `status` DECLINED gives what was not claimed."""
    rows = _waiting(actor, status)
    if light:
        rows = rows.filter(_lit(Light(light), today)) if light in set(Light) else rows.none()
    if agency:
        rows = rows.filter(agency__key=agency) if agency != "none" else rows.filter(agency__isnull=True)
    if plain := text.strip()[:60].replace("\x00", ""):
        rows = rows.filter(Q(name__icontains=plain) | Q(basic_code__startswith=plain))
    if (place := read_cursor(after)) is not None and place[0] is not None:
        rows = rows.filter(Q(due_on__gt=place[0]) | Q(due_on=place[0], pk__gt=place[1]))
    size = bounded(size)
    found = list(rows.annotate(agency_name=F("agency__short_name")).order_by("due_on", "pk")[: size + 1])
    last = found[size - 1] if len(found) > size else None
    told = tuple(_row(each, str(getattr(each, "agency_name", None) or ""), today) for each in found[:size])
    return InboxPage(told, cursor(last.due_on, last.pk) if last else "")


def inbox_counts(actor: Actor, *, today: date) -> InboxCounts:
    """The same in numbers (two statements)."""
    counted = _waiting(actor, Status.PUSHED).aggregate(
        total=Count("pk"),
        green=Count("pk", filter=_lit(Light.GREEN, today)),
        yellow=Count("pk", filter=_lit(Light.YELLOW, today)),
        red=Count("pk", filter=_lit(Light.RED, today)),
        unrouted=Count("pk", filter=Q(agency__isnull=True)),
    )
    return InboxCounts(**counted)


def light_of(due_on: date, today: date) -> Light:
    """Green, yellow once the city's days for claiming are nearly over, red afterwards (红绿灯)."""
    if due_on < today:
        return Light.RED
    return Light.YELLOW if due_on < _yellow_before(today) else Light.GREEN


def _waiting(actor: Actor, status: Status) -> QuerySet[ListDraft]:
    return visible_to(actor).filter(status=status)


def _yellow_before(today: date) -> date:
    """Whatever is due before this day is yellow: fewer workdays are left than lie between yellow and red."""
    left = BOUND.rules.red_after - BOUND.rules.yellow_after
    day = today
    for _ in range(left):
        day = next_workday(day, calendar=calendar())
    return day


def _lit(light: Light, today: date) -> Q:
    soon = _yellow_before(today)
    match light:
        case Light.RED:
            return Q(due_on__lt=today)
        case Light.YELLOW:
            return Q(due_on__gte=today, due_on__lt=soon)
        case _:
            return Q(due_on__gte=soon)


def _row(draft: ListDraft, agency: str, today: date) -> InboxRow:
    due, waits = draft.due_on, draft.status == Status.PUSHED
    return InboxRow(
        pk=draft.pk,
        basic_code=draft.basic_code,
        name=draft.name,
        kind=ItemKind.known(draft.kind),
        operation=Operation(draft.operation),
        origin=Origin(draft.origin),
        status=Status(draft.status),
        agency_id=draft.agency_id,
        agency=agency,
        pushed_on=local_day(draft.created_at),
        due_on=due,
        light=light_of(due, today) if due is not None and waits else None,
        workdays_left=workdays_between(today, due, calendar=calendar()) if due is not None and waits else None,
    )
