"""What a subscriber could not digest (没有处理好的): a person has it heard again, or closes it with the reason.

The replay itself is the worker's (`subscriptions.replay_parked`): what is asked for here is done with its next round.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, QuerySet

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotNow, NotYours

from .commands import record
from .models import Entry, Parked
from .undelivered import KEEPERS, reason_of


def visible_to(actor: Actor) -> QuerySet[Parked]:
    """What waits for a person or for its replay: for the supervisor and whoever runs the platform."""
    rows = Parked.objects.filter(heard_at__isnull=True, closed_at__isnull=True)
    return rows if actor.roles & KEEPERS else rows.none()


def by_subscriber(actor: Actor) -> dict[str, int]:
    """How many wait, by who could not digest them (one statement)."""
    return dict(visible_to(actor).order_by().values_list("subscriber").annotate(Count("pk")))


@transaction.atomic
def replay(parked: Parked, *, by: Actor, at: datetime) -> Entry:
    """重放: the subscriber hears it again; what was done and undone before leaves nothing, so that nothing doubles."""
    held = _held(parked, by)
    if held.asked_at is not None:
        raise NotNow("这一条已经在等重放了，请稍等再看。")
    held.asked_at = at
    held.save(update_fields=["asked_at"])
    return _recorded(held, "replay", "", by=by, at=at)


@transaction.atomic
def replay_all(subscriber: str, *, by: Actor, at: datetime) -> Entry:
    """全部重放: everything that this subscriber could not digest, for instance when a fault was mended."""
    _may(by)
    asked = visible_to(by).filter(subscriber=subscriber, asked_at__isnull=True).update(asked_at=at)
    if not asked:
        raise NotNow("没有要重放的，或者已经在等重放了。")
    return record(f"parked-by:{subscriber}"[:64], "replay", by=by, at=at, facts={"number": asked})


@transaction.atomic
def close(parked: Parked, *, reason: str, by: Actor, at: datetime) -> Entry:
    """关闭: it is not heard any more, and the record says why; the entry itself stands in its own chain."""
    said = reason_of(reason, "请写为什么不再处理")
    held = _held(parked, by)
    held.closed_at, held.asked_at = at, None
    held.save(update_fields=["closed_at", "asked_at"])
    return _recorded(held, "close", said, by=by, at=at)


def _held(parked: Parked, by: Actor) -> Parked:
    """The row under lock; `NotNow` when it was digested or closed meanwhile."""
    _may(by)
    held = Parked.objects.select_for_update(of=("self",)).select_related("entry").get(pk=parked.pk)
    if held.heard_at is not None or held.closed_at is not None:
        raise NotNow("这一条已经处理好或者关闭了，请刷新看看。")
    return held


def _may(by: Actor) -> None:
    if not by.roles & KEEPERS:
        raise NotYours("没有处理好的事件由监督岗或者系统管理员处理。")


def _recorded(parked: Parked, verb: str, reason: str, *, by: Actor, at: datetime) -> Entry:
    facts = {"subscriber": parked.subscriber, "about": parked.entry.chain, "entry": parked.entry_id}
    facts |= {"error": parked.error[:200], "reason": reason}
    return record(f"parked:{parked.pk}", verb, by=by, at=at, facts=facts)
