"""Finding what is not the same (比对发现): a departure of a body of this city becomes a task with a deadline; R-019."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotYours
from tongban.foundation.ledger.commands import record
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import add_workdays
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.parity.models import Rectification, ReferenceList
from tongban.registers.parity.queries import found
from tongban.registers.parity.rules.deviations import Deviation
from tongban.registers.parity.rules.flow import BASIS
from tongban.registers.parity.rules.states import Origin, Status

WORKDAYS = 15
FINDERS = frozenset({Role.CATALOG_REVIEWER, Role.SYSTEM})


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found (比对结果): all departures, and how many tasks are new."""

    deviations: tuple[Deviation, ...]
    new: int


@transaction.atomic
def keep_reference(item: ItemDocument, *, origin: Origin, place: str, at: datetime) -> bool:
    """登记对照清单: a list as another place has it; equal content again changes nothing. True when it is new."""
    if origin is Origin.PROVINCE:
        item = msgspec.structs.replace(item, level=2)
    blob = msgspec.json.encode(item)
    digest = hashlib.sha256(blob).hexdigest()
    same = ReferenceList.objects.filter(origin=origin, place=place, basic_code=item.basic_code).order_by("-pk")
    if not item.options or same.values_list("content_hash", flat=True).first() == digest:
        return False
    ReferenceList.objects.create(
        origin=origin,
        place=place,
        basic_code=item.basic_code,
        document=msgspec.json.decode(blob),
        content_hash=digest,
        received_at=at,
    )
    return True


@transaction.atomic
def check(basic_codes: Iterable[str] | None = None, *, by: Actor, at: datetime) -> Checked:
    """比对: what departs now; an option that has an open task gets no second one.

    Partner cities are told of and get no tasks: they are not ours to put right.
    """
    if not FINDERS & by.roles:
        raise NotYours("多地比对由事项审核岗办理。")
    deviations = found(basic_codes)
    ours = {each.row.option_code: each for each in deviations if each.row.option_code}
    lists = {each.code: each for each in ImplementationList.objects.filter(code__in={code[:31] for code in ours})}
    open_ones = Rectification.objects.exclude(status=Status.VERIFIED).filter(option_code__in=ours)
    explained = _explained(ours)
    known = set(open_ones.values_list("option_code", flat=True)) | explained
    due_on = add_workdays(local_day(at), WORKDAYS, calendar=calendar())
    fresh = [code for code in sorted(ours) if code[:31] in lists and code not in known]
    Rectification.objects.bulk_create(
        Rectification(
            status=Status.FOUND,
            basic_code=ours[code].row.item.basic_code,
            option_code=code,
            option_name=ours[code].row.option.name,
            list=lists[code[:31]],
            agency_id=lists[code[:31]].agency_id,
            against=ours[code].against[:120],
            differences=_plain(ours[code]),
            due_on=due_on,
            found_at=at,
        )
        for code in fresh
    )
    facts = {"deviations": len(deviations), "new": len(fresh)}
    record("parity", "check", by=by, at=at, basis=BASIS, facts=facts)
    return Checked(tuple(deviations), len(fresh))


def _explained(ours: dict[str, Deviation]) -> set[str]:
    """Options whose very same departure was explained and accepted: that is not asked again."""
    rows = Rectification.objects.filter(status=Status.VERIFIED, option_code__in=ours).order_by("pk")
    accepted = {each.option_code: each.differences for each in rows}
    return {code for code, differences in accepted.items() if differences == _plain(ours[code])}


def _plain(deviation: Deviation) -> list[dict[str, str]]:
    return [
        {"element": each.element.name, "label": each.label, "there": each.before, "here": each.after}
        for each in deviation.differences
    ]
