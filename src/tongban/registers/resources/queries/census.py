"""Reading a census (普查情况): how far each body is, its sheet, what differs, what another body has too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.resources.models import CensusRound, CensusSheet, DataResource
from tongban.registers.resources.rules.census import CensusRow, Change, SheetStatus, alike, differences, row_of, twins
from tongban.registers.resources.rules.flow import ResourceStatus

_WHOLE_CITY = frozenset({Role.SUPERVISOR, Role.AUDIT_ADMIN, Role.SECURITY_ADMIN})


@dataclass(frozen=True, slots=True)
class Line:
    """One body in a round: how far it is, how much it reports, how much differs from the last time."""

    sheet: CensusSheet
    number: int
    changes: int
    is_late: bool


@dataclass(frozen=True, slots=True)
class Completion:
    """A round in figures (完成情况)."""

    whole: int
    handed_in: int
    taken_in: int
    late: int


def visible_to(actor: Actor) -> QuerySet[CensusSheet]:
    """The sheet of one's own body; all for supervision and the administrators."""
    rows = CensusSheet.objects.select_related("round", "agency", "handed_in_by")
    if actor.roles & _WHOLE_CITY:
        return rows
    return rows.filter(agency_id=actor.agency_id or 0) if actor.is_staff else rows.none()


def sheet_for(actor: Actor, pk: int) -> CensusSheet:
    """One sheet; `NotFound` whether it exists or not."""
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这份普查表，或者不是您部门的。")
    return found


def rounds() -> list[CensusRound]:
    """Every round, the newest first (one statement)."""
    return list(CensusRound.objects.order_by("-pk")[:50])


def round_with(pk: int) -> CensusRound:
    found = CensusRound.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这一轮普查。")
    return found


def lines(actor: Actor, of: CensusRound, *, on: date) -> list[Line]:
    """The bodies of a round that this actor may see, those that have not handed in first (one statement)."""
    found = []
    for each in visible_to(actor).filter(round=of):
        is_late = each.status == SheetStatus.OPEN and of.due_on < on
        found.append(Line(each, len(each.rows), len(changes_of(each)), is_late))
    order = list(SheetStatus)
    return sorted(found, key=lambda line: (order.index(SheetStatus(line.sheet.status)), line.sheet.agency_id))


def completion(of: CensusRound, *, on: date) -> Completion:
    """How many bodies are done (one statement)."""
    states = list(CensusSheet.objects.filter(round=of).values_list("status", flat=True))
    open_ones = states.count(SheetStatus.OPEN)
    return Completion(
        len(states),
        len(states) - open_ones,
        states.count(SheetStatus.TAKEN_IN),
        open_ones if of.due_on < on else 0,
    )


def rows_of(sheet: CensusSheet) -> list[CensusRow]:
    return [row_of(each) for each in sheet.rows]


def changes_of(sheet: CensusSheet) -> list[Change]:
    """The differences to the last survey, or to the catalogue before the first one."""
    return differences([row_of(each) for each in sheet.before], rows_of(sheet))


def twins_of(sheet: CensusSheet) -> list[tuple[str, str]]:
    """New names of the sheet that another body has in the catalogue or in this round (two statements)."""
    return twins(rows_of(sheet), _others(sheet))


def _others(sheet: CensusSheet) -> Mapping[str, str]:
    held = DataResource.objects.exclude(owner_id=sheet.agency_id).exclude(status=ResourceStatus.OFF)
    found = {alike(name): owner or "" for name, owner in held.values_list("name", "owner__short_name")}
    siblings = CensusSheet.objects.filter(round_id=sheet.round_id).exclude(pk=sheet.pk).select_related("agency")
    for each in siblings:
        found |= {alike(row["name"]): each.agency.short_name for row in each.rows}
    return found
