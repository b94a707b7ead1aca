"""Renaming places (更名): planned with a day and a document; on that day the name changes for every reader at once."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.models import Venue
from tongban.registers.catalog.commands import bump
from tongban.registers.places.models import Rename
from tongban.registers.places.rules.names import BASIS, checked_plan, standard_name


class Former(NamedTuple):
    """A rename that happened before this house was built."""

    venue: Venue
    old_name: str
    switch_on: date
    number: str


@transaction.atomic
def plan_rename(venue: Venue, *, new_name: str, switch_on: date | None, number: str, by: Actor, at: datetime) -> Rename:
    """登记更名: from which day this place has which name; `Invalid` with everything that is wrong.

    One whose day is today is switched at once.
    """
    _refuse_strangers(by)
    new, standard = new_name.strip(), standard_name(venue.division.name, venue.division.level)
    today = local_day(at)
    day, words = checked_plan(
        old=venue.name, new=new, standard=standard, switch_on=switch_on, number=number, today=today
    )
    made = Rename(venue=venue, old_name=venue.name, new_name=new, switch_on=day, number=words, planned_at=at)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise NotNow("这里已经有一个更名计划，请先撤回。") from None
    facts = {"old": made.old_name, "new": new, "on": day.isoformat(), "number": words}
    record(f"venue:{venue.key}", "plan_rename", by=by, at=at, basis=BASIS, facts=facts)
    if day <= today:
        _switch(made, by=by, at=at)
    return made


@transaction.atomic
def withdraw_rename(rename: Rename, *, by: Actor, at: datetime) -> None:
    """撤回更名计划: while its day has not come."""
    _refuse_strangers(by)
    if not Rename.objects.filter(pk=rename.pk, done_at__isnull=True).delete()[0]:
        raise NotNow("已经更名，不能撤回。")
    facts = {"old": rename.old_name, "new": rename.new_name}
    record(f"venue:{rename.venue.key}", "withdraw_rename", by=by, at=at, basis=BASIS, facts=facts)


def switch_names(*, at: datetime, by: Actor = SYSTEM) -> int:
    """到期更名: every plan whose day has come; gives how many."""
    rows = Rename.objects.filter(done_at__isnull=True, switch_on__lte=local_day(at)).select_related("venue")
    found = list(rows)
    for each in found:
        with transaction.atomic():
            _switch(each, by=by, at=at)
    return len(found)


@transaction.atomic
def load_renames(rows: Sequence[Former], *, by: Actor, at: datetime) -> int:
    """Take over what was renamed before (two statements); the places bear their new names already."""
    Rename.objects.bulk_create(
        Rename(
            venue=each.venue,
            old_name=each.old_name,
            new_name=each.venue.name,
            switch_on=each.switch_on,
            number=each.number,
            planned_at=at,
            done_at=at,
        )
        for each in rows
    )
    record("venues", "load_renames", by=by, at=at, basis=BASIS, facts={"loaded": len(rows)})
    return len(rows)


def _switch(rename: Rename, *, by: Actor, at: datetime) -> None:
    if not Rename.objects.filter(pk=rename.pk, done_at__isnull=True).update(done_at=at):
        return
    rename.done_at = at
    Venue.objects.filter(pk=rename.venue_id).update(name=rename.new_name)
    rename.venue.name = rename.new_name
    bump()  # guides say where a matter is handled, and are kept in memory, on terminals and on disk
    facts = {"old": rename.old_name, "new": rename.new_name, "number": rename.number}
    record(f"venue:{rename.venue.key}", "rename", by=by, at=at, basis=BASIS, facts=facts)


def _refuse_strangers(by: Actor) -> None:
    if not by.roles & {Role.SUPERVISOR, Role.SYSTEM}:
        raise NotYours("更名由市政务服务管理局登记。")
