"""Closing a place out of turn (临时关闭) and opening it again: one write, and every page reads it with the hours."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.closings import BASIS, Closing, checked, read
from tongban.registers.agencies.models import Venue

MOST = 20


@transaction.atomic
def close_place(
    venue: Venue, *, begins_at: datetime | None, ends_at: datetime | None, reason: str, by: Actor, at: datetime
) -> Closing:
    """临时关闭: from a moment to a moment, for a reason that people read; what is over is dropped from the row.

    Raises `Invalid` with everything that is wrong.
    """
    _refuse_strangers(by, venue)
    closing = checked(begins_at=begins_at, ends_at=ends_at, reason=reason, at=at)
    held = Venue.objects.select_for_update().get(pk=venue.pk)
    kept = [each for each in read(held.closings) if each.ends_at > at]
    if len(kept) >= MOST:
        raise Invalid(f"一个场所最多登记{MOST}次临时关闭，请先取消用不着的。")
    if any(each.begins_at < closing.ends_at and closing.begins_at < each.ends_at for each in kept):
        raise NotNow("这段时间已经登记过关闭，请先恢复，再重新登记。")
    _keep(venue, [*kept, closing])
    facts = {"from": closing.begins_at.isoformat(), "until": closing.ends_at.isoformat(), "reason": closing.reason}
    record(f"venue:{venue.key}", "close_place", by=by, at=at, basis=BASIS, facts=facts)
    return closing


@transaction.atomic
def reopen_place(venue: Venue, *, begins_at: datetime, by: Actor, at: datetime) -> None:
    """恢复办公: the closing that began, or would begin, at this moment is over now."""
    _refuse_strangers(by, venue)
    held = Venue.objects.select_for_update().get(pk=venue.pk)
    rows = read(held.closings)
    kept = [each for each in rows if each.begins_at != begins_at and each.ends_at > at]
    if not any(each.begins_at == begins_at and each.ends_at > at for each in rows):
        raise NotNow("没有这次关闭，或者已经恢复。")
    _keep(venue, kept)
    facts = {"from": begins_at.isoformat()}
    record(f"venue:{venue.key}", "reopen_place", by=by, at=at, basis=BASIS, facts=facts)


def _keep(venue: Venue, closings: list[Closing]) -> None:
    venue.closings = [each.as_row() for each in sorted(closings, key=lambda each: each.begins_at)]
    Venue.objects.filter(pk=venue.pk).update(closings=venue.closings)


def _refuse_strangers(by: Actor, venue: Venue) -> None:
    is_bureau = bool(by.roles & {Role.SUPERVISOR, Role.SYSTEM})
    if not is_bureau and not (Role.DECIDER in by.roles and by.agency_id == venue.agency_id):
        raise NotYours("临时关闭由市政务服务管理局，或者管这个场所的单位登记。")
