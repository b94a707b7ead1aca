"""What every act on a draft begins with (办理前): the step, the duties, the row held as it was seen."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.commands import compose, stale
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.rules import GENESIS
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.queries.visible import is_lead
from tongban.registers.compiling.rules import duties
from tongban.registers.compiling.rules.duties import Work
from tongban.registers.compiling.rules.flow import FLOW
from tongban.registers.compiling.rules.states import Status

_IDS = "SELECT nextval(pg_get_serial_sequence('compiling_listdraft', 'id')) FROM generate_series(1, %s)"
LONGEST = 2000


def take(verb: str, draft: ListDraft, *, by: Actor) -> Step:
    """The step, if this person may take it on this draft now; the draft is held and read anew from here on."""
    step = FLOW.take(verb, draft, by=by)
    duties.check(verb, work_of(draft), by=by, is_lead=is_lead(by))
    hold(draft)
    return step


def hold(draft: ListDraft) -> None:
    """Hold the row until the act is done; `Stale` when somebody acted since. What was typed is as of now."""
    seen = draft.version
    kept = ListDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if kept is None or kept.version != seen:
        raise stale(draft.chain, since=seen)
    for name in ("document", "locked", "words", "hands", "revision", "name", "kind"):
        setattr(draft, name, getattr(kept, name))


def work_of(draft: ListDraft) -> Work:
    return Work(draft.agency_id, frozenset(draft.hands), Status(draft.status))


def hands_with(draft: ListDraft, by: Actor) -> list[int]:
    """Everybody who worked at it, this person too."""
    return sorted({*draft.hands, *([by.staff_id] if by.staff_id is not None else [])})


def said(text: str, pointer: str, label: str) -> str:
    """A reason or an opinion that was really written; `Invalid` for an empty one."""
    plain = text.strip().replace("\x00", "")[:LONGEST]
    if not plain:
        raise Invalid(faults=[Fault(pointer, "blank", f"请填写{label}。")])
    return plain


def enter(
    drafts: Sequence[ListDraft],
    verb: str,
    *,
    basis: str,
    by: Actor,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
) -> list[ListDraft]:
    """New drafts with the first entry of their chains (three statements, whatever their number)."""
    with connection.cursor() as cursor:
        cursor.execute(_IDS, [len(drafts)])
        ids = [row[0] for row in cursor.fetchall()]
    entries = []
    for pk, draft in zip(ids, drafts, strict=True):
        draft.pk, draft.version, draft.created_at, draft.updated_at = pk, 1, at, at
        told = {"operation": draft.operation, "origin": draft.origin, "code": draft.basic_code, **(facts or {})}
        record = compose(
            chain=draft.chain, seq=1, verb=verb, by=by, at=at, basis=basis, to_status=str(draft.status), facts=told
        )
        entry = Entry.of(record, GENESIS)
        draft.head = entry.hash
        entries.append(entry)
    ListDraft.objects.bulk_create(drafts)
    Entry.objects.bulk_create(entries)
    return list(drafts)
