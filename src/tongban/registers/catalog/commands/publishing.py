"""Publishing a list (发布): it becomes the next edition, in force from its effective day; and bringing into force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog import item as items
from tongban.registers.catalog.content import content_hash, encode
from tongban.registers.catalog.item import ItemDocument, VersionNote
from tongban.registers.catalog.lifecycle import HAS_ANCESTORS, KEEPS_CONTENT, ListState, Operation, refuse_jump, usual
from tongban.registers.catalog.models import (
    BasicItem,
    HandlingOption,
    ImplementationList,
    Lineage,
    ListVersion,
    OptionVersion,
)

from .force import bring_lists_into_force, bump

PUBLISHERS = frozenset({Role.CATALOG_REVIEWER, Role.SYSTEM})
BASIS = "实施方案 三(一)1"
ADJUSTING = "实施方案 二(三) 动态管理"


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication did: the edition that now stands for this content; nothing was written if it stood already."""

    edition: ListVersion
    is_new: bool


@transaction.atomic
def publish(
    item: ItemDocument, *, by: Actor, at: datetime, ancestors: Sequence[str] = (), template: str = ""
) -> Publication:
    """发布: the list becomes its next edition, in force from its effective day; equal content changes nothing.

    `ancestors` are the codes of the lists that a split or a merge comes from, `template` the element template that it
    was compiled by. What SYSTEM publishes is the founding catalogue (首次建库). Raises `NotOnApplication` for powers
    that are exercised ex officio, `Invalid` with every defect, `NotNow` when its state does not allow it, `NotYours`.
    """
    refuse_others(by)
    items.refuse_ex_officio(item.kind, item.basic_code)
    if found := items.faults(item):
        raise Invalid(f"“{item.name}”还不能发布。", faults=found)
    target = _list(item)
    hashes = {number: content_hash(option) for number, option in sorted(item.options.items())}
    last = target.versions.order_by("-number").first()
    if last is not None and _stands(last, item, hashes):
        return Publication(last, is_new=False)
    state = ListState(last.state) if last is not None else None
    operation = Operation(item.version.operation) if item.version.operation else usual(state)
    assert operation not in KEEPS_CONTENT, "suspending, resuming and cancelling are acts of their own"
    refuse_jump(operation, state, name=item.name)
    edition = next_edition(target, item.version, operation, last, by=by, at=at, item=item, template=template)
    _versions(edition, item, hashes)
    _lineage(edition, ancestors, operation)
    announce(edition, by=by, at=at, facts={"hashes": hashes, "ancestors": list(ancestors)})
    return Publication(edition, is_new=True)


@transaction.atomic
def bring_into_force(*, on: date) -> int:
    """生效: editions whose day has come become current (also late, also twice); gives how many options changed."""
    lists = ListVersion.objects.filter(effective_on__lte=on).values_list("list_id", flat=True).distinct()
    changed = bring_lists_into_force(lists, on)
    if changed:
        bump()
    return changed


def refuse_others(by: Actor) -> None:
    """Only those who publish (事项审核岗)."""
    if not PUBLISHERS & by.roles:
        raise NotYours("发布事项由事项审核岗办理。")


def announce(edition: ListVersion, *, by: Actor, at: datetime, facts: Mapping[str, object]) -> None:
    """Bring the edition into force if its day has come, record it, and tell every process."""
    bring_lists_into_force([edition.list_id], local_day(at))
    told = {
        "edition": edition.number,
        "operation": edition.operation,
        "effective_on": edition.effective_on.isoformat(),
        "drafts_until_on": edition.drafts_until_on.isoformat() if edition.drafts_until_on else "",
        "reason": edition.reason,
        "legal_source": edition.legal_source,
        "is_founding": edition.is_founding,
        **facts,
    }
    basis = BASIS if edition.operation in (Operation.ADD, Operation.CHANGE) else ADJUSTING
    record(f"list:{edition.list.code}", "publish", by=by, at=at, basis=basis, facts=told)
    bump()


