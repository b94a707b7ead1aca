"""The inbox (认领): what is pushed from above waits for the body it is meant for, which claims it or says why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotYours
from tongban.foundation.ledger.commands import advance, record
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import add_workdays
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog import item as items
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.compiling.bound import BOUND
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.queries.templates import template_in_force
from tongban.registers.compiling.queries.visible import is_lead
from tongban.registers.compiling.rules import locks
from tongban.registers.compiling.rules.pushed import Bodies, Body, PushedItem
from tongban.registers.compiling.rules.states import Origin, Status

from .steps import enter, hands_with, said, take

BASIS = "实施方案 二(二) 认领上级推送的目录和清单"


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push brought: new drafts, unclaimed ones that got newer content, and those known already.

    `refused` are references of what has no place in the catalogue, each with the reason.
    """

    created: tuple[ListDraft, ...]
    renewed: tuple[ListDraft, ...]
    unchanged: int
    unrouted: int
    refused: tuple[tuple[str, str], ...] = ()


@transaction.atomic
def push(pushed: Sequence[PushedItem], *, by: Actor, at: datetime) -> Pushed:
    """推送: each item is a draft of the body it is meant for, once for each content; a dozen statements for hundreds.

    What nobody is meant by waits for the bureau; powers exercised ex officio are refused one by one, with the reason.
    """
    if Role.SYSTEM not in by.roles and not (Role.CATALOG_REVIEWER in by.roles and is_lead(by)):
        raise NotYours("接收上级推送由系统或者市政管局办理。")
    refused = {each.source_ref: reason for each in pushed if (reason := _why_not(each))}
    newest = {each.source_ref: each for each in pushed if each.source_ref not in refused}
    rows = ListDraft.objects.select_for_update().filter(source_ref__in=newest)
    known: dict[str, dict[str, ListDraft]] = {}
    for row in rows.order_by("pk"):
        known.setdefault(row.source_ref, {})[row.source_hash] = row
    fresh = [each for each in newest.values() if each.source_hash not in known.get(each.source_ref, {})]
    waiting = {ref: row for ref, found in known.items() for row in found.values() if row.status == Status.PUSHED}
    bodies, bases, paths = _bodies(), _bases(fresh), locks.paths_of(template_in_force())
    made = [_draft(each, bodies.meant_by(each), bases, paths, at) for each in fresh]
    created = enter([each for each in made if each.source_ref not in waiting], "push", basis=BASIS, by=by, at=at)
    renewed = [_renew(waiting[each.source_ref], each, by=by, at=at) for each in made if each.source_ref in waiting]
    unrouted = sum(each.agency_id is None for each in made)
    unchanged = len(pushed) - len(fresh) - len(refused)
    return Pushed(tuple(created), tuple(renewed), unchanged, unrouted, tuple(refused.items()))


@transaction.atomic
def claim(draft: ListDraft, *, by: Actor, at: datetime) -> Entry:
    """认领: from now on this body compiles it; what came from above stays, the rest is filled in here."""
    step = take("claim", draft, by=by)
    changes: dict[str, Any] = {"compiler_id": by.staff_id, "hands": hands_with(draft, by), "updated_at": at}
    return advance(draft, step, by=by, at=at, changes=changes)


@transaction.atomic
def decline(draft: ListDraft, *, reason: str, by: Actor, at: datetime) -> Entry:
    """不认领: it is not ours, and why; the bureau gives it to somebody else."""
    step = take("decline", draft, by=by)
    facts = {"reason": said(reason, "/reason", "不认领的理由")}
    return advance(draft, step, by=by, at=at, facts=facts, changes={"updated_at": at})


@transaction.atomic
def reassign(draft: ListDraft, *, agency: Agency, reason: str, by: Actor, at: datetime) -> Entry:
    """改派: the bureau gives it to another body, whose days to claim it begin now."""
    step = take("reassign", draft, by=by)
    facts = {"reason": said(reason, "/reason", "改派的理由"), "from": draft.agency_id, "to": agency.pk}
    document = {**draft.document, "agency": agency.key}
    changes = {"agency_id": agency.pk, "document": document, "due_on": claim_by(local_day(at)), "updated_at": at}
    return advance(draft, step, by=by, at=at, facts=facts, changes=changes)


def claim_by(on: date) -> date:
    """The last day to claim what came in on this day (认领期限)."""
    return add_workdays(on, BOUND.rules.red_after, calendar=calendar())


def _why_not(pushed: PushedItem) -> str:
    try:
        items.refuse_ex_officio(pushed.item.kind, pushed.item.basic_code)
    except items.NotOnApplication as refusal:
        return refusal.message
    return ""


def _bodies() -> Bodies:
    rows = Agency.objects.filter(is_active=True).order_by("pk")
    return Bodies(
        (Body(each.pk, each.key, each.uscc, (each.name, each.short_name, *each.nicknames)) for each in rows),
        BOUND.rules.departments,
    )


def _bases(pushed: Sequence[PushedItem]) -> dict[tuple[str, int], tuple[int, int]]:
    """The lists in force that a pushed item renews: by basic code and body, their last edition and its number."""
    codes = {each.item.basic_code for each in pushed}
    rows = ImplementationList.objects.filter(basic__code__in=codes, versions__isnull=False)
    found = rows.order_by("pk", "versions__number").values_list(
        "basic__code", "agency_id", "versions__pk", "versions__number", "versions__state"
    )
    last = {(code, agency): (pk, number, state) for code, agency, pk, number, state in found}
    return {key: (pk, number) for key, (pk, number, state) in last.items() if state == "in_force"}


def _draft(
    pushed: PushedItem,
    body: Body | None,
    bases: dict[tuple[str, int], tuple[int, int]],
    paths: tuple[str, ...],
    at: datetime,
) -> ListDraft:
    item = msgspec.structs.replace(pushed.item, agency=body.key if body else "")
    base = bases.get((item.basic_code, body.pk)) if body else None
    return ListDraft(
        status=Status.PUSHED,
        origin=Origin.PUSHED,
        operation=Operation.CHANGE if base else Operation.ADD,
        source_ref=pushed.source_ref,
        source_hash=pushed.source_hash,
        agency_id=body.pk if body else None,
        basic_code=item.basic_code,
        name=item.name[:200],
        kind=item.kind,
        base_id=base[0] if base else None,
        document=msgspec.json.decode(msgspec.json.encode(item)),
        locked=locks.locked_part(item, pushed.paths or paths),
        due_on=pushed.due_on or claim_by(local_day(at)),
    )


def _renew(row: ListDraft, newer: ListDraft, *, by: Actor, at: datetime) -> ListDraft:
    """It was pushed again before anybody claimed it: the newer content takes the place of the older."""
    entry = record(row.chain, "push", by=by, at=at, basis=BASIS, facts={"replaces": row.source_hash})
    for name in ("source_hash", "basic_code", "name", "kind", "document", "locked", "operation", "base_id"):
        setattr(row, name, getattr(newer, name))
    row.agency_id = newer.agency_id or row.agency_id
    row.version, row.head, row.updated_at = entry.seq, entry.hash, at
    row.save()
    return row
