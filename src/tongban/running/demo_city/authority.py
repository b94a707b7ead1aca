"""What the demo city's bodies delegate (演示授权), and how their papers are marked (机关代字)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from tongban.foundation.kernel.actors import SYSTEM
from tongban.registers.agencies.commands import grant_delegation
from tongban.registers.agencies.models import Agency, Delegation, Staff, Venue
from tongban.registers.catalog.queries import current_guides
from tongban.registers.documents.commands import set_mark
from tongban.registers.documents.models import AgencyMark


class Grant(NamedTuple):
    """One delegation to be given, once."""

    agency: Agency
    to: Staff | Venue
    powers: list[str]
    options: list[str]
    number: str
    valid_from: date
    is_chief: bool = False
    may_use_seal: bool = False
    bounds: Sequence[Mapping[str, Any]] = ()


def load_marks(marks: dict[str, str], *, at: datetime) -> None:
    """The mark of each body in its document numbers; those that stand already stay."""
    marked = set(AgencyMark.objects.values_list("agency__key", flat=True))
    for agency in Agency.objects.filter(key__in=set(marks) - marked):
        set_mark(agency, marks[agency.key], by=SYSTEM, at=at)


def load_delegations(data: dict[str, Any], *, at: datetime) -> None:
    """Give what the file names and nobody gave yet; an option list empty of names means all of the agency."""
    given = set(Delegation.objects.values_list("document_number", flat=True))
    agencies = {agency.key: agency for agency in Agency.objects.all()}
    venues = {venue.key: venue for venue in Venue.objects.filter(key__in=_named_venues(data))}
    for grant in (*_on_the_spot(data, agencies, venues), *_hand_over(data, agencies, venues), *_chiefs(data, agencies)):
        if grant.number not in given:
            grant_delegation(
                grant.agency,
                to=grant.to,
                powers=grant.powers,
                document_number=grant.number,
                valid_from=grant.valid_from,
                covers_all=not grant.options,
                option_codes=grant.options,
                is_chief_representative=grant.is_chief,
                may_use_seal=grant.may_use_seal,
                bounds=grant.bounds,
                by=SYSTEM,
                at=at,
            )


def _named_venues(data: dict[str, Any]) -> list[str]:
    return [data["on_the_spot"]["venue"], *data["hand_over"]["venues"]]


def _on_the_spot(data: dict[str, Any], agencies: dict[str, Agency], venues: dict[str, Venue]) -> Iterator[Grant]:
    """On-the-spot matters are finished at the hall's counters in the name of their bodies (即收即办)."""
    row, venue = data["on_the_spot"], venues[data["on_the_spot"]["venue"]]
    spot: dict[str, list[str]] = {}
    for guide in current_guides():
        if guide.option.case_type == "on_the_spot":
            spot.setdefault(guide.agency_key, []).append(guide.option_code)
    for key in row["agencies"]:
        if key in spot:
            number = row["number"].format(mark=data["marks"][key])
            yield Grant(agencies[key], venue, ["finish_on_the_spot"], spot[key], number, row["valid_from"])


def _hand_over(data: dict[str, Any], agencies: dict[str, Agency], venues: dict[str, Venue]) -> Iterator[Grant]:
    """In small stations one person receives and hands over, because their bodies allow it."""
    row = data["hand_over"]
    stations = [venues[key] for key in sorted(row["venues"])]
    for key in row["agencies"]:
        for ordinal, venue in enumerate(stations, start=2):
            number = row["number"].format(mark=data["marks"][key], ordinal=ordinal)
            yield Grant(agencies[key], venue, row["powers"], [], number, row["valid_from"])


def _chiefs(data: dict[str, Any], agencies: dict[str, Agency]) -> Iterator[Grant]:
    for row in data["chiefs"]:
        person = Staff.objects.get(account__login=row["staff"])
        yield Grant(
            agencies[row["agency"]],
            person,
            row["powers"],
            [],
            row["number"],
            row["valid_from"],
            is_chief=True,
            may_use_seal=row.get("seal", False),
            bounds=row.get("bounds", ()),
        )
