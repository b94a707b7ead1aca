"""Publishing the catalogue (发布), bringing editions into force, and taking over the list of synonyms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import F

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.models import Agency

from . import item as items
from .content import content_hash, encode
from .item import ItemDocument
from .lifecycle import Operation
from .models import BasicItem, HandlingOption, ImplementationList, ListVersion, OptionVersion, Revision, Synonym
from .queries import forget

PUBLISHERS = frozenset({Role.CATALOG_REVIEWER, Role.SYSTEM})
_ADD_MISSES = """
    INSERT INTO catalog_miss AS miss (text, "on", times) VALUES {places}
    ON CONFLICT (text, "on") DO UPDATE SET times = miss.times + excluded.times
"""
BASIS = "实施方案 三(一)1"


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication did: the edition that now stands for this content; nothing was written if it stood already."""

    edition: ListVersion
    is_new: bool


@transaction.atomic
def publish(item: ItemDocument, *, by: Actor, at: datetime) -> Publication:
    """发布: the list becomes its next edition, in force from its effective day; equal content changes nothing.

    Raises `NotOnApplication` for ex-officio powers, `Invalid` with every defect, `NotYours`.
    """
    if not PUBLISHERS & by.roles:
        raise NotYours("发布事项由事项审核岗办理。")
    items.refuse_ex_officio(item.kind, item.basic_code)
    if found := items.faults(item):
        raise Invalid(f"“{item.name}”还不能发布。", faults=found)
    target = _list(item)
    hashes = {number: content_hash(option) for number, option in sorted(item.options.items())}
    last = target.versions.order_by("-number").first()
    if last is not None and _stands(last, item, hashes):
        return Publication(last, is_new=False)
    edition = _edition(target, item, last, at)
    _versions(edition, item, hashes)
    _bring_into_force([target.pk], local_day(at))
    facts = {
        "edition": edition.number,
        "effective_on": edition.effective_on.isoformat(),
        "reason": edition.reason,
        "hashes": hashes,
    }
    record(f"list:{target.code}", "publish", by=by, at=at, basis=BASIS, facts=facts)
    bump()
    return Publication(edition, is_new=True)


@transaction.atomic
def bring_into_force(*, on: date) -> int:
    """生效: editions whose day has come become current (also late, also twice); gives how many options changed."""
    lists = ListVersion.objects.filter(effective_on__lte=on).values_list("list_id", flat=True).distinct()
    changed = _bring_into_force(list(lists), on)
    if changed:
        bump()
    return changed


@transaction.atomic
def load_synonyms(said: Mapping[str, str]) -> int:
    """Take over the editable list of what people say (同义词表); gives the number of changes."""
    before = dict(Synonym.objects.values_list("said", "meant"))
    changed = [Synonym(said=word, meant=meant) for word, meant in said.items() if before.get(word) != meant]
    if changed:
        Synonym.objects.bulk_create(changed, update_conflicts=True, unique_fields=["said"], update_fields=["meant"])
        bump()
    return len(changed)


def keep_misses(counts: Mapping[str, int], *, on: date) -> int:
    """Add a day's searches that found nothing, for an editor (one statement); gives how many texts there were."""
    rows = [(text, on, times) for text, times in sorted(counts.items())]
    if rows:
        places = ", ".join(["(%s, %s, %s)"] * len(rows))
        with connection.cursor() as cursor:
            cursor.execute(_ADD_MISSES.format(places=places), [value for row in rows for value in row])
    return len(rows)


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
    rows = last.options.values_list("option__code", "content_hash")
    return last.effective_on == item.version.effective_on and {code[-2:]: digest for code, digest in rows} == hashes


def _edition(target: ImplementationList, item: ItemDocument, last: ListVersion | None, at: datetime) -> ListVersion:
    note = item.version
    if last is not None and note.effective_on < last.effective_on:
        said = f"新版本的生效日期不能早于上一版的{last.effective_on.isoformat()}。"
        raise Invalid(faults=[Fault("/version/effective_on", "effective_on", said)])
    number = max(note.number, last.number + 1) if last is not None else note.number
    operation = Operation(note.operation) if note.operation else Operation.CHANGE if last else Operation.ADD
    return ListVersion.objects.create(
        operation=operation,
        state=operation.leaves,
        list=target,
        number=number,
        effective_on=note.effective_on,
        reason=note.reason,
        legal_source=note.legal_source,
        published_at=at,
    )


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


def _bring_into_force(list_ids: list[int], on: date) -> int:
    """For each option of these lists, `current` is its version in the edition in force on the day, or nothing."""
    editions = (
        ListVersion.objects.filter(list_id__in=list_ids, effective_on__lte=on)
        .order_by("list_id", "-effective_on", "-number")
        .distinct("list_id")
        .values("pk")
    )
    standing = dict(OptionVersion.objects.filter(edition_id__in=editions).values_list("option_id", "id"))
    options = HandlingOption.objects.filter(list_id__in=list_ids)
    moved = [each for each in options if each.current_id != standing.get(each.pk)]
    for each in moved:
        each.current_id = standing.get(each.pk)
    HandlingOption.objects.bulk_update(moved, ["current"])
    return len(moved)


def bump() -> None:
    """One more revision: every process that serves the catalogue is behind now, and this one knows it at once."""
    if not Revision.objects.update(number=F("number") + 1):
        Revision.objects.create(number=1)
    forget()
