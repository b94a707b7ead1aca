"""What the pages of parity and of the library begin with: a sample of the province, and a library that differs."""

import msgspec

from tongban.exchange.connectors.provincial_catalogue.commands.pushing import carry, enqueue
from tongban.exchange.connectors.provincial_catalogue.models import SimulatedRecord
from tongban.exchange.connectors.provincial_catalogue.rules import CHANNEL
from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.subscriptions import deliver_outbox
from tongban.registers.catalog.content import Span
from tongban.registers.parity.commands.finding import check, keep_reference
from tongban.registers.parity.models import Rectification
from tongban.registers.parity.queries import places
from tongban.registers.parity.rules.states import Origin

SAMPLE = {
    "version": 1,
    "hash": "5" * 64,
    "name": "样例：省库里多出来的事项",
    "kind": "public_service",
    "effective_on": "2026-01-01",
}


def a_departure() -> Rectification:
    """One option of the city that is slower than a sample of the province."""
    row = next(each for each in places() if each.option.statutory_limit.value > 1)
    shorter = Span(value=row.option.statutory_limit.value - 1, unit=row.option.statutory_limit.unit)
    option = msgspec.structs.replace(row.option, statutory_limit=shorter)
    item = msgspec.structs.replace(row.item, options={row.number: option})
    keep_reference(item, origin=Origin.PROVINCE, place="甘肃省（样例）", at=now())
    check([item.basic_code], by=SYSTEM, at=now())
    return Rectification.objects.get()


def a_province() -> None:
    """Everything that was published has arrived; since then one record got lost, one stands twice, one is strange."""
    for entry in Entry.objects.filter(verb="publish", chain__startswith="list:").order_by("pk"):
        enqueue(entry)
    while deliver_outbox({CHANNEL: carry}, at=now()):
        pass
    gone, twice, *_ = SimulatedRecord.objects.order_by("list_code")
    gone.delete()
    SimulatedRecord.objects.create(list_code=twice.list_code, record=twice.record)
    code = f"{gone.list_code[:19]}622099001W00"
    SimulatedRecord.objects.create(list_code=code, record={**SAMPLE, "list_code": code})
