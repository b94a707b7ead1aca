"""Taking in what departments deliver (汇聚部门监管数据): by file, API or front table, each once, by no hand. R-052.

Of a department each record counts once by its own number; said again it is a repeat, said otherwise it is rejected.
What is not sound is listed with its place, and the rest goes to the province with the next round of the outbox.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from django.db import IntegrityError, transaction

from tongban.exchange.connectors.provincial_supervision.bound import BOUND, LANE
from tongban.exchange.connectors.provincial_supervision.deliveries import (
    LARGEST,
    MOST_ROWS,
    Delivered,
    NotDelivered,
    Way,
    login_of,
    made_one,
    plain_row,
    read,
)
from tongban.exchange.connectors.provincial_supervision.models import (
    DeliveredFile,
    DeliveredRecord,
    DroppedRow,
    SupervisionReport,
)
from tongban.exchange.connectors.provincial_supervision.queries import CONTENT, opened
from tongban.exchange.connectors.provincial_supervision.rules import BASIS, RecordKind
from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import Parcel, record, send_out
from tongban.foundation.ledger.models import Entry
from tongban.registers.agencies.models import Agency
from tongban.registers.parties.models import ApiClient

SUFFIXES = frozenset({".csv", ".json"})
SETTLED = timedelta(seconds=30)
MOST_AT_ONCE = 500
MOST_DELIVERIES = 20
OTHERWISE = "这个编号的记录收过，内容不一样；更正请用新的编号"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A delivery as it is accounted for; `is_repeat`: it was here already, and counted once."""

    delivery: DeliveredFile
    is_repeat: bool


def take_in_folder(folder: Path, *, at: datetime) -> int:
    """Every file below the folder of a department, named by its key; how many were new.

    What was read is taken away; a file that cannot be read stays where it is, for whoever dropped it.
    """
    keys = {each.key: each for each in Agency.objects.filter(is_active=True)}
    found = 0
    for path in sorted(folder.glob("*/*")):
        agency = keys.get(path.parent.name)
        if agency is not None and path.suffix.lower() in SUFFIXES and path.is_file() and not _is_written(path, at):
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
            dropped_at = min(at, datetime.fromtimestamp(path.stat().st_ctime, UTC))
            made = take_in_file(path.name, data, agency=agency, dropped_at=dropped_at, at=at)
            found += not made.is_repeat
            if made.delivery.taken + made.delivery.repeats:
                path.unlink(missing_ok=True)
    return found


@transaction.atomic
def take_in_file(
    name: str, data: bytes, *, agency: Agency, dropped_at: datetime | None = None, at: datetime
) -> TakenIn:
    """One file, once by its bytes. One that cannot be read at all is a rejected file."""
    digest = hashlib.sha256(agency.key.encode() + b":" + data).hexdigest()
    known = DeliveredFile.objects.filter(digest=digest).first()
    if known is not None:
        return TakenIn(known, is_repeat=True)
    made = DeliveredFile(agency=agency, way=Way.FILE, name=name[:120], digest=digest, delivered_at=at)
    try:
        rows = read(data, agency=agency.name)
    except NotDelivered as error:
        made.rows = made.rejected = 1
        made.taken = made.repeats = 0
        made.rejects = [{"place": 0, "ref": "", "why": str(error)}]
        made.save(force_insert=True)
        return TakenIn(made, is_repeat=False)
    return _accounted(made, rows, dropped_at=dropped_at or at, by=SYSTEM, at=at)


def take_in_records(records: Sequence[Mapping[str, Any]], *, by: Actor, at: datetime) -> TakenIn:
    """接口汇聚: by a department's system with its own token; the same records again are the same delivery.

    Of two at the same instant the second waits, and finds what the first has taken in. Raises `NotYours` for a system
    that no department answers for, `Invalid` for none or too many.
    """
    agency = _answers_for(by)
    try:
        return _take_in_sent(records, agency, by=by, at=at)
    except IntegrityError:
        return _take_in_sent(records, agency, by=by, at=at)


@transaction.atomic
def _take_in_sent(records: Sequence[Mapping[str, Any]], agency: Agency, *, by: Actor, at: datetime) -> TakenIn:
    if not 1 <= len(records) <= MOST_AT_ONCE:
        sentence = f"一次交1到{MOST_AT_ONCE}条，请分成几次。"
        raise Invalid(faults=[Fault("/records", "range", sentence)])
    rows = [plain_row(each) for each in records]
    digest = hashlib.sha256(f"{agency.key}:api:".encode() + msgspec.json.encode(rows, order="sorted")).hexdigest()
    known = DeliveredFile.objects.filter(digest=digest).first()
    if known is not None:
        return TakenIn(known, is_repeat=True)
    made = DeliveredFile(agency=agency, way=Way.API, name=by.client[:120], digest=digest, delivered_at=at)
    return _accounted(made, made_one(rows, agency=agency.name), dropped_at=at, by=by, at=at)


def take_in_table(*, at: datetime) -> int:
    """前置表: what each department's account wrote is taken in and out, a bounded part at a time; how many rows."""
    logins = {login_of(each.key): each for each in Agency.objects.filter(is_active=True)}
    senders = DroppedRow.objects.filter(dropped_by__in=logins).order_by().values_list("dropped_by", flat=True)
    return sum(_take_in_rows(each, logins[each], at=at) for each in sorted(set(senders.distinct())))


