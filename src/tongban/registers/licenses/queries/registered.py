"""What the register says of an identifier (登记情况): the few columns that a verification needs, in one statement."""

from datetime import date
from typing import NamedTuple

from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.masks import mask_name
from tongban.foundation.kernel.statements import Statement
from tongban.registers.licenses.rules.states import Status
from tongban.registers.licenses.rules.validity import Term
from tongban.registers.parties.rules import PartyKind

STATEMENT = Statement(
    "SELECT e.identifier, e.valid_from, e.valid_to, e.number = l.edition_number, l.identifier, l.status,"
    " t.name, a.name, p.name, p.kind"
    " FROM licenses_licenseedition e JOIN licenses_license l ON l.id = e.license_id"
    " JOIN licenses_licensetype t ON t.id = l.type_id JOIN agencies_agency a ON a.id = l.issuer_id"
    " JOIN parties_party p ON p.id = l.holder_id WHERE e.identifier = %(identifier)s"
)


class Registered(NamedTuple):
    """An edition with its licence, as much of it as anybody may learn."""

    identifier: str
    valid_from: date
    valid_to: date | None
    is_current: bool
    current_identifier: str
    status: str
    type_name: str
    issuer: str
    holder_name: str
    holder_kind: str

    @property
    def term(self) -> Term:
        return Term(self.valid_from, self.valid_to)

    @property
    def state(self) -> Status:
        return Status(self.status)

    @property
    def holder(self) -> str:
        """Whose it is; the name is masked for a person."""
        return mask_name(self.holder_name) if self.holder_kind == PartyKind.PERSON else self.holder_name


def registered(typed: str) -> Registered | None:
    """What stands under this identifier, however it was typed; None if nobody here issued it (one statement)."""
    found = check("license", typed)
    row = STATEMENT.row({"identifier": found.normalized}) if found.valid else None
    return Registered(*row) if row is not None else None
