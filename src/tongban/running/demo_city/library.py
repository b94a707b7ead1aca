"""What the demo city's pretended province holds (演示省库): what was published here, but for a few seeded differences.

Only a simulator is filled: a bound real library is left alone. The items that it hands down are samples.
"""

from datetime import date, datetime

from tongban.exchange.connectors.provincial_catalogue.bound import BOUND
from tongban.exchange.connectors.provincial_catalogue.commands.pushing import carry, enqueue
from tongban.exchange.connectors.provincial_catalogue.models import SimulatedBatch, SimulatedRecord
from tongban.exchange.connectors.provincial_catalogue.rules import CHANNEL
from tongban.exchange.connectors.provincial_catalogue.simulator import hand_down
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.registers.catalog.item import ItemDocument, VersionNote
from tongban.registers.compiling.rules.pushed import PushedItem

# One of each: gone, of an older version, of another content, twice, and one that was never published here.
STRANGE = {
    "version": 1,
    "hash": "5" * 64,
    "name": "样例：省库里多出来的事项",
    "kind": "public_service",
    "effective_on": "2026-01-01",
}


def load_library(at: datetime) -> None:
    """Fill the simulator once; the second time nothing changes."""
    if BOUND.library is None or not BOUND.library.is_simulated or SimulatedBatch.objects.exists():
        return
    for entry in Entry.objects.filter(verb="publish", chain__startswith="list:").order_by("pk"):
        enqueue(entry)
    for parcel in Outgoing.objects.filter(channel=CHANNEL, delivered_at__isnull=True).order_by("pk"):
        carry(parcel, at)
    Outgoing.objects.filter(channel=CHANNEL, delivered_at__isnull=True).update(delivered_at=at)
    _differ()
    hand_down(_handed_down(local_day(at)))


def _differ() -> None:
    gone, other, older, twice, *_ = SimulatedRecord.objects.order_by("list_code")
    gone.delete()
    SimulatedRecord.objects.filter(pk=other.pk).update(record={**other.record, "hash": "0" * 64})
    SimulatedRecord.objects.filter(pk=older.pk).update(record={**older.record, "version": older.record["version"] + 1})
    SimulatedRecord.objects.create(list_code=twice.list_code, record=twice.record)
    code = f"{gone.list_code[:19]}622099001W00"
    SimulatedRecord.objects.create(list_code=code, record={**STRANGE, "list_code": code})


def _handed_down(on: date) -> PushedItem:
    note = VersionNote(effective_on=on, reason="省级主管部门推送（样例）", legal_source="甘肃省统一清单（样例）")
    item = ItemDocument(
        basic_code="622099002W00",
        name="样例：高龄老年人意外伤害保险补贴",
        kind="public_service",
        field="elderly_care",
        agency="civil-affairs",
        level=3,
        version=note,
        options={},
    )
    return PushedItem(source_ref="样例-推送-001", item=item, due_on=date(on.year, 12, 31))
