"""What could not be delivered after all tries (没有送到的): a person sends it anew, or closes it with the reason."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours

from .commands import record
from .models import Entry, Outgoing

KEEPERS = frozenset({Role.SUPERVISOR, Role.SYSTEM_ADMIN})
LONGEST = 500
PAGE = 50


def visible_to(actor: Actor) -> QuerySet[Outgoing]:
    """Parcels that wait for a person: for the supervisor and whoever runs the platform."""
    rows = Outgoing.objects.filter(dead_at__isnull=False, delivered_at__isnull=True, closed_at__isnull=True)
    return rows if actor.roles & KEEPERS else rows.none()


def by_channel(actor: Actor) -> dict[str, int]:
    """How many wait, by channel (one statement)."""
    return dict(visible_to(actor).order_by().values_list("channel").annotate(Count("pk")))


@transaction.atomic
def resend(parcel: Outgoing, *, by: Actor, at: datetime) -> Entry:
    """重新发送: tried again like a new one; whoever receives knows the same number again, so that nothing doubles."""
    held = _held(parcel, by)
    held.dead_at, held.attempts, held.due_at = None, 0, at
    held.save(update_fields=["dead_at", "attempts", "due_at"])
    return _recorded(held, "resend", "", by=by, at=at)


@transaction.atomic
def close(parcel: Outgoing, *, reason: str, by: Actor, at: datetime) -> Entry:
    """关闭: it is not sent any more, and the record says why; what it was about stands in its own chain."""
    said = reason_of(reason, "请写为什么不再发送")
    held = _held(parcel, by)
    held.closed_at = at
    held.save(update_fields=["closed_at"])
    return _recorded(held, "close", said, by=by, at=at)


def reason_of(typed: str, sentence: str) -> str:
    """The reason as it is kept; `Invalid` with the sentence for none."""
    said = typed.replace("\x00", "").strip()
    if not 2 <= len(said) <= LONGEST:
        raise Invalid(faults=[Fault("/reason", "required", f"{sentence}，2到{LONGEST}个字。")])
    return said


def revive(channel: str, *, at: datetime) -> int:
    """What was given up on a channel is tried again: the other side may have been away for a day. Closed is closed."""
    dead = Outgoing.objects.filter(channel=channel, dead_at__isnull=False, delivered_at__isnull=True)
    return dead.filter(closed_at__isnull=True).update(dead_at=None, attempts=0, due_at=at)


def _held(parcel: Outgoing, by: Actor) -> Outgoing:
    """The parcel under lock; `NotNow` when somebody else was there first, or it was delivered meanwhile."""
    if not by.roles & KEEPERS:
        raise NotYours("没有送到的消息由监督岗或者系统管理员处理。")
    held = Outgoing.objects.select_for_update().get(pk=parcel.pk)
    if held.dead_at is None or held.delivered_at is not None or held.closed_at is not None:
        raise NotNow("这一条已经重新发送、送到或者关闭了，请刷新看看。")
    return held


def _recorded(parcel: Outgoing, verb: str, reason: str, *, by: Actor, at: datetime) -> Entry:
    facts = {"channel": parcel.channel, "about": parcel.chain, "error": parcel.last_error[:200], "reason": reason}
    return record(f"parcel:{parcel.pk}", verb, by=by, at=at, facts=facts)
