"""The catalogue of a city is entered at the beginning (首次编目): what is whole goes on line at once."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.ledger.commands import begin_all
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.resources.models import DataOfficer, DataResource, ResourceField, StageDuty
from tongban.registers.resources.rules.flow import RESOURCES, ResourceStatus
from tongban.registers.resources.rules.gate import lacks
from tongban.registers.resources.rules.reading import Book, Written


@transaction.atomic
def load_resources(book: Book, *, by: Actor, at: datetime) -> int:
    """Enter every resource of the file, with its fields and its matrix; the second time nothing is done.

    One that something is missing from stays a draft until it is made good (上线关口).
    """
    if DataResource.objects.exists():
        return 0
    bodies = {each.key: each for each in Agency.objects.all()}
    made = {each.code: _row(each, book, bodies, at) for each in book.resources}
    for verb, status in (("found", ResourceStatus.LIVE), ("enter", ResourceStatus.DRAFT)):
        rows = [each for each in made.values() if each.status == status]
        begin_all(rows, RESOURCES.steps[verb], by=by, at=at, facts=[{"name": each.name} for each in rows])
    ResourceField.objects.bulk_create(_fields(made, book, bodies))
    StageDuty.objects.bulk_create(
        StageDuty(resource=made[each.code], stage=stage, agency=bodies[duty.agency], words=duty.words)
        for each in book.resources
        for stage, duty in book.duties_of(each).items()
    )
    _appoint(book.officers, by=by, at=at)
    return len(made)


def _row(written: Written, book: Book, bodies: Mapping[str, Agency], at: datetime) -> DataResource:
    is_whole = not lacks(book.described(written))
    return DataResource(
        code=written.code,
        name=written.name,
        summary=written.summary,
        owner=bodies[written.owner] if written.owner else None,
        system=written.system,
        status=ResourceStatus.LIVE if is_whole else ResourceStatus.DRAFT,
        sensitivity=written.sensitivity,
        share_type=written.share,
        condition=written.condition,
        basis=written.basis,
        cycle=written.cycle,
        tables=list(written.tables),
        operations=list(written.operations),
        words=" ".join([written.code, written.name, written.summary, *(each.name for each in written.items())]),
        entered_at=at,
        live_at=at if is_whole else None,
    )


def _fields(made: Mapping[str, DataResource], book: Book, bodies: Mapping[str, Agency]) -> list[ResourceField]:
    return [
        ResourceField(
            resource=made[each.code],
            place=place,
            code=item.code,
            name=item.name,
            column=item.column,
            sensitivity=item.sensitivity,
            share_type=item.share,
            owner=bodies[item.owner] if item.owner else None,
        )
        for each in book.resources
        for place, item in enumerate(each.items())
    ]


def _appoint(officers: Mapping[str, tuple[str, ...]], *, by: Actor, at: datetime) -> None:
    """The officers of the beginning, the main one first."""
    logins = [each for pair in officers.values() for each in pair]
    people = {each.account.login: each for each in _staff(logins)}
    DataOfficer.objects.bulk_create(
        DataOfficer(
            agency_id=people[login].agency_id,
            staff=people[login],
            is_backup=bool(place),
            appointed_by=by.name,
            appointed_at=at,
        )
        for pair in officers.values()
        for place, login in enumerate(pair)
    )


def _staff(logins: list[str]) -> list[Staff]:
    return list(Staff.objects.filter(account__login__in=logins).select_related("account"))
