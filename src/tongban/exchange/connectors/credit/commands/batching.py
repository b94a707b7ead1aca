"""Credit of intermediary agencies for the city's platform (中介信用归集): changes wait, and go together as one batch.

What was frozen, voided or repaired goes as withdrawn, with its key alone. No client, no writer and no words of a
review leave the house: agencies are enterprises, and nobody else is named. Plan 三(一)4; R-064.
"""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction

from tongban.exchange.connectors.credit.bound import BATCHES, BOUND, platform
from tongban.exchange.connectors.credit.models import CreditBatch, WaitingCredit
from tongban.exchange.connectors.credit.ports import CreditMessage
from tongban.exchange.connectors.credit.rules import BATCH, BATCH_BASIS
from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.commands import record
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.intermediaries.models import CreditItem
from tongban.handling.intermediaries.rules.states import COUNTS
from tongban.registers.parties.rules import Field
from tongban.registers.parties.sealed import open_field

MOST = 500
revive_batches = BATCHES.revive


def wait_for_batch(entry: Entry) -> None:
    """An entry of an agency's credit changed: it goes with the next batch; hearing it again changes nothing."""
    found = CreditItem.objects.filter(code=UUID(hex=entry.chain.partition(":")[2])).first()
    if found is not None:
        WaitingCredit.objects.get_or_create(item=found, defaults={"since": entry.at})


@transaction.atomic
def batch(*, at: datetime) -> CreditBatch | None:
    """归集: everything that waits as one message with its own number; none while no platform is bound."""
    if BOUND.platform is None:
        return None
    rows = WaitingCredit.objects.select_for_update(skip_locked=True, of=("self",)).order_by("pk")
    waiting = list(rows.select_related("item__agency__party", "item__agency__supervisor")[:MOST])
    if not waiting:
        return None
    records = [_record(each.item) for each in waiting]
    content = msgspec.json.encode(records).decode()
    digest = hashlib.sha256(content.encode()).hexdigest()
    number = f"ZJ-{local_day(at):%Y%m%d}-{CreditBatch.objects.count() + 1}"
    facts = {"number": number, "count": len(records), "digest": digest}
    entry = record(f"credit-batch:{number}", "queue", by=SYSTEM, at=at, basis=BATCH_BASIS, facts=facts)
    BATCHES.queue(entry, number, address=number, content=content, digest=digest, count=len(records))
    WaitingCredit.objects.filter(pk__in=[each.pk for each in waiting]).delete()
    return CreditBatch.objects.get(number=number)


def carry_batch(parcel: Outgoing, at: datetime) -> None:
    """The carrier of batches: deliver, keep the receipt."""

    def send(found: CreditBatch) -> tuple[str, str]:
        content = {"digest": found.digest, "records": msgspec.json.decode(found.content)}
        told = ("中介服务机构信用记录", "", "", "", found.queued_at, content)
        receipt = platform().deliver(CreditMessage(found.number, BATCH, *told), at=at)
        return receipt.message, receipt.number

    BATCHES.carry(parcel, CreditBatch.objects.all(), send, at=at)


def _record(item: CreditItem) -> dict[str, Any]:
    """One record of the agreed schema (归集格式): withdrawn ones with their key alone."""
    if item.state not in COUNTS:
        return {"key": str(item.code), "state": "withdrawn"}
    agency = item.agency
    return {
        "key": str(item.code),
        "state": "published",
        "agency": agency.party.name,
        "agency_code": open_field(agency.party, Field.ID_NUMBER),
        "supervisor": agency.supervisor.name,
        "kind": item.kind,
        "on": item.on.isoformat(),
        "marks": item.marks,
        "breach": item.breach,
        "class": agency.credit_class,
        "score": agency.points,
    }
