"""The result of a census goes into the catalogue (普查结果入目录): entered, revised, taken off."""

from collections.abc import Iterable
from datetime import datetime

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.randomness import piece
from tongban.foundation.ledger.commands import advance, begin
from tongban.registers.agencies.models import Agency
from tongban.registers.resources.models import DataResource, ResourceField
from tongban.registers.resources.rules.census import CensusRow
from tongban.registers.resources.rules.flow import RESOURCES, ResourceStatus
from tongban.registers.resources.rules.kinds import ShareType


def enter_row(agency: Agency, row: CensusRow, *, by: Actor, at: datetime) -> str:
    """A draft with its fields, owned by whoever reported it; its stages are filled before it goes on line."""
    made = DataResource(
        code=f"{agency.key}-{piece().hex()[:6]}"[:60],
        owner=agency,
        status=ResourceStatus.DRAFT,
        entered_at=at,
        **_columns(row),
    )
    begin(made, RESOURCES.steps["enter"], by=by, at=at, facts={"name": row.name})
    _add_fields(made, row, row.items, 0)
    return made.code


def revise_row(resource: DataResource, row: CensusRow, *, by: Actor, at: datetime) -> str:
    """What was reported otherwise is written; fields that are named no more go, new ones belong to the body."""
    columns = _columns(row)
    fields = {each.name: each for each in resource.fields.all()}
    gone = [each.pk for name, each in fields.items() if name not in row.items]
    new = [each for each in row.items if each not in fields]
    told = {name: str(value) for name, value in columns.items() if getattr(resource, name) != value}
    if resource.status == ResourceStatus.OFF or not (told or gone or new):
        return resource.code
    ResourceField.objects.filter(pk__in=gone).delete()
    _add_fields(resource, row, new, len(fields))
    facts = {**told, "fields_gone": len(gone), "fields_new": new}
    advance(resource, RESOURCES.steps["revise"], by=by, at=at, facts=facts, changes=columns)
    return resource.code


def take_off_missing(resources: Iterable[DataResource], reason: str, *, by: Actor, at: datetime) -> None:
    """What is on line and was not reported again goes off line, with the census as the reason."""
    for each in resources:
        if each.status == ResourceStatus.LIVE:
            advance(each, RESOURCES.steps["take_off"], by=by, at=at, facts={"reason": reason})


def _columns(row: CensusRow) -> dict[str, str]:
    return {
        "name": row.name,
        "summary": row.summary,
        "system": row.system,
        "sensitivity": row.sensitivity,
        "share_type": row.share,
        "condition": row.note if row.share == ShareType.CONDITIONAL else "",
        "basis": row.note if row.share == ShareType.WITHHELD else "",
        "cycle": row.cycle,
        "words": " ".join([row.code, row.name, row.summary, *row.items]),
    }


def _add_fields(resource: DataResource, row: CensusRow, names: Iterable[str], after: int) -> None:
    ResourceField.objects.bulk_create(
        ResourceField(
            resource=resource,
            place=place,
            code=f"item-{piece().hex()[:8]}",
            name=name,
            sensitivity=row.sensitivity,
            share_type=row.share,
            owner_id=resource.owner_id,
        )
        for place, name in enumerate(names, start=after)
    )