@transaction.atomic
def _take_in_rows(sender: str, agency: Agency, *, at: datetime) -> int:
    waiting = DroppedRow.objects.select_for_update(skip_locked=True).filter(dropped_by=sender).order_by("pk")
    dropped = list(waiting[:MOST_ROWS])
    if not dropped:
        return 0
    rows = [plain_row(each.content) for each in dropped]
    told = msgspec.json.encode([dropped[0].pk, rows], order="sorted")
    digest = hashlib.sha256(f"{agency.key}:table:".encode() + told).hexdigest()
    made = DeliveredFile(agency=agency, way=Way.TABLE, name=sender, digest=digest, delivered_at=at)
    first = min(at, *(each.dropped_at for each in dropped))
    _accounted(made, made_one(rows, agency=agency.name), dropped_at=first, by=SYSTEM, at=at)
    DroppedRow.objects.filter(pk__in=[each.pk for each in dropped]).delete()
    return len(dropped)


def _accounted(
    made: DeliveredFile, rows: Sequence[Delivered], *, dropped_at: datetime, by: Actor, at: datetime
) -> TakenIn:
    """Each row is taken, a repeat, or rejected with the reason."""
    refs = {each.ref for each in rows if not each.faults}
    before = DeliveredRecord.objects.filter(agency=made.agency, ref__in=refs)
    said = {each.ref: _words(opened(each)) for each in before}
    fresh: dict[str, Delivered] = {}
    rejects: list[dict[str, object]] = []
    for each in rows:
        if each.faults:
            rejects.append(_reject(each, "；".join(each.faults)))
        elif each.ref not in said:
            fresh[each.ref], said[each.ref] = each, _words(each.content)
        elif said[each.ref] != _words(each.content):
            rejects.append(_reject(each, OTHERWISE))
    made.rows, made.taken, made.rejected, made.rejects = len(rows), len(fresh), len(rejects), rejects
    made.repeats = made.rows - made.taken - made.rejected
    made.save(force_insert=True)
    _push(made, fresh, dropped_at=dropped_at, by=by, at=at)
    return TakenIn(made, is_repeat=False)


def _words(content: Mapping[str, Any]) -> dict[str, Any]:
    """What a record says; what the department was called then is no part of it."""
    return {key: each for key, each in content.items() if key != "agency"}


def _reject(row: Delivered, why: str) -> dict[str, object]:
    return {"place": row.place, "ref": row.ref, "why": f"{why}。"}


def _push(
    made: DeliveredFile, fresh: Mapping[str, Delivered], *, dropped_at: datetime, by: Actor, at: datetime
) -> None:
    """Each new record waits in the outbox; one act in the ledger for the delivery, which names nobody.

    The lag counts from when it was dropped, not from when we looked.
    """
    facts = {"agency": made.agency.key, "way": made.way, "rows": made.rows}
    facts |= {"taken": made.taken, "rejected": made.rejected}
    entry = record(f"supervision-file:{made.pk}", "take_in", by=by, at=at, basis=BASIS, facts=facts)
    records = [DeliveredRecord(agency=made.agency, ref=ref, file=made) for ref in fresh]
    for each in records:
        content = msgspec.json.encode(fresh[each.ref].content).decode()
        each.content_sealed = vault().seal(content, purpose=CONTENT, owner=each.key.hex)
    DeliveredRecord.objects.bulk_create(records)
    _queue(entry, records, dropped_at=dropped_at, at=at)


def _queue(entry: Entry, records: Sequence[DeliveredRecord], *, dropped_at: datetime, at: datetime) -> None:
    """They wait in the outbox; while no system is bound they wait for one (`send_up_what_waited`)."""
    if BOUND.system is None:
        return
    about = {"kind": RecordKind.ACT, "entry": entry, "queued_at": dropped_at}
    reports = [SupervisionReport(number=f"SD-{each.pk}", delivered=each, **about) for each in records]
    SupervisionReport.objects.bulk_create(reports)
    send_out(entry, [Parcel(LANE.channel, each.number, {LANE.key: each.number}) for each in reports], at=at)


@transaction.atomic
def send_up_what_waited(*, at: datetime) -> int:
    """What was delivered while no system was bound goes up now, some deliveries at a time; how many records."""
    if BOUND.system is None:
        return 0
    found = 0
    waiting = (
        DeliveredFile.objects.filter(records__isnull=False, records__report=None)
        .select_related("agency")
        .distinct()
        .order_by("pk")
    )
    for each in waiting[:MOST_DELIVERIES]:
        records = list(each.records.filter(report=None).order_by("pk"))
        facts = {"agency": each.agency.key, "records": len(records)}
        entry = record(f"supervision-file:{each.pk}", "send_up", by=SYSTEM, at=at, basis=BASIS, facts=facts)
        _queue(entry, records, dropped_at=each.delivered_at, at=at)
        found += len(records)
    return found


def _answers_for(by: Actor) -> Agency:
    """The department that answers for the calling system (责任部门)."""
    if not by.client or by.account_id is not None:
        raise NotYours("监管数据由部门的监管系统用自己的令牌交，不能用个人的令牌。")
    client = ApiClient.objects.filter(name=by.client, is_partner=False).first()
    agency = Agency.objects.filter(key=client.agency_key, is_active=True).first() if client is not None else None
    if agency is None:
        raise NotYours("这个系统没有登记责任部门，不能交监管数据。请联系市政务服务局登记。")
    return agency


def _is_written(path: Path, at: datetime) -> bool:
    """Whether somebody may still be writing it: it changed a moment ago."""
    return timedelta() <= at - datetime.fromtimestamp(path.stat().st_mtime, UTC) < SETTLED
