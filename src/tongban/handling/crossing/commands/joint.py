"""Joint handling (多地联办): each side does its steps, the other side confirms them."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotFound, NotNow
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.crossing.models import Crossing, JointPart
from tongban.handling.crossing.rules.letters import Kind

from .steps import OtherPlace, place_of, take
from .writing import write


@transaction.atomic
def finish_part(crossing: Crossing, key: str, *, by: Actor, at: datetime) -> Entry:
    """本地这一步办好了: told to the other side, who confirms it."""
    step = take("finish_part", crossing, by=by)
    part = part_of(crossing, key)
    if part.where is not place_of(crossing, by):
        raise OtherPlace(f"“{part.name}”由{part.where.label}办。")
    if part.done_at is not None:
        raise NotNow(f"“{part.name}”已经办好了。")
    JointPart.objects.filter(pk=part.pk).update(done_at=at, done_by=by.name[:120])
    send = () if by.client else (write(crossing, Kind.PART_DONE, {"part": key, "signer": by.name}, at=at)[1],)
    return advance(crossing, step, by=by, at=at, facts={"part": key}, send=send)


@transaction.atomic
def confirm_part(crossing: Crossing, key: str, *, by: Actor, at: datetime) -> Entry:
    """确认对方这一步: only what the other side has done, and never one's own."""
    step = take("confirm_part", crossing, by=by)
    part = part_of(crossing, key)
    if part.where is place_of(crossing, by):
        raise OtherPlace(f"“{part.name}”是本地自己办的，由对方确认。")
    if part.done_at is None:
        raise NotNow(f"“{part.name}”对方还没有办好，不能确认。")
    if part.confirmed_at is not None:
        raise NotNow(f"“{part.name}”已经确认过了。")
    JointPart.objects.filter(pk=part.pk).update(confirmed_at=at, confirmed_by=by.name[:120])
    send = () if by.client else (write(crossing, Kind.PART_CONFIRMED, {"part": key, "signer": by.name}, at=at)[1],)
    return advance(crossing, step, by=by, at=at, facts={"part": key}, send=send)


def part_of(crossing: Crossing, key: str) -> JointPart:
    found = JointPart.objects.filter(crossing=crossing, key=key[:40]).first()
    if found is None:
        raise NotFound("联办里没有这一步。")
    return found
