"""When a joint review is complete (联合审核): enough different bodies agree, and the lead is one of them; plan 一."""

from collections.abc import Iterable
from dataclasses import dataclass

from .states import Verdict


@dataclass(frozen=True, slots=True)
class Voice:
    """What one body said in this turn, and by whom."""

    agency_id: int
    staff_id: int
    verdict: Verdict


def is_complete(voices: Iterable[Voice], *, lead_id: int, bodies: int) -> bool:
    """Enough bodies agree, each by a person of its own, and none returned it."""
    said = list(voices)
    agreed = [each for each in said if each.verdict is Verdict.AGREE]
    return (
        len(agreed) == len(said)
        and len({each.agency_id for each in agreed}) >= bodies
        and len({each.staff_id for each in agreed}) >= bodies
        and any(each.agency_id == lead_id for each in agreed)
    )
