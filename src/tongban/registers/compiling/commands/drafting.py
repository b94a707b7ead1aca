"""Compiling a draft (编制): begun for one of the seven operations, saved as it is typed, submitted, or dropped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours, Stale
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.registers.agencies.models import Agency
from tongban.registers.agencies.rules import AgencyKind
from tongban.registers.catalog import item as items
from tongban.registers.catalog.item import ItemDocument, VersionNote
from tongban.registers.catalog.kinds import ItemKind
from tongban.registers.catalog.lifecycle import HAS_ANCESTORS, KEEPS_CONTENT, Operation, refuse_jump
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.catalog.queries import LastEdition, document_of, last_edition
from tongban.registers.compiling.bound import BOUND
from tongban.registers.compiling.models import ListDraft, Round
from tongban.registers.compiling.queries.findings import judged, plain, read
from tongban.registers.compiling.queries.templates import template_in_force
from tongban.registers.compiling.queries.twins import twins_of
from tongban.registers.compiling.rules import duties, locks
from tongban.registers.compiling.rules.states import EDITABLE, OPEN, Origin, Status

from .steps import enter, hands_with, said, take, work_of

BASIS = "实施方案 二(三) 动态管理"
LARGEST = 1_000_000
_CITY, _STREET = 3, 5
_CODE = 12


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a draft comes about (起草的由来): by the department itself, or as part of a round or an import."""

    origin: Origin = Origin.OWN
    within: Round | None = None
    verb: str = "begin"


@transaction.atomic
def begin(
    operation: Operation,
    *,
    by: Actor,
    at: datetime,
    standing: ImplementationList | None = None,
    document: Mapping[str, Any] | None = None,
    ancestors: Sequence[str] = (),
    ends_ancestors: bool = False,
    as_part: Beginning | None = None,
) -> ListDraft:
    """起草: a new item (`document`), or the next edition of a list (`standing`), as of its last one.

    A split or a merge names the `ancestors` that it comes from, by the code of their lists; a merge ends them on its
    effective day, a split only if `ends_ancestors` says so. A list has one open draft at a time.
    """
    agency, how = _own_body(by), as_part or Beginning()
    if bool(ancestors) is not (operation in HAS_ANCESTORS):
        raise Invalid(faults=[Fault("/ancestors", "ancestors", "拆分、合并要写明从哪些清单而来，其他调整不写。")])
    last = _followed(operation, standing, agency)
    item = _admissible(_first_words(operation, agency, standing, document or {}, at=at))
    draft = ListDraft(
        status=Status.COMPILING,
        operation=operation,
        agency=agency,
        basic_code=item.basic_code,
        name=item.name[:200],
        kind=item.kind,
        base_id=last.pk if last else None,
        ancestors=list(ancestors),
        ends_ancestors=ends_ancestors or operation is Operation.MERGE,
        document=_stored(item),
        locked=_locked_before(standing),
        **_provenance(how),
        compiler_id=by.staff_id,
        hands=[by.staff_id] if by.staff_id is not None else [],
    )
    draft.twins = plain(twins_of(draft))
    enter([draft], how.verb, basis=BASIS, by=by, at=at, facts={"ancestors": list(ancestors)})
    return draft


def save(draft: ListDraft, document: Mapping[str, Any], *, revision: int, by: Actor, at: datetime) -> ListDraft:
    """自动保存: what was typed, if nobody saved since it was read (`Stale`); right or wrong, but for what is locked.

    `Invalid` when an element from above was changed or a promise lengthened: nothing is kept then.
    """
    if Role.CATALOG_EDITOR not in by.roles:
        raise NotYours("编制清单由部门的事项编制岗办理。")
    duties.check("save", work_of(draft), by=by, is_lead=False)
    if Status(draft.status) not in EDITABLE:
        raise NotNow(f"现在是“{Status(draft.status).label}”，不能修改。")
    item = read({**document, "version": {**document.get("version", {}), "operation": draft.operation}})
    faults = [*_frame_faults(item), *_same_matter(draft, item), *locks.faults(draft.locked, item, template_in_force())]
    if faults:
        raise Invalid("没有保存：有的内容不能这样改。", faults=faults)
    columns = {
        "document": _stored(item),
        "name": item.name[:200],
        "kind": item.kind,
        "basic_code": item.basic_code,
        "hands": hands_with(draft, by),
        "compiler_id": by.staff_id,
        "revision": revision + 1,
        "updated_at": at,
    }
    rows = ListDraft.objects.filter(pk=draft.pk, revision=revision, status__in=sorted(EDITABLE))
    if not rows.update(**columns):
        raise Stale("这份文稿刚才被别人改过。请看一眼最新的内容，再改。")
    for name, value in columns.items():
        setattr(draft, name, value)
    return draft


