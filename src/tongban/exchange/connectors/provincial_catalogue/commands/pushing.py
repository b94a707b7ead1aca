"""Sending published editions to the province (按时汇聚, plan 二(三)): one batch each, until the receipt is there."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from tongban.exchange.connectors.provincial_catalogue.bound import BOUND, library
from tongban.exchange.connectors.provincial_catalogue.editions import delivery_of, newest_edition
from tongban.exchange.connectors.provincial_catalogue.models import Batch
from tongban.exchange.connectors.provincial_catalogue.rules import CHANNEL, batch_of, late_from
from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotFound, NotYours
from tongban.foundation.ledger.commands import Parcel, record, send_out
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.worktime.queries import calendar
from tongban.registers.catalog.models import ListVersion

BASIS = "实施方案 二(三) 按时向省事项库汇聚"
MAY_PUSH = frozenset({Role.CATALOG_REVIEWER, Role.SYSTEM})


def enqueue(entry: Entry) -> None:
    """A publication was heard: its batch is made and waits in the outbox; hearing it again makes no second one."""
    if BOUND.library is None:
        return
    code = entry.chain.removeprefix("list:")
    edition = ListVersion.objects.select_related("list").get(list__code=code, number=entry.facts["edition"])
    if not Batch.objects.filter(edition=edition).exists():
        _send(edition, 1, entry, entry.at)


def carry(parcel: Outgoing, at: datetime) -> None:
    """The carrier of the outbox's channel: deliver and keep the receipt; a batch with a receipt is not sent again."""
    batch = Batch.objects.select_related("edition__list__basic").get(number=parcel.payload["batch"])
    if batch.received_at is None:
        delivery = delivery_of(batch.edition, batch.number, replaces=batch.turn > 1)
        receipt = library().deliver(delivery, at=at)
        Batch.objects.filter(pk=batch.pk).update(receipt=receipt.number[:60], received_at=at)


@transaction.atomic
def push_again(list_code: str, *, by: Actor, at: datetime) -> Batch:
    """重新汇聚: the newest edition goes out as a new batch that takes the place of whatever the province holds."""
    if not MAY_PUSH & by.roles:
        raise NotYours("重新汇聚由事项审核岗办理。")
    library()
    edition = newest_edition(list_code)
    if edition is None:
        raise NotFound("本地没有发布过这份清单，不能汇聚。请核对实施编码。")
    turn = (Batch.objects.filter(edition=edition).aggregate(last=Max("turn"))["last"] or 0) + 1
    facts = {"edition": edition.number, "turn": max(turn, 2)}
    entry = record(f"list:{list_code}", "push_again", by=by, at=at, basis=BASIS, facts=facts)
    return _send(edition, max(turn, 2), entry, at)


@transaction.atomic
def raise_late(*, at: datetime) -> int:
    """Batches without a receipt after their day: each raises one alert, and is tried anew; the number of new alerts."""
    waiting = Batch.objects.filter(received_at__isnull=True)
    _revive(list(waiting.values_list("number", flat=True)), at)
    late = waiting.filter(due_on__lt=local_day(at), alerted_at__isnull=True)
    found = list(late.select_for_update(of=("self",), skip_locked=True).select_related("edition__list"))
    for batch in found:
        facts = {"batch": batch.number, "due_on": batch.due_on.isoformat()}
        record(f"list:{batch.edition.list.code}", "push_late", by=SYSTEM, at=at, basis=BASIS, facts=facts)
    Batch.objects.filter(pk__in=[each.pk for each in found]).update(alerted_at=at)
    return len(found)


def _send(edition: ListVersion, turn: int, entry: Entry, at: datetime) -> Batch:
    number = batch_of(edition.list.code, edition.number, turn)
    due_on = late_from(local_day(at), calendar=calendar())
    batch = Batch.objects.create(number=number, edition=edition, turn=turn, queued_at=at, due_on=due_on)
    send_out(entry, [Parcel(CHANNEL, edition.list.code, {"batch": number})], at=at)
    return batch


def _revive(numbers: list[str], at: datetime) -> None:
    """Parcels that were given up are tried again: the province may have been away for a day."""
    dead = Outgoing.objects.filter(channel=CHANNEL, dead_at__isnull=False, payload__batch__in=numbers)
    dead.update(dead_at=None, closed_at=None, attempts=0, due_at=at)
