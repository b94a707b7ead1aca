"""What goes by post between two places (邮寄): its number, who waits for it, what it cost; pure. R-073."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tongban.foundation.kernel.errors import Fault, Invalid

from .states import Direction

MOST_POSTAGE = 100_000
"""In cents: a parcel of papers costs less than a thousand yuan."""
_HUNDRED = Decimal(100)


def cents(typed: str) -> int | None:
    """The postage as it was typed in yuan, in cents (分); None where nothing was paid here. `Invalid` in words."""
    plain = typed.strip().removesuffix("元").strip()
    if not plain:
        return None
    try:
        found = Decimal(plain) * _HUNDRED
    except ArithmeticError:  # no number, or one beyond all bounds
        found = Decimal(-1)
    if not found.is_finite() or found != found.to_integral_value() or not 0 <= found <= MOST_POSTAGE:
        raise Invalid(faults=[Fault("/postage", "money", "邮费写几元，最多两位小数，例如12或者12.50，不超过1000。")])
    return int(found)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One parcel (快件): of which crossing, which way, sent when, signed for when, latest day, postage in cents."""

    number: str
    matter: str
    is_ours: bool
    tracking: str
    sent_at: datetime
    signed_at: datetime | None
    due_on: date | None
    postage: int | None

    def is_late(self, today: date) -> bool:
        """Is it still under way though it should have been signed for (过了时限还没有签收)?"""
        return self.signed_at is None and self.due_on is not None and self.due_on < today


def is_ours_out(direction: str) -> bool:
    """Do we post what goes out (移交)? The receiving place does; what comes back the handling place posts."""
    return direction == Direction.OUTBOUND