@transaction.atomic
def submit(draft: ListDraft, *, by: Actor, at: datetime) -> Entry:
    """提交审核: everything that is wrong is told at once; what is doubtful goes along to the reviewers."""
    step = take("submit", draft, by=by)
    item = read(draft.document)
    alike = twins_of(draft)
    findings = judged(draft, item, alike, on=local_day(at))
    if wrong := BOUND.gate.blocking(findings):
        faults = [Fault(each.pointer, each.code, each.message) for each in wrong]
        raise Invalid("还不能提交审核，请先改正。", faults=faults)
    turn = draft.turn + 1
    changes: dict[str, Any] = {
        "findings": plain(findings),
        "twins": plain(alike),
        "words": {},
        "submitter_id": by.staff_id,
        "hands": hands_with(draft, by),
        "turn": turn,
        "updated_at": at,
    }
    return advance(
        draft, step, by=by, at=at, facts={"turn": draft.turn + 1, "findings": len(findings)}, changes=changes
    )


@transaction.atomic
def recall(draft: ListDraft, *, by: Actor, at: datetime) -> Entry:
    """撤回修改: taken back before the joint review is over."""
    step = take("recall", draft, by=by)
    return advance(draft, step, by=by, at=at, changes={"updated_at": at})


@transaction.atomic
def drop(draft: ListDraft, *, reason: str, by: Actor, at: datetime) -> Entry:
    """作废: it will not be published; it stays with its history."""
    step = take("drop", draft, by=by)
    facts = {"reason": said(reason, "/reason", "作废的理由")}
    return advance(draft, step, by=by, at=at, facts=facts, changes={"updated_at": at})


def _own_body(by: Actor) -> Agency:
    if Role.CATALOG_EDITOR not in by.roles or by.agency_id is None:
        raise NotYours("编制清单由部门的事项编制岗办理。")
    return Agency.objects.get(pk=by.agency_id)


def _followed(operation: Operation, standing: ImplementationList | None, agency: Agency) -> LastEdition | None:
    """The edition that the draft follows: of the body's own list, in a state for it, with no other draft open."""
    if standing is None:
        return None
    if standing.agency_id != agency.pk:
        raise NotYours("这份清单由别的部门实施，请由那个部门提出调整。")
    last = last_edition(standing)
    refuse_jump(operation, last.state if last else None, name=standing.basic.name)
    _refuse_second(standing)
    return last


def _refuse_second(standing: ImplementationList) -> None:
    rows = ListDraft.objects.filter(base__list=standing, status__in=sorted(OPEN - {Status.PUSHED}))
    if (other := rows.first()) is not None:
        raise NotNow(f"“{other.name}”已经有一份文稿在编，请接着编那一份。", facts={"draft": other.pk})


def _first_words(
    operation: Operation,
    agency: Agency,
    standing: ImplementationList | None,
    document: Mapping[str, Any],
    *,
    at: datetime,
) -> ItemDocument:
    """What the draft begins with: the last edition, or what was given, completed by what is known."""
    given = {"reason": "", "legal_source": "", **document.get("version", {}), "operation": operation.value}
    given.setdefault("effective_on", local_day(at).isoformat())
    if standing is not None and (operation in KEEPS_CONTENT or not document.get("options")):
        note = msgspec.convert(items.dated({"version": given})["version"], VersionNote)
        return document_of(standing, note=note)
    level = _STREET if agency.kind == AgencyKind.STREET_OFFICE else _CITY
    return read({"level": level, "options": {}, **document, "agency": agency.key, "version": given})


def _same_matter(draft: ListDraft, item: ItemDocument) -> list[Fault]:
    """A draft stays with its body; the next edition of a list stays with its item."""
    before = draft.document
    fixed = ["agency"] if draft.base_id is None else ["agency", "basic_code", "level"]
    labels = {"agency": "实施部门", "basic_code": "基本编码", "level": "行使层级"}
    return [
        Fault(f"/{name}", "fixed", f"{labels[name]}不能在这里修改。")
        for name in fixed
        if getattr(item, name) != before.get(name)
    ]


def _provenance(how: Beginning) -> dict[str, Any]:
    """Where a draft comes from, and by when it is wanted."""
    within = how.within
    return {"origin": how.origin, "round": within, "due_on": within.due_on if within is not None else None}


def _admissible(item: ItemDocument) -> ItemDocument:
    """The list, if it has a place in the catalogue at all."""
    items.refuse_ex_officio(item.kind, item.basic_code)
    if faults := _frame_faults(item):
        raise Invalid(faults=faults)
    return item


def _frame_faults(item: ItemDocument) -> list[Fault]:
    """What no list is known by: a code that is too long, a kind that there is not."""
    faults = []
    if len(item.basic_code) > _CODE:
        faults.append(Fault("/basic_code", "length", f"基本编码是{_CODE}位。"))
    if item.kind not in set(ItemKind):
        faults.append(Fault("/kind", "unknown_kind", "请选择事项类型。"))
    return faults


def _locked_before(standing: ImplementationList | None) -> dict[str, Any]:
    """What came from above when the list was last compiled stays locked."""
    if standing is None:
        return {}
    rows = ListDraft.objects.filter(published__list=standing).exclude(locked={}).order_by("-published__number")
    found: dict[str, Any] | None = rows.values_list("locked", flat=True).first()
    return found or {}


def _stored(item: ItemDocument) -> dict[str, Any]:
    blob = msgspec.json.encode(item)
    if len(blob) > LARGEST:
        raise Invalid("内容太长，没有保存。请把长的说明写成附件。")
    found: dict[str, Any] = msgspec.json.decode(blob)
    return found
