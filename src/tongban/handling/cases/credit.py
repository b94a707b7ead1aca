"""Whose promise is not taken (失信限制): `config/wiring.py` binds the credit record at start."""

from datetime import date

from tongban.foundation.kernel.errors import Declined

from .ports import Barred, CreditStanding

BOUND: list[CreditStanding] = []


class BadCredit(Declined):
    """Who broke a promise may neither promise nor defer until it is repaired (失信主体在修复前不适用): R-146."""

    code = "bad_credit"
    status = 403


def standing(party_id: int, *, on: date) -> Barred | None:
    """What bars this party from promising (告知承诺) and deferring (容缺受理) on this day; None when nothing does."""
    return next((found for ask in BOUND if (found := ask(party_id, on)) is not None), None)


def refuse_barred(party_id: int, *, on: date) -> None:
    """Raise `BadCredit` with the reason and the way to repair it; the ordinary way stays open."""
    found = standing(party_id, on=on)
    if found is not None:
        raise BadCredit(
            f"现在不能选择告知承诺或者容缺受理：{found.reason}。修复办法：{found.repair}。您仍可以按一般方式办理。",
            facts={"reason": found.reason, "repair": found.repair, "since_on": found.since_on.isoformat()},
        )
