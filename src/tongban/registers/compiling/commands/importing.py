"""Taking imported guides in (导入入库): each becomes a draft that waits to be claimed; again changes nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Any

import msgspec
from django.db import connection, transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.findings import Finding
from tongban.registers.catalog.importing.imported import ImportedGuide, digest
from tongban.registers.catalog.importing.remarks import CODES
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.catalog.models import ListVersion
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.rules.states import Origin, Status

Progress = Callable[[int, int], None]

IMPORTERS = frozenset({Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER, Role.SYSTEM})
ANYWHERE = frozenset({Role.CATALOG_REVIEWER, Role.SYSTEM})
BASIS = "实施方案 二(一) 集中梳理事项"
BATCH = 250
LONGEST_KEY = 100
LONGEST_CODE = 12
LONGEST_NAME = 200
REWRITTEN = (
    "document",
    "findings",
    "kept",
    "source_hash",
    "basic_code",
    "name",
    "kind",
    "agency",
    "operation",
    "base",
    "revision",
    "updated_at",
)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What an import did: drafts made, rewritten, standing already, refused, and what it found out while doing it."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class _Plan:
    """What is to be written: new drafts, and standing ones with their new content."""

    new: list[tuple[str, ImportedGuide]] = field(default_factory=list)
    rewritten: list[tuple[int, ImportedGuide]] = field(default_factory=list)
    unchanged: int = 0
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A draft of an earlier import: `turn` counts the drafts of one key."""

    pk: int
    turn: int
    source_hash: str
    status: Status


@transaction.atomic
def take_in(guides: Sequence[ImportedGuide], *, by: Actor, at: datetime, progress: Progress | None = None) -> TakenIn:
    """导入: equal content changes nothing; a draft that somebody works on is left alone, and the news laid beside it.

    Ex-officio powers make no draft (plan 二(一)). Raises `NotYours`.
    """
    agencies = _agencies()
    wanted = [each for each in guides if not each.is_ex_officio]
    _may_import(wanted, agencies, by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('compiling.import', 0))")
    plan = _plan(wanted, _standing())
    editions = _editions()
    written = _write(plan, agencies, editions, at, progress)
    if written:
        _record(plan, refused=len(guides) - len(wanted), by=by, at=at)
    return TakenIn(
        created=len(plan.new),
        changed=len(plan.rewritten),
        unchanged=plan.unchanged,
        refused=len(guides) - len(wanted),
        findings=tuple(plan.findings),
    )


def forecast(guides: Sequence[ImportedGuide], *, by: Actor) -> TakenIn:
    """What taking them in would do now; nothing is written. Raises `NotYours`, as taking them in would."""
    wanted = [each for each in guides if not each.is_ex_officio]
    _may_import(wanted, _agencies(), by)
    plan = _plan(wanted, _standing())
    return TakenIn(
        created=len(plan.new),
        changed=len(plan.rewritten),
        unchanged=plan.unchanged,
        refused=len(guides) - len(wanted),
        findings=tuple(plan.findings),
    )


def _may_import(guides: Iterable[ImportedGuide], agencies: dict[str, Agency], by: Actor) -> None:
    """A department's editor imports the department's own lists; the reviewing body anybody's."""
    if not IMPORTERS & by.roles:
        raise NotYours("导入事项由事项编制岗或事项审核岗办理。")
    if ANYWHERE & by.roles:
        return
    agency_ids = [getattr(agencies.get(each.item["agency"]), "pk", None) for each in guides]
    others = [each for each in agency_ids if each is None or each != by.agency_id]
    if others:
        raise NotYours(f"有{len(others)}份不是本部门的事项。请在导入时选本部门，或请事项审核岗导入。")


def _agencies() -> dict[str, Agency]:
    """Agencies by what a workbook may call them: short name, name, key."""
    agencies = list(Agency.objects.all())
    return {said: each for name in ("short_name", "name", "key") for each in agencies if (said := getattr(each, name))}


def _standing() -> dict[str, list[_Standing]]:
    """Every imported draft by the key of its source, oldest first (one statement)."""
    rows = (
        ListDraft.objects.filter(origin=Origin.IMPORTED, source_ref__startswith="import:")
        .select_for_update(of=("self",))
        .order_by("pk")
        .values_list("pk", "source_ref", "source_hash", "status")
    )
    found: dict[str, list[_Standing]] = {}
    for pk, ref, source_hash, status in rows:
        key, _, turn = ref.partition("#")
        found.setdefault(key, []).append(_Standing(pk, int(turn or 1), source_hash, Status(status)))
    return found


def _plan(guides: Iterable[ImportedGuide], standing: dict[str, list[_Standing]]) -> _Plan:
    plan = _Plan()
    for guide in guides:
        ref = _reference(guide)
        last = max(standing.get(ref, ()), key=lambda each: each.turn, default=None)
        if last is None:
            plan.new.append((ref, guide))
        elif last.source_hash == guide.source_hash:
            plan.unchanged += 1
        elif last.status is Status.PUSHED:
            plan.rewritten.append((last.pk, guide))
        else:
            told = _in_progress(guide, last.status)
            plan.findings.append(told)
            plan.new.append((f"{ref}#{last.turn + 1}", replace(guide, findings=(*guide.findings, told))))
    return plan


