"""The record of a seal that was lent (用章登记): one line for every decision that an authorised place takes."""

from datetime import datetime

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.registers.grassroots.models import SealUse
from tongban.registers.grassroots.queries.lists import authorised_by


def note_seal_use(case_number: str, verb: str, *, option_code: str, by: Actor, at: datetime) -> dict[str, str]:
    """用章: what the ledger's entry of this decision says of the seal; nothing where no place was authorised.

    Written in the transaction of the decision itself (two statements at most).
    """
    if by.venue_id is None or by.staff_id is None:
        return {}
    agreement = authorised_by(by.venue_id, option_code, on=local_day(at))
    if agreement is None:
        return {}
    SealUse.objects.create(agreement=agreement, case_number=case_number, verb=verb, staff_id=by.staff_id, used_at=at)
    return {"agreement": agreement.number, "seal": agreement.seal}
