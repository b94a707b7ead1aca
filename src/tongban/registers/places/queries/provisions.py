"""What every place has against what it must have (保障台账), R-172, R-193."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from tongban.foundation.kernel.actors import Actor, Role
from tongban.registers.agencies.models import Venue
from tongban.registers.places.models import Provision, Standard, TaskProvision
from tongban.registers.places.rules.provisions import Amounts, Gap, gaps, task_gaps
from tongban.registers.plan.rules import Task

KEEPING_BODIES = frozenset({"human-resources", "finance"})
"""The bodies that see to people and money (市人社局、市财政局)."""


@dataclass(frozen=True, slots=True)
class Provided:
    """A place in a year: what it has, what its level needs; None where nobody set or entered it."""

    venue: Venue
    has: Amounts | None
    needs: Amounts | None

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return gaps(self.has, self.needs) if self.has is not None and self.needs is not None else ()

    @property
    def is_unknown(self) -> bool:
        """Nobody entered what this place was given."""
        return self.has is None


def provided(year: int, *, terminals: Mapping[str, int]) -> list[Provided]:
    """Every place in use (three statements); `terminals` counts those that run, by key of the place."""
    needs = {each.level: each.amounts for each in Standard.objects.filter(year=year)}
    given = {each.venue_id: each for each in Provision.objects.filter(year=year)}
    rows = Venue.objects.filter(is_active=True).select_related("agency")
    counted = rows.annotate(people=Count("staff", filter=Q(staff__is_active=True))).order_by("division__code", "id")
    found = []
    for venue in counted:
        row, there = given.get(venue.pk), terminals.get(venue.key, 0)
        has = Amounts(row.windows, venue.people, row.funding, row.area, row.network, there) if row is not None else None
        found.append(Provided(venue, has, needs.get(venue.level)))
    return found


@dataclass(frozen=True, slots=True)
class TaskProvided:
    """A task of the plan in a year; `row` is None where nobody entered what it needs and has."""

    task: Task
    row: TaskProvision | None

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return task_gaps(self.row.has, self.row.needs) if self.row is not None else ()


def task_provided(tasks: Iterable[Task], year: int) -> list[TaskProvided]:
    """Every task of the plan, in its order (one statement)."""
    rows = {each.task: each for each in TaskProvision.objects.filter(year=year)}
    return [TaskProvided(each, rows.get(each.key)) for each in tasks]


def years() -> list[int]:
    """The years for which a standard was set, the newest first (one statement)."""
    return sorted(set(Standard.objects.values_list("year", flat=True)), reverse=True)


def may_keep(actor: Actor, agency_key: str) -> bool:
    """Supervision keeps the ledger, and the heads of the bodies that see to people and money."""
    return Role.SUPERVISOR in actor.roles or (Role.DECIDER in actor.roles and agency_key in KEEPING_BODIES)
