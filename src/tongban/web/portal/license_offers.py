"""A licence instead of an upload (免证办): offered where the register has one in force that spares the paper."""

from dataclasses import dataclass
from datetime import date

from tongban.handling.cases.queries.filling import MaterialLine
from tongban.handling.cases.rules.holding import license_type
from tongban.registers.licenses.queries import usable
from tongban.registers.licenses.rules.validity import Term


@dataclass(frozen=True, slots=True)
class Offer:
    """A licence that may be used here; `is_used` when the applicant agreed already."""

    identifier: str
    name: str
    number: str
    holder: str
    issuer: str
    term: str
    is_used: bool


def own_licenses(party_id: int, line: MaterialLine, *, on: date) -> list[Offer]:
    """The applicant's licences for this material, and those of the enterprises that they represent."""
    kind = license_type(line.material)
    if not kind:
        return []
    return [
        Offer(
            identifier=each.identifier,
            name=each.type.name,
            number=each.number,
            holder=each.holder.name,
            issuer=each.issuer.name,
            term=Term(each.valid_from, each.valid_to).words,
            is_used=each.identifier == line.license_identifier,
        )
        for each in usable(party_id, [kind], on=on)
    ]
