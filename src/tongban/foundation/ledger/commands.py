"""Writing the ledger: `advance` moves a subject and records it, `record` adds an act that moves nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from django.db import connection

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Stale
from tongban.foundation.kernel.flow import Step
from tongban.foundation.kernel.statements import Statement

from .models import Chained, Entry, Outgoing
from .rules import GENESIS, ReadResult, Record, around, plain_facts

READ_BASIS = "个人信息保护法 第三十四条"


@dataclass(frozen=True, slots=True)
class Parcel:
    """Something to send out when the act is done: by which channel, to whom, with what."""

    channel: str
    address: str
    payload: Mapping[str, Any] = field(default_factory=dict)


def role_in(step: Step, by: Actor) -> str:
    """In which of their roles the actor takes the step; a delegated power counts as the step's own role."""
    for role in Role:
        if role in step.by and role in by.roles:
            return role.value
    return min(step.by, key=list(Role).index).value


def compose(
    *,
    chain: str,
    seq: int,
    verb: str,
    by: Actor,
    at: datetime,
    role: str = "",
    basis: str = "",
    from_status: str = "",
    to_status: str = "",
    about: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Record:
    """The record of an act by this actor; facts are made plain so that the hash can be repeated."""
    return Record(
        chain=chain,
        seq=seq,
        at=at,
        verb=verb,
        by_role=role or next((each.value for each in Role if each in by.roles), "guest"),
        by_name=by.name[:120],
        by_ref=by.ref,
        by_agency=by.agency,
        on_behalf=f"mandate:{by.mandate_id}" if by.mandate_id else by.under,
        from_status=from_status,
        to_status=to_status,
        basis=basis,
        about=about,
        facts=plain_facts(facts or {}),
    )


def advance(
    subject: Chained,
    step: Step,
    *,
    by: Actor,
    at: datetime,
    to: StrEnum | None = None,
    facts: Mapping[str, Any] | None = None,
    changes: Mapping[str, Any] | None = None,
    send: Sequence[Parcel] = (),
) -> Entry:
    """The only writer of `status`: the row, its entry and what goes out, all or nothing (three statements).

    The row moves only if nobody moved it since it was read; otherwise `Stale`, with what happened meanwhile.
    `to` is for a step whose table row leaves the target open; `changes` are further columns of the same row.
    """
    assert connection.in_atomic_block, "an act is one transaction"
    moving: Any = subject
    source = moving.status
    target = to if to is not None else step.lands(source)
    record = compose(
        chain=subject.chain,
        seq=subject.version + 1,
        verb=step.verb,
        by=by,
        at=at,
        role=role_in(step, by),
        basis=step.basis,
        from_status=str(source),
        to_status=str(target),
        facts=facts,
    )
    entry = Entry.of(record, bytes(subject.head))
    columns = {"status": target, "version": record.seq, "head": entry.hash, **(changes or {})}
    _move_row(subject, columns)
    entry.save(force_insert=True)
    send_out(entry, send, at=at)
    _reflect(subject, columns)
    return entry


def begin(
    subject: Chained,
    step: Step,
    *,
    by: Actor,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    send: Sequence[Parcel] = (),
) -> Entry:
    """The first act on a subject: its row and the first entry of its chain, all or nothing (two statements).

    The row stands in the state that the step leads to; where it came from is the one state that no row is in.
    """
    assert connection.in_atomic_block, "an act is one transaction"
    assert subject.version == 0, "a subject begins once"
    beginning: Any = subject
    record = compose(
        chain=subject.chain,
        seq=1,
        verb=step.verb,
        by=by,
        at=at,
        role=role_in(step, by),
        basis=step.basis,
        from_status=str(next(iter(step.sources))),
        to_status=str(beginning.status),
        facts=facts,
    )
    entry = Entry.of(record, GENESIS)
    subject.version, subject.head = 1, entry.hash
    subject.save(force_insert=True)
    entry.save(force_insert=True)
    send_out(entry, send, at=at)
    return entry


def begin_all(
    subjects: Sequence[Chained],
    step: Step,
    *,
    by: Actor,
    at: datetime,
    facts: Sequence[Mapping[str, Any]],
    send: Sequence[Parcel] = (),
) -> list[Entry]:
    """Many subjects of one kind begin at once, each with its own first entry (two statements, whatever their number).

    What goes out leaves with the first entry; `facts` are one for each subject, in their order.
    """
    assert connection.in_atomic_block, "an act is one transaction"
    entries = []
    for subject, told in zip(subjects, facts, strict=True):
        assert subject.version == 0, "a subject begins once"
        beginning: Any = subject
        record = compose(
            chain=subject.chain,
            seq=1,
            verb=step.verb,
            by=by,
            at=at,
            role=role_in(step, by),
            basis=step.basis,
            from_status=str(next(iter(step.sources))),
            to_status=str(beginning.status),
            facts=told,
        )
        entry = Entry.of(record, GENESIS)
        subject.version, subject.head = 1, entry.hash
        entries.append(entry)
    if entries:
        type(subjects[0])._default_manager.bulk_create(subjects)
        Entry.objects.bulk_create(entries)
        send_out(entries[0], send, at=at)
    return entries


def _move_row(subject: Chained, columns: Mapping[str, Any]) -> None:
    """Change the row if it still is as it was seen; `Stale` if somebody was first."""
    seen: Any = subject
    seen_row: dict[str, Any] = {"pk": subject.pk, "status": seen.status, "version": subject.version}
    if not type(subject)._default_manager.filter(**seen_row).update(**columns):
        raise stale(subject.chain, since=subject.version)


def _reflect(subject: Chained, columns: Mapping[str, Any]) -> None:
    """What the caller holds shows what was written; a value that the database made is left to be read again."""
    for name, value in columns.items():
        if not hasattr(value, "resolve_expression"):
            setattr(subject, name, value)


def send_out(entry: Entry, parcels: Iterable[Parcel], *, at: datetime) -> None:
    """Put parcels of this act into the outbox (one statement, none when there is nothing to send)."""
    rows = [
        Outgoing(
            entry=entry,
            chain=entry.chain,
            channel=each.channel,
            address=each.address,
            payload=dict(each.payload),
            due_at=at,
        )
        for each in parcels
    ]
    if rows:
        Outgoing.objects.bulk_create(rows)


def record(
    chain: str,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    basis: str = "",
    about: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Entry:
    """Append an act to a chain that has no subject row, such as a person's reads (one statement).

    Two writers to the same chain at once: the second waits until the first is done, and takes the next number.
    """
    return _append(chain, verb, [(about, facts or {})], by=by, at=at, basis=basis)[0]


def _append(
    chain: str, verb: str, acts: Sequence[tuple[str, Mapping[str, Any]]], *, by: Actor, at: datetime, basis: str
) -> list[Entry]:
    """Append acts, each with whom it is about and its facts, behind the last one of the chain (one statement)."""
    records = [compose(chain=chain, seq=0, verb=verb, by=by, at=at, basis=basis, about=a, facts=f) for a, f in acts]
    if not records:
        return []
    told = []
    for each in records:
        before, behind = around(each)
        told.append({"about": each.about, "facts": each.facts, "before": before, "behind": behind})
    first = records[0]
    rows = _APPEND.rows(
        {
            "chain": first.chain,
            "at": first.at,
            "verb": first.verb,
            "by_role": first.by_role,
            "by_name": first.by_name,
            "by_ref": first.by_ref,
            "by_agency": first.by_agency,
            "on_behalf": first.on_behalf,
            "basis": first.basis,
            "acts": msgspec.json.encode(told).decode(),
        }
    )
    return [_written(each, *row) for each, row in zip(records, rows, strict=True)]


def _written(record: Record, id: int, seq: int, previous: bytes, hash: bytes) -> Entry:
    """The entry that stands in the table now."""
    values = {name: getattr(record, name) for name in Record.__struct_fields__}
    entry = Entry(**(values | {"id": id, "seq": seq, "previous": bytes(previous), "hash": bytes(hash)}))
    entry._state.adding, entry._state.db = False, connection.alias
    return entry


_APPEND = Statement(
    "SELECT id, seq, previous, hash FROM ledger_append(%(chain)s::text, %(at)s::timestamptz, %(verb)s::text,"
    " %(by_role)s::text, %(by_name)s::text, %(by_ref)s::text, %(by_agency)s::text, %(on_behalf)s::text,"
    " %(basis)s::text, %(acts)s::jsonb)"
)


def record_read(
    about: str,
    *,
    by: Actor,
    at: datetime,
    purpose: str,
    subject: str = "",
    fields: Sequence[str] = (),
    result: ReadResult = ReadResult.SHOWN,
) -> Entry:
    """Personal data is read (查看个人信息): written before the value is shown, with the purpose and the result.

    `about` names the person (party:17), `subject` the case it is for, `fields` what was shown or asked for.
    """
    return record_reads([(about, subject)], by=by, at=at, purpose=purpose, fields=fields, result=result)[0]


def record_reads(
    seen: Iterable[tuple[str, str]],
    *,
    by: Actor,
    at: datetime,
    purpose: str,
    fields: Sequence[str] = (),
    result: ReadResult = ReadResult.SHOWN,
) -> list[Entry]:
    """The same for several persons at once, such as a page of a list: each with the case (one statement)."""
    told = {"purpose": purpose, "fields": list(fields), "result": result.value}
    acts = [(about, told | {"subject": subject}) for about, subject in seen]
    return _append(f"reads:{by.ref}", "read", acts, by=by, at=at, basis=READ_BASIS)


def stale(chain: str, *, since: int) -> Stale:
    """The refusal for whoever saw this version of a chain when newer ones stand: what happened meanwhile."""
    later = Entry.objects.filter(chain=chain, seq__gt=since).order_by("seq")[:20]
    changed = [
        {
            "at": each.at.astimezone(LOCAL).isoformat(),
            "verb": each.verb,
            "by": {"role": each.by_role, "agency": each.by_agency},
        }
        for each in later
    ]
    return Stale(facts={"changes": changed})