def next_edition(
    target: ImplementationList,
    note: VersionNote,
    operation: Operation,
    last: ListVersion | None,
    *,
    by: Actor,
    at: datetime,
    item: ItemDocument | None = None,
    template: str = "",
) -> ListVersion:
    """The row of the next edition; what an act leaves as it was is taken from the last one."""
    if last is not None and note.effective_on < last.effective_on:
        said = f"新版本的生效日期不能早于上一版的{last.effective_on.isoformat()}。"
        raise Invalid(faults=[Fault("/version/effective_on", "effective_on", said)])
    assert item is not None or last is not None, "an act that keeps the content follows an edition"
    return ListVersion.objects.create(
        operation=operation,
        state=operation.leaves,
        list=target,
        number=max(note.number, last.number + 1) if last is not None else note.number,
        name=item.name if item is not None else last.name if last is not None else "",
        is_local_feature=item.is_local_feature if item is not None else last is not None and last.is_local_feature,
        template=template or (last.template if last is not None else ""),
        is_founding=Role.SYSTEM in by.roles and not note.is_timed,
        effective_on=note.effective_on,
        reason=note.reason,
        legal_source=note.legal_source,
        until_on=note.until_on,
        drafts_until_on=note.drafts_until_on,
        published_at=at,
    )


def _lineage(edition: ListVersion, ancestors: Sequence[str], operation: Operation) -> None:
    """Where the list came from (沿革); the list itself is not its own ancestor."""
    assert not ancestors or operation in HAS_ANCESTORS, "only a split or a merge has ancestors"
    known = {each.code: each for each in ImplementationList.objects.filter(code__in=ancestors)} if ancestors else {}
    if unknown := sorted(set(ancestors) - set(known)):
        said = f"没有编码为{'、'.join(unknown)}的清单，请核对从哪份清单{operation.label}而来。"
        raise Invalid(faults=[Fault("/ancestors", "unknown_list", said)])
    Lineage.objects.bulk_create(
        Lineage(edition=edition, ancestor=each, descendant_id=edition.list_id)
        for each in known.values()
        if each.pk != edition.list_id
    )


def _list(item: ItemDocument) -> ImplementationList:
    """The list of this item at this agency, locked; basic item and list are made on first sight."""
    agency = Agency.objects.filter(key=item.agency).first()
    if agency is None:
        raise Invalid(faults=[Fault("/agency", "unknown_agency", f"没有“{item.agency}”这个部门，请核对部门标识。")])
    code = f"{agency.uscc}{item.level}{item.basic_code}"
    if errors := check("implementation", code).errors:
        raise Invalid(faults=[Fault("/basic_code", each.code, each.message) for each in errors])
    basic, is_new = BasicItem.objects.get_or_create(
        code=item.basic_code, defaults={"name": item.name, "kind": item.kind, "field": item.field}
    )
    if not is_new:
        _agree(basic, item)
    target, _ = ImplementationList.objects.select_for_update().get_or_create(
        basic=basic, agency=agency, defaults={"level": item.level, "code": code}
    )
    if target.code != code:
        raise Invalid(
            faults=[Fault("/level", "level_changed", f"这份清单的行使层级是{target.level}，不能改成{item.level}。")]
        )
    if target.is_local_feature != item.is_local_feature:
        target.is_local_feature = item.is_local_feature
        target.save(update_fields=["is_local_feature"])
    return target


def _agree(basic: BasicItem, item: ItemDocument) -> None:
    """Kind and field come from above and are the same in every agency (四级四同); the name follows the last edition."""
    if (basic.kind, basic.field) != (item.kind, item.field):
        raise Invalid(
            faults=[
                Fault("/kind", "kind_differs", f"基本目录里这个事项的类型是“{basic.get_kind_display()}”，请改成一致。")
            ]
        )
    if basic.name != item.name:
        BasicItem.objects.filter(pk=basic.pk).update(name=item.name)


def _stands(last: ListVersion, item: ItemDocument, hashes: Mapping[str, str]) -> bool:
    """Is the last edition this very content, to be in force from this very day?"""
    said = (item.version.effective_on, item.name, item.is_local_feature)
    if (last.effective_on, last.name, last.is_local_feature) != said:
        return False
    rows = last.options.values_list("option__code", "content_hash")
    return {code[-2:]: digest for code, digest in rows} == hashes


def _versions(edition: ListVersion, item: ItemDocument, hashes: Mapping[str, str]) -> None:
    code = edition.list.code
    wanted = [HandlingOption(list_id=edition.list_id, code=f"{code}{number}") for number in hashes]
    HandlingOption.objects.bulk_create(wanted, ignore_conflicts=True)
    ids = dict(HandlingOption.objects.filter(list_id=edition.list_id).values_list("code", "id"))
    OptionVersion.objects.bulk_create(
        OptionVersion(
            option_id=ids[f"{code}{number}"],
            edition=edition,
            name=item.options[number].name,
            content=encode(item.options[number]).decode(),
            content_hash=digest,
            effective_on=edition.effective_on,
        )
        for number, digest in hashes.items()
    )
