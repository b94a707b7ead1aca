"""Taking over agreements that a city has signed already (装载承接协议), many at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.models import Agency, Venue
from tongban.registers.grassroots.models import Agreement, HandedDown
from tongban.registers.grassroots.queries.lists import own_options
from tongban.registers.grassroots.rules.agreements import Terms, faults
from tongban.registers.grassroots.rules.modes import BASIS, Mode


class Signed(NamedTuple):
    """One agreement that stands already, without powers to decide."""

    agency: Agency
    venue: Venue
    terms: Terms


@transaction.atomic
def load_agreements(rows: Sequence[Signed], *, by: Actor, at: datetime) -> int:
    """All of them or none (three statements); an authorisation is never loaded, because it lends powers.

    Raises `Invalid` with every defect of every row.
    """
    if Role.SYSTEM not in by.roles:
        raise NotYours("批量装载由系统办理。")
    assert all(each.terms.mode != Mode.AUTHORISED for each in rows), "powers are lent one by one"
    today, options = local_day(at), {each.agency.key: own_options(each.agency.key) for each in rows}
    wrong = [
        fault for each in rows for fault in faults(each.terms, options=options[each.agency.key], taken=(), today=today)
    ]
    if wrong:
        raise Invalid("承接协议还有地方要改。", faults=wrong)
    made = Agreement.objects.bulk_create(_agreement(each, at) for each in rows)
    HandedDown.objects.bulk_create(
        HandedDown(
            agreement=agreement,
            venue=each.venue,
            option_code=line.option_code,
            field=line.field,
            capacity=line.capacity,
        )
        for agreement, each in zip(made, rows, strict=True)
        for line in each.terms.lines
    )
    record("agreements", "load_agreements", by=by, at=at, basis=BASIS, facts={"loaded": len(made)})
    return len(made)


def _agreement(each: Signed, at: datetime) -> Agreement:
    terms = each.terms
    assert terms.valid_from is not None, "judged before"
    return Agreement(
        agency=each.agency,
        venue=each.venue,
        mode=terms.mode,
        number=terms.number,
        valid_from=terms.valid_from,
        valid_to=terms.valid_to,
        created_at=at,
    )
