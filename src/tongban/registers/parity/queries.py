"""Comparing the same matter in different places (多地对照), and what is being put right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.registers.catalog import item as items
from tongban.registers.catalog.elements import Body, Carried, Comparison, Template, compare
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.catalog.queries import current_guides
from tongban.registers.compiling.queries.templates import template_in_force

from .models import Rectification, ReferenceList
from .rules.deviations import LEVELS, Deviation, LevelLine, by_level, deviations
from .rules.states import UNANSWERED, Status

PAGE = 50
SEES_ALL = frozenset({Role.CATALOG_REVIEWER, Role.SUPERVISOR, Role.SYSTEM})


@dataclass(frozen=True, slots=True)
class Beside:
    """One matter beside itself in all places (多地对照页): place by place, and level by level."""

    basic_code: str
    places: Comparison
    levels: tuple[str, ...]
    by_level: tuple[LevelLine, ...]
    template: str
    is_reconstruction: bool


@dataclass(frozen=True, slots=True)
class Departure:
    """One element in which an option departs (不一致的要素)."""

    element: str
    label: str
    there: str
    here: str


@dataclass(frozen=True, slots=True)
class Task:
    """One rectification in a list (整改任务)."""

    pk: int
    option_code: str
    option_name: str
    agency: str
    against: str
    differences: tuple[Departure, ...]
    status: str
    due_on: date
    is_overdue: bool
    words: str


def visible_to(actor: Actor) -> QuerySet[Rectification]:
    """The rectifications that this actor may see: reviewers and supervisors all, editors those of their own body."""
    rows = Rectification.objects.select_related("agency", "list")
    if actor.roles & SEES_ALL:
        return rows
    if Role.CATALOG_EDITOR in actor.roles and actor.agency_id is not None:
        return rows.filter(agency_id=actor.agency_id)
    return rows.none()


def tasks(
    actor: Actor, *, on: date, status: str = "", only_overdue: bool = False, after: int = 0, most: int = PAGE
) -> Sequence[Task]:
    """Rectifications that the actor may see, oldest first, a page at a time."""
    rows = visible_to(actor).filter(pk__gt=after).order_by("pk")
    if status in set(Status):
        rows = rows.filter(status=status)
    if only_overdue:
        rows = rows.filter(status__in=[each.value for each in UNANSWERED], due_on__lt=on)
    return [task_row(each, on) for each in rows[:most]]


def beside(basic_code: str) -> Beside:
    """The places that have this matter side by side, with the lists from elsewhere."""
    template = template_in_force()
    rows = [*references([basic_code]), *places([basic_code])]
    return Beside(
        basic_code=basic_code,
        places=compare(rows, template),
        levels=tuple(LEVELS.values()),
        by_level=tuple(by_level(rows, template)),
        template=template.version,
        is_reconstruction=template.is_reconstruction,
    )


def found(basic_codes: Iterable[str] | None = None, *, template: Template | None = None) -> list[Deviation]:
    """Every place that departs now, for these matters or for all; four statements, whatever their number."""
    using = template or template_in_force()
    rows, others = places(basic_codes), references(basic_codes)
    from_above = [each for each in others if each.item.level == 2]
    partners = [each for each in others if each.item.level != 2]
    return deviations([*rows, *partners], using, from_above)


def places(basic_codes: Iterable[str] | None = None) -> list[Carried]:
    """The options in force here, each as its body carries it out; the highest level first."""
    wanted = None if basic_codes is None else set(basic_codes)
    local = set(ImplementationList.objects.filter(is_local_feature=True).values_list("code", flat=True))
    rows = [
        Carried.of(guide, is_local_feature=guide.implementation_code in local)
        for guide in current_guides()
        if wanted is None or guide.basic_code in wanted
    ]
    return sorted(rows, key=lambda each: (each.item.level, each.option_code))


def references(basic_codes: Iterable[str] | None = None) -> list[Carried]:
    """The newest list of every other place, option by option."""
    rows = ReferenceList.objects.order_by("basic_code", "origin", "place", "-id")
    if basic_codes is not None:
        rows = rows.filter(basic_code__in=list(basic_codes))
    return [
        Carried(item, item.options[number], number, Body(row.place), row.place)
        for row in rows.distinct("basic_code", "origin", "place")
        for item in (items.from_plain(row.document),)
        for number in sorted(item.options)
    ]


def task_row(row: Rectification, on: date) -> Task:
    """A rectification that was fetched through `visible_to`, in words."""
    return Task(
        pk=row.pk,
        option_code=row.option_code,
        option_name=row.option_name,
        agency=row.agency.short_name,
        against=row.against,
        differences=tuple(Departure(**each) for each in row.differences),
        status=Status(row.status).label,
        due_on=row.due_on,
        is_overdue=row.status in UNANSWERED and row.due_on < on,
        words=row.words,
    )
