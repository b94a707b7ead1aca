"""Showing a full number (查看完整信息): the only way to one, and on record before it is shown."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tongban.foundation.kernel.actors import STAFF_ROLES, Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import record_read
from tongban.foundation.ledger.rules import ReadResult
from tongban.registers.parties import sealed
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import Field

# Administrators keep the system; they have no business with anybody's papers.
MAY_SEE = STAFF_ROLES - {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN} | {Role.SYSTEM}


def reveal(party: Party, field: Field, *, purpose: str, subject: str = "", by: Actor, at: datetime) -> str:
    """The full value, after the ledger has it that `by` reads it, and why; no entry, no value.

    A look that is refused is on record as well, and so is one at what is not on file. Staff name a purpose, and the
    case in `subject`; whether it is their case the caller has asked `visible_to`.
    One's own data needs no purpose and is not recorded. 个人信息保护法 第三十四条.
    """
    if by.party_id is not None and by.party_id == party.pk:
        return sealed.open_field(party, field)
    look: dict[str, Any] = {"by": by, "at": at, "purpose": purpose.strip(), "subject": subject, "fields": [field.value]}
    if not by.roles & MAY_SEE:
        record_read(f"party:{party.pk}", **look, result=ReadResult.REFUSED)
        raise NotYours("您的岗位不能查看这位申请人的完整信息。")
    if not purpose.strip() or not purpose.isprintable():
        raise Invalid(faults=[Fault("/purpose", "required", "请写明查看完整信息的用途。")])
    value = sealed.open_field(party, field)
    record_read(f"party:{party.pk}", **look, result=ReadResult.SHOWN if value else ReadResult.EMPTY)
    return value


def disclose(
    party: Party, fields: Sequence[Field], *, told: Sequence[str], purpose: str, subject: str, by: Actor, at: datetime
) -> dict[Field, str]:
    """The full values that the holder agreed to show (经本人同意): `subject` is the consent, `told` all it covers.

    The caller has checked the consent; what is told beside the sealed fields stands in the same entry of the record.
    """
    record_read(f"party:{party.pk}", by=by, at=at, purpose=purpose, subject=subject, fields=told)
    return {each: sealed.open_field(party, each) for each in fields}


def open_id_number(party: Party, *, purpose: str, subject: str = "", by: Actor, at: datetime) -> str:
    """The full number of the party's paper (证件号码); see `reveal`."""
    return reveal(party, Field.ID_NUMBER, purpose=purpose, subject=subject, by=by, at=at)


def open_phone(party: Party, *, purpose: str, subject: str = "", by: Actor, at: datetime) -> str:
    """The full telephone number (手机号), empty if none is on file; see `reveal`."""
    return reveal(party, Field.PHONE, purpose=purpose, subject=subject, by=by, at=at)
