"""News for the rest of the house: subscribers read the ledger itself, in order, each with a cursor of its own."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from .models import Cursor, Entry, Outgoing, Parked
from .sealing import horizon

log = logging.getLogger("tongban.ledger")
BATCH = 200
MAX_TRIES = 8
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(hours=1)

Reaction = Callable[[Entry], None]
Carrier = Callable[[Outgoing, datetime], None]


@dataclass(frozen=True, slots=True)
class Subscription:
    """Which function hears which verbs (空 = all). The function is idempotent: it may hear an entry twice."""

    name: str
    hears: Reaction
    chains: tuple[str, ...] = ()
    verbs: frozenset[str] = frozenset()


def deliver_news(subscription: Subscription, *, at: datetime) -> int:
    """Let one subscriber hear what is new; the number of entries read. Entry and cursor are one transaction."""
    Cursor.objects.get_or_create(name=subscription.name)
    read = 0
    reach = horizon()
    while read < BATCH:
        step = _one(subscription, reach, at)
        if step == 0:
            break
        read += step
    return read


def _one(subscription: Subscription, reach: int, at: datetime) -> int:
    """Hear the next entry that concerns the subscriber, skipping the others; the number of entries passed."""
    try:
        with transaction.atomic():
            cursor = Cursor.objects.select_for_update(skip_locked=True).filter(name=subscription.name).first()
            if cursor is None or (cursor.next_at and cursor.next_at > at):
                return 0
            entries = list(_after(cursor, reach)[:BATCH])
            for passed, entry in enumerate(entries, start=1):
                cursor.txid, cursor.entry_id = entry.txid, entry.id
                if _concerns(subscription, entry):
                    subscription.hears(entry)
                    _settle(cursor)
                    return passed
            if entries:
                _settle(cursor)
            return len(entries)
    except Exception as error:
        _failed(subscription, error, at)
        return 0


def _after(cursor: Cursor, reach: int) -> QuerySet[Entry]:
    later = Q(txid__gt=cursor.txid) | Q(txid=cursor.txid, id__gt=cursor.entry_id)
    return Entry.objects.filter(later, txid__gte=cursor.txid, txid__lt=reach).order_by("txid", "id")


def _concerns(subscription: Subscription, entry: Entry) -> bool:
    kind = entry.chain.split(":", 1)[0]
    return (not subscription.chains or kind in subscription.chains) and (
        not subscription.verbs or entry.verb in subscription.verbs
    )


def _settle(cursor: Cursor) -> None:
    cursor.attempts, cursor.next_at, cursor.last_error = 0, None, ""
    cursor.save(update_fields=["txid", "entry_id", "attempts", "next_at", "last_error"])


@transaction.atomic
def _failed(subscription: Subscription, error: Exception, at: datetime) -> None:
    cursor = Cursor.objects.select_for_update().get(name=subscription.name)
    cursor.attempts += 1
    cursor.last_error = f"{type(error).__name__}: {error}"[:300]
    log.warning("subscriber %s failed (%s): %s", subscription.name, cursor.attempts, cursor.last_error)
    if cursor.attempts >= MAX_TRIES:
        entry = next((each for each in _after(cursor, horizon()) if _concerns(subscription, each)), None)
        if entry is not None:
            Parked.objects.create(subscriber=subscription.name, entry=entry, at=at, error=cursor.last_error)
            cursor.txid, cursor.entry_id, cursor.attempts = entry.txid, entry.id, 0
        cursor.next_at = None
    else:
        cursor.next_at = at + min(FIRST_WAIT * 2 ** (cursor.attempts - 1), LONGEST_WAIT)
    cursor.save()


def deliver_outbox(carriers: dict[str, Carrier], *, at: datetime, batch: int = BATCH) -> int:
    """Hand due parcels to their carriers, in order per chain and channel; the number delivered.

    A parcel that fails waits with back-off and holds back only the later ones of its own chain and channel; after
    `MAX_TRIES` it is dead until a person replays it.
    """
    delivered = 0
    blocked: set[tuple[str, str]] = set()
    open_rows = Outgoing.objects.filter(delivered_at__isnull=True, dead_at__isnull=True).order_by("id")
    for key in list(open_rows.values_list("id", flat=True)[:batch]):
        with transaction.atomic():
            parcel = Outgoing.objects.select_for_update(skip_locked=True).filter(id=key, delivered_at=None).first()
            if parcel is None:
                continue
            lane = (parcel.chain, parcel.channel)
            if lane in blocked or parcel.due_at > at:
                blocked.add(lane)
                continue
            delivered += _carry(parcel, carriers, at, blocked)
    return delivered


def _carry(parcel: Outgoing, carriers: dict[str, Carrier], at: datetime, blocked: set[tuple[str, str]]) -> int:
    try:
        with transaction.atomic():
            carriers[parcel.channel](parcel, at)
        parcel.delivered_at = at
    except Exception as error:
        parcel.attempts += 1
        parcel.last_error = f"{type(error).__name__}: {error}"[:300]
        parcel.due_at = at + min(FIRST_WAIT * 2 ** (parcel.attempts - 1), LONGEST_WAIT)
        parcel.dead_at = at if parcel.attempts >= MAX_TRIES else None
        blocked.add((parcel.chain, parcel.channel))
        log.warning("parcel %s failed (%s): %s", parcel.pk, parcel.attempts, parcel.last_error)
    parcel.save(update_fields=["attempts", "due_at", "delivered_at", "dead_at", "last_error"])
    return 1 if parcel.delivered_at else 0


def run_all(subscriptions: Sequence[Subscription], carriers: dict[str, Carrier], *, at: datetime) -> int:
    """One round for everybody; the number of things done, so that an idle worker can sleep."""
    return sum(deliver_news(each, at=at) for each in subscriptions) + deliver_outbox(carriers, at=at)
