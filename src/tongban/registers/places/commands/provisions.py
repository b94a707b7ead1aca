"""Keeping the ledger of what places are given (保障台账): the standard of a level, and what one place has."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.models import Agency, Venue
from tongban.registers.places.models import Provision, Standard, TaskProvision
from tongban.registers.places.queries.provisions import may_keep
from tongban.registers.places.rules.provisions import BASIS, OF_TASKS, amount_faults

Values = Mapping[str, int | None]


@transaction.atomic
def set_standard(level: str, year: int, values: Values, *, by: Actor, at: datetime) -> Standard:
    """定标准: what every place of this level must have in this year."""
    _refuse_strangers(by)
    if faults := amount_faults(values):
        raise Invalid("保障标准还有地方要改。", faults=faults)
    made, _ = Standard.objects.update_or_create(level=level, year=year, defaults=dict(values))
    record(f"standard:{level}-{year}", "set_standard", by=by, at=at, basis=BASIS, facts=dict(values))
    return made


@transaction.atomic
def enter_provision(venue: Venue, year: int, values: Values, *, by: Actor, at: datetime) -> Provision:
    """登记保障: windows, money, floor and network of one place in this year; people and terminals are counted."""
    _refuse_strangers(by)
    if faults := amount_faults(values):
        raise Invalid("保障台账还有地方要改。", faults=faults)
    made, _ = Provision.objects.update_or_create(venue=venue, year=year, defaults={**values, "updated_at": at})
    facts = {"year": year, **values}
    record(f"venue:{venue.key}", "enter_provision", by=by, at=at, basis=BASIS, facts=facts)
    return made


@transaction.atomic
def enter_task(task: str, year: int, *, needs: Values, has: Values, by: Actor, at: datetime) -> TaskProvision:
    """登记任务保障: what a task of the plan needs and was given in this year, by the names of `OF_TASKS`."""
    _refuse_strangers(by)
    values = _of_task(needs, has)
    if faults := amount_faults(values):
        raise Invalid("任务保障还有地方要改。", faults=faults)
    made, _ = TaskProvision.objects.update_or_create(task=task, year=year, defaults={**values, "updated_at": at})
    record(f"plan-task:{task}", "enter_task", by=by, at=at, basis=BASIS, facts={"year": year, **values})
    return made


def _of_task(needs: Values, has: Values) -> dict[str, int | None]:
    pairs = (("needs", needs), ("has", has))
    return {f"{side}_{name}": values.get(name) for side, values in pairs for name in OF_TASKS}


@transaction.atomic
def load_provisions(
    standards: Mapping[str, Values],
    given: Mapping[str, Values],
    tasks: Mapping[str, Mapping[str, Values]],
    *,
    year: int,
    by: Actor,
    at: datetime,
) -> int:
    """Take over a year of the whole city: standards and what is given by level, and the tasks (four statements)."""
    _refuse_strangers(by)
    of_tasks = {key: _of_task(each["needs"], each["has"]) for key, each in tasks.items()}
    every = (*standards.values(), *given.values(), *of_tasks.values())
    if faults := [fault for values in every for fault in amount_faults(values)]:
        raise Invalid("保障台账还有地方要改。", faults=faults)
    Standard.objects.bulk_create(Standard(level=level, year=year, **values) for level, values in standards.items())
    TaskProvision.objects.bulk_create(
        TaskProvision(task=key, year=year, updated_at=at, **values) for key, values in of_tasks.items()
    )
    made = Provision.objects.bulk_create(
        Provision(venue=venue, year=year, updated_at=at, **given[venue.level])
        for venue in Venue.objects.filter(is_active=True).order_by("pk")
        if venue.level in given
    )
    record("venues", "load_provisions", by=by, at=at, basis=BASIS, facts={"year": year, "loaded": len(made)})
    return len(made)


def _refuse_strangers(by: Actor) -> None:
    key = Agency.objects.filter(pk=by.agency_id or 0).values_list("key", flat=True).first() or ""
    if Role.SYSTEM not in by.roles and not may_keep(by, key):
        raise NotYours("保障台账由市政务服务管理局、市人社局、市财政局登记。")