def _reference(guide: ImportedGuide) -> str:
    """The key of the source in a draft; one that is too long, or holds our own mark, is known by its digest."""
    is_plain = len(guide.key) <= LONGEST_KEY and "#" not in guide.key
    return f"import:{guide.key if is_plain else digest(guide.key)}"


def _in_progress(guide: ImportedGuide, status: Status) -> Finding:
    code = "draft_in_progress"
    message = f"{guide.option_code}上次导入的文稿已是“{status.label}”，这次的内容不同，没有改动它。"
    return Finding(
        code=code,
        severity=CODES[code][0],
        pointer="",
        message=message,
        assumed="新内容另成一份文稿，待认领",
        option_code=guide.option_code,
        source=f"{guide.source}#",
    )


def _unknown_agency(guide: ImportedGuide) -> Finding:
    code = "agency_open"
    return Finding(
        code=code,
        severity=CODES[code][0],
        pointer="/agency",
        message=f"没有“{guide.item['agency'][:40]}”这个部门。",
        assumed="留空，由人选择",
        option_code=guide.option_code,
        source=f"{guide.source}#",
    )


def _editions() -> dict[tuple[str, int], int]:
    """The last edition of every published list, by basic code and agency."""
    rows = (
        ListVersion.objects.order_by("list_id", "-number")
        .distinct("list_id")
        .values_list("list__basic__code", "list__agency_id", "pk")
    )
    return {(code, agency): pk for code, agency, pk in rows}


def _write(
    plan: _Plan,
    agencies: dict[str, Agency],
    editions: dict[tuple[str, int], int],
    at: datetime,
    progress: Progress | None,
) -> int:
    total, done = len(plan.new) + len(plan.rewritten), 0
    for batch in _batches(plan.new):
        ListDraft.objects.bulk_create(_new(ref, guide, agencies, editions, at) for ref, guide in batch)
        done = _told(done + len(batch), total, progress)
    for changes in _batches(plan.rewritten):
        held = ListDraft.objects.in_bulk([pk for pk, _ in changes])
        for pk, guide in changes:
            _rewrite(held[pk], guide, agencies, editions, at)
        ListDraft.objects.bulk_update(held.values(), REWRITTEN)
        done = _told(done + len(changes), total, progress)
    return done


def _told(done: int, total: int, progress: Progress | None) -> int:
    if progress is not None:
        progress(done, total)
    return done


def _batches(rows: Sequence[Any]) -> Iterator[list[Any]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _new(
    ref: str, guide: ImportedGuide, agencies: dict[str, Agency], editions: dict[tuple[str, int], int], at: datetime
) -> ListDraft:
    draft = ListDraft(status=Status.PUSHED, origin=Origin.IMPORTED, source_ref=ref, created_at=at, revision=-1)
    _rewrite(draft, guide, agencies, editions, at)
    return draft


def _rewrite(
    draft: ListDraft,
    guide: ImportedGuide,
    agencies: dict[str, Agency],
    editions: dict[tuple[str, int], int],
    at: datetime,
) -> None:
    """The content of the source as the draft has it now; how often it was saved counts on."""
    agency = agencies.get(guide.item["agency"])
    item = {**guide.item, "agency": agency.key} if agency is not None else guide.item
    base = editions.get((item["basic_code"], agency.pk)) if agency is not None else None
    findings = guide.findings if agency is not None or not item["agency"] else (*guide.findings, _unknown_agency(guide))
    draft.agency = agency
    draft.base_id = base
    draft.operation = Operation.CHANGE if base is not None else Operation.ADD
    draft.basic_code = item["basic_code"] if len(item["basic_code"]) <= LONGEST_CODE else ""
    draft.name = item["name"][:LONGEST_NAME]
    draft.kind = item["kind"]
    draft.document = item
    draft.findings = [msgspec.to_builtins(each) for each in findings]
    draft.kept = guide.kept
    draft.source_hash = guide.source_hash
    draft.revision += 1
    draft.updated_at = at


def _record(plan: _Plan, *, refused: int, by: Actor, at: datetime) -> None:
    """One entry for the batch: how many, and a digest of what was written."""
    written = [[ref, guide.source_hash] for ref, guide in plan.new]
    written += [[str(pk), guide.source_hash] for pk, guide in plan.rewritten]
    sources = sorted({guide.source.partition("[")[0][:80] for _, guide in (*plan.new, *plan.rewritten)})
    facts = {
        "created": len(plan.new),
        "changed": len(plan.rewritten),
        "unchanged": plan.unchanged,
        "refused": refused,
        "sources": sources[:20],
        "source_count": len(sources),
    }
    record(f"import:{digest(written)[:40]}", "import", by=by, at=at, basis=BASIS, facts=facts)
