"""What is under way by post, and what postage was paid (邮寄跟踪、邮费). R-073."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from tongban.foundation.kernel.actors import Actor
from tongban.handling.crossing.models import Crossing
from tongban.handling.crossing.rules.parcels import Parcel, is_ours_out
from tongban.handling.crossing.rules.states import CrossingStatus

from .crossings import visible_to

MOST = 100


@dataclass(frozen=True, slots=True)
class Postage:
    """What was paid since a day (邮费): how many parcels we posted, cents in all, how many of them without a sum."""

    parcels: int
    cents: int
    unknown: int


def parcels(actor: Actor) -> list[Parcel]:
    """Every parcel of what this actor sees, those not signed for first, then the newest (one statement)."""
    rows = visible_to(actor).filter(~Q(tracking_out="") | ~Q(tracking_back="")).order_by("-pk")[:MOST]
    found = [each for row in rows for each in _of(row)]
    return sorted(found, key=lambda each: (each.signed_at is not None, -each.sent_at.timestamp()))


def postage_since(actor: Actor, since: datetime) -> Postage:
    """What our side posted since then (one statement)."""
    out = Q(direction="outbound", given_at__gte=since) & ~Q(tracking_out="")
    back = Q(direction="inbound", gave_back_at__gte=since) & ~Q(tracking_back="")
    rows = visible_to(actor).filter(out | back).values_list("direction", "postage_out", "postage_back")
    paid = [sent if is_ours_out(direction) else came for direction, sent, came in rows]
    return Postage(len(paid), sum(each or 0 for each in paid), sum(each is None for each in paid))


def _of(row: Crossing) -> list[Parcel]:
    """Both ways of one crossing; what was posted has a day of signing or is awaited."""
    ours, found = is_ours_out(row.direction), []
    if row.tracking_out and row.given_at is not None:
        due = _due(row, CrossingStatus.TRANSFER)
        sent = (row.tracking_out, row.given_at, row.taken_at, due, row.postage_out)
        found.append(Parcel(row.number, row.matter_name, ours, *sent))
    if row.tracking_back and row.gave_back_at is not None:
        due = _due(row, CrossingStatus.RETURNING)
        came = (row.tracking_back, row.gave_back_at, row.returned_at, due, row.postage_back)
        found.append(Parcel(row.number, row.matter_name, not ours, *came))
    return found


def _due(row: Crossing, while_in: CrossingStatus) -> date | None:
    return row.due_on if row.state is while_in else None
