"""Is a licence from elsewhere genuine and in force (外地证照核验): asked of its issuer, believed by the trust list."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes.licenses import parts as license_parts
from tongban.registers.agencies.models import Agency
from tongban.registers.licenses.bound import BOUND
from tongban.registers.licenses.models import LicenseType
from tongban.registers.licenses.ports import LineDown
from tongban.registers.licenses.rules.foreign import Foreign, Standing, Why, judge, partner_of, unverifiable


@dataclass(frozen=True, slots=True)
class ForeignCheck:
    """The verdict, who answered, and the type of this city that it counts as (empty: none)."""

    found: Foreign
    answered_by: str = ""
    is_simulated: bool = False
    counts_as: str = ""

    @property
    def is_in_force(self) -> bool:
        return self.found.standing is Standing.IN_FORCE


def foreign_verification(identifier: str, *, at: datetime) -> ForeignCheck:
    """The answer about a valid identifier that this city did not issue (one statement, one call); writes nothing."""
    partner = partner_of(identifier, BOUND.partners.values())
    if partner is None:
        return ForeignCheck(unverifiable(Why.NOT_ON_LIST))
    line = BOUND.lines.get(partner.code)
    if line is None:
        return ForeignCheck(unverifiable(Why.NO_LINE, partner))
    nonce = secrets.token_hex(16)
    try:
        answer = line.ask(identifier, nonce, at=at)
    except LineDown:
        return ForeignCheck(unverifiable(Why.NO_ANSWER, partner), line.name, line.is_simulated)
    found = judge(answer, identifier, nonce, partner, at=at, on=local_day(at))
    kind = LicenseType.objects.filter(key=found.type_key).values_list("name", flat=True).first()
    return ForeignCheck(found, line.name, line.is_simulated, kind or "")


def issued_here(identifier: str) -> bool:
    """Does a valid identifier name an issuer of this city (one statement)? Then only our own register answers."""
    return Agency.objects.filter(uscc=license_parts(identifier).issuer_code).exists()
