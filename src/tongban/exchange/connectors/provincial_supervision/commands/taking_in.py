"""Taking in what departments deliver (汇聚部门监管数据): files in their folders, each once, by nobody's hand. R-052.

Of a department each record counts once by its own number; what is not sound is listed with its line, and the rest goes
to the province with the next round of the outbox.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec
from django.db import transaction

from tongban.exchange.connectors.provincial_supervision.bound import BOUND
from tongban.exchange.connectors.provincial_supervision.deliveries import LARGEST, Delivered, NotDelivered, read
from tongban.exchange.connectors.provincial_supervision.models import (
    DeliveredFile,
    DeliveredRecord,
    SupervisionReport,
)
from tongban.exchange.connectors.provincial_supervision.queries import CONTENT
from tongban.exchange.connectors.provincial_supervision.rules import BASIS, CHANNEL, RecordKind
from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import Parcel, record, send_out
from tongban.registers.agencies.models import Agency

SUFFIXES = frozenset({".csv", ".json"})


def take_in_folder(folder: Path, *, at: datetime) -> int:
    """Every file below the folder of a department, named by its key; how many were new. A file stays where it is."""
    keys = {each.key: each for each in Agency.objects.filter(is_active=True)}
    found = 0
    for path in sorted(folder.glob("*/*")):
        agency = keys.get(path.parent.name)
        if agency is not None and path.suffix.lower() in SUFFIXES and path.is_file():
            with path.open("rb") as file:
                found += take_in_file(path.name, file.read(LARGEST + 1), agency=agency, at=at) is not None
    return found


@transaction.atomic
def take_in_file(name: str, data: bytes, *, agency: Agency, at: datetime) -> DeliveredFile | None:
    """One file, once by its bytes; None for one that was here. One that cannot be read at all is a rejected file."""
    digest = hashlib.sha256(agency.key.encode() + b":" + data).hexdigest()
    if DeliveredFile.objects.filter(digest=digest).exists():
        return None
    try:
        rows = read(data, agency=agency.name)
    except NotDelivered as error:
        rejects = [{"place": 0, "ref": "", "why": str(error)}]
        return _kept(agency, name, digest, rows=1, taken=0, repeats=0, rejects=rejects, at=at)
    sound = {each.ref: each for each in reversed(rows) if not each.faults}
    known = set(DeliveredRecord.objects.filter(agency=agency, ref__in=sound).values_list("ref", flat=True))
    fresh = {ref: each for ref, each in sorted(sound.items()) if ref not in known}
    rejects = [
        {"place": each.place, "ref": each.ref, "why": "；".join(each.faults) + "。"} for each in rows if each.faults
    ]
    repeats = len(rows) - len(rejects) - len(fresh)
    made = _kept(agency, name, digest, rows=len(rows), taken=len(fresh), repeats=repeats, rejects=rejects, at=at)
    _push(made, fresh, at)
    return made


def _kept(agency: Agency, name: str, digest: str, *, at: datetime, **counts: object) -> DeliveredFile:
    return DeliveredFile.objects.create(agency=agency, name=name[:120], digest=digest, delivered_at=at, **counts)


def _push(file: DeliveredFile, fresh: Mapping[str, Delivered], at: datetime) -> None:
    """Each new record waits in the outbox; one act in the ledger for the file, which names nobody."""
    facts = {"agency": file.agency.key, "rows": file.rows, "taken": file.taken, "rejected": file.rejected}
    entry = record(f"supervision-file:{file.pk}", "take_in", by=SYSTEM, at=at, basis=BASIS, facts=facts)
    records = [DeliveredRecord(agency=file.agency, ref=ref, file=file) for ref in fresh]
    for each in records:
        content = msgspec.json.encode(fresh[each.ref].content).decode()
        each.content_sealed = vault().seal(content, purpose=CONTENT, owner=each.key.hex)
    DeliveredRecord.objects.bulk_create(records)
    if BOUND.system is None:
        return
    reports = [
        SupervisionReport(number=f"SD-{each.pk}", kind=RecordKind.ACT, entry=entry, delivered=each, queued_at=at)
        for each in records
    ]
    SupervisionReport.objects.bulk_create(reports)
    send_out(entry, [Parcel(CHANNEL, each.number, {"report": each.number}) for each in reports], at=at)
