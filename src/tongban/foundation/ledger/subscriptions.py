"""News for the rest of the house: subscribers read the ledger itself, in order, each with a cursor of its own."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from .models import Cursor, Entry, Outgoing, Parked
from .sealing import horizon

log = logging.getLogger("tongban.ledger")
BATCH = 200
MOST_NEWS = MOST_PARCELS = 5000
MOST_REPLAYS = 500
MAX_TRIES = 8
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(hours=1)
OUTBOX_LOCK = 0x6F757462

Reaction = Callable[[Entry], None]
Carrier = Callable[[Outgoing, datetime], None]


@dataclass(frozen=True, slots=True)
class Subscription:
    """Which function hears which verbs of which chains (空 = all). It is idempotent: it may hear an entry twice."""

    name: str
    hears: Reaction
    chains: tuple[str, ...] = ()
    verbs: frozenset[str] = frozenset()

    def concerns(self, chain: str, verb: str) -> bool:
        kind = chain.split(":", 1)[0]
        return (not self.chains or kind in self.chains) and (not self.verbs or verb in self.verbs)


@transaction.atomic
def deliver_news(subscription: Subscription, *, at: datetime) -> int:
    """Let one subscriber hear what is new, at most a batch; the number of entries passed.

    What it did and its cursor are one transaction. An entry that fails is tried again with growing waits, and after
    `MAX_TRIES` parked for a person; those before it stay heard. Entries that do not concern it are passed unread.
    """
    reach = horizon()
    Cursor.objects.get_or_create(name=subscription.name)
    cursor = Cursor.objects.select_for_update(skip_locked=True).filter(name=subscription.name).first()
    if cursor is None or (cursor.next_at is not None and cursor.next_at > at):
        return 0
    passed = 0
    ahead = list(_after(cursor, reach).values_list("txid", "pk", "chain", "verb")[:BATCH])
    concerning = Entry.objects.in_bulk([pk for _, pk, chain, verb in ahead if subscription.concerns(chain, verb)])
    for txid, pk, *_ in ahead:
        if pk in concerning and not _heard(subscription, concerning[pk], cursor, at):
            break
        cursor.txid, cursor.entry_id = txid, pk
        passed += 1
    if passed or cursor.attempts:
        cursor.save()
    return passed


def deliver_outbox(carriers: dict[str, Carrier], *, at: datetime, most: int = MOST_PARCELS) -> int:
    """Hand due parcels to their carriers, in order per chain and channel; the number delivered.

    One deliverer at a time keeps the order. A parcel that fails waits with back-off and holds back only the later
    ones of its own chain and channel; after `MAX_TRIES` it is dead until a person replays it.
    """
    delivered, seen, last = 0, 0, 0
    blocked: set[tuple[str, str]] = set()
    while seen < most:
        with transaction.atomic():
            if not _is_alone():
                return delivered
            waiting = Outgoing.objects.filter(delivered_at__isnull=True, dead_at__isnull=True, pk__gt=last)
            parcels = list(waiting.order_by("pk")[:BATCH])
            done = [each.pk for each in parcels if _carried(each, carriers, at, blocked)]
            Outgoing.objects.filter(pk__in=done).update(delivered_at=at)
        delivered, seen = delivered + len(done), seen + len(parcels)
        if len(parcels) < BATCH:
            return delivered
        last = parcels[-1].pk
    return delivered


def run_all(subscriptions: Sequence[Subscription], carriers: dict[str, Carrier], *, at: datetime) -> int:
    """One round for everybody; the number of things done. Who has read to the end costs nothing."""
    heard = sum(_caught_up(each, at=at) for each in _behind(subscriptions)) + replay_parked(subscriptions, at=at)
    return heard + deliver_outbox(carriers, at=at)


def replay_parked(subscriptions: Sequence[Subscription], *, at: datetime) -> int:
    """Let subscribers hear again what a person asked for (重放), in the order of the ledger; the number digested.

    What fails again stays parked, and says why; nobody is held back by it.
    """
    named = {each.name: each for each in subscriptions}
    asked = Parked.objects.filter(asked_at__isnull=False).order_by("entry_id", "pk")
    return sum(_replayed(pk, named, at) for pk in list(asked.values_list("pk", flat=True)[:MOST_REPLAYS]))


def _behind(subscriptions: Sequence[Subscription]) -> list[Subscription]:
    """Those for whom there is something that they have not passed yet (three statements for all together)."""
    last = Entry.objects.filter(txid__lt=horizon()).order_by("-txid", "-id").values_list("txid", "id").first()
    passed = {name: place for name, *place in Cursor.objects.values_list("name", "txid", "entry_id")}
    return [each for each in subscriptions if last is not None and passed.get(each.name, [0, 0]) < [*last]]


def _caught_up(subscription: Subscription, *, at: datetime) -> int:
    """Batch after batch, but not forever: the others want to hear too."""
    passed = 0
    while passed < MOST_NEWS:
        batch = deliver_news(subscription, at=at)
        passed += batch
        if batch < BATCH:
            break
    return passed


def _after(cursor: Cursor, reach: int) -> QuerySet[Entry]:
    later = Q(txid__gt=cursor.txid) | Q(txid=cursor.txid, id__gt=cursor.entry_id)
    return Entry.objects.filter(later, txid__gte=cursor.txid, txid__lt=reach).order_by("txid", "id")


def _heard(subscription: Subscription, entry: Entry, cursor: Cursor, at: datetime) -> bool:
    """The subscriber digests the entry, or the cursor says why not and when to try again."""
    try:
        with transaction.atomic():
            subscription.hears(entry)
    except Exception as error:  # a subscriber's failure is kept and retried, never lost
        cursor.attempts += 1
        cursor.last_error = _words(error)
        log.warning("subscriber %s failed (%s): %s", subscription.name, cursor.attempts, cursor.last_error)
        if cursor.attempts < MAX_TRIES:
            cursor.next_at = at + wait_after(cursor.attempts)
            return False
        Parked.objects.create(subscriber=subscription.name, entry=entry, at=at, error=cursor.last_error)
    cursor.attempts, cursor.next_at = 0, None
    return True


@transaction.atomic
def _replayed(pk: int, named: dict[str, Subscription], at: datetime) -> bool:
    """What the subscriber does and that it was heard are one transaction; whoever comes second finds nothing to do."""
    rows = Parked.objects.select_for_update(skip_locked=True, of=("self",)).select_related("entry")
    parked = rows.filter(pk=pk, asked_at__isnull=False).first()
    if parked is None:
        return False
    parked.asked_at = None
    try:
        with transaction.atomic():
            named[parked.subscriber].hears(parked.entry)
    except Exception as error:  # the same failure as before, or another one: a person looks at it again
        parked.replays, parked.at, parked.error = parked.replays + 1, at, _words(error)
        log.warning("subscriber %s failed at a replay (%s): %s", parked.subscriber, parked.replays, parked.error)
    else:
        parked.heard_at = at
    parked.save(update_fields=["asked_at", "replays", "at", "error", "heard_at"])
    return parked.heard_at is not None


def _carried(parcel: Outgoing, carriers: dict[str, Carrier], at: datetime, blocked: set[tuple[str, str]]) -> bool:
    lane = (parcel.chain, parcel.channel)
    if lane in blocked or parcel.due_at > at:
        blocked.add(lane)
        return False
    try:
        with transaction.atomic():
            carriers[parcel.channel](parcel, at)
    except Exception as error:  # whatever a carrier throws is kept with the parcel and tried again
        _failed(parcel, error, at)
        blocked.add(lane)
        return False
    return True


def _failed(parcel: Outgoing, error: Exception, at: datetime) -> None:
    parcel.attempts += 1
    parcel.last_error = _words(error)
    parcel.due_at = at + wait_after(parcel.attempts)
    parcel.dead_at = at if parcel.attempts >= MAX_TRIES else None
    log.warning("parcel %s failed (%s): %s", parcel.pk, parcel.attempts, parcel.last_error)
    parcel.save(update_fields=["attempts", "due_at", "dead_at", "last_error"])


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many tries: two seconds, doubled each time, an hour at most."""
    return min(FIRST_WAIT * int(2 ** (attempts - 1)), LONGEST_WAIT)


def _is_alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [OUTBOX_LOCK])
        return bool(cursor.fetchone()[0])


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
