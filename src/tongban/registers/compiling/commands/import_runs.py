"""From a file that was handed in to drafts in the inbox (导入批次): look, confirm, take in; heavy ones by a job."""

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import F

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.catalog.importing.heading import Setting
from tongban.registers.catalog.importing.reading import Reading, read_blob
from tongban.registers.compiling import progress
from tongban.registers.compiling.bound import BOUND
from tongban.registers.compiling.models import ImportRun
from tongban.registers.compiling.queries.import_runs import reading_of
from tongban.registers.compiling.rules.imports import (
    HEAVY,
    MANY,
    MOST_TRIES,
    UNDER_WAY,
    ImportStatus,
    refuse_unusable,
    unpacked,
)
from tongban.registers.documents import shelf
from tongban.registers.documents.rules.names import clean_name

from .importing import ANYWHERE, BASIS, IMPORTERS, TakenIn, forecast, take_in


class NotReady(NotNow):
    """There is nothing to take in, or it was taken in already (不能导入)."""

    code = "import_not_ready"
    sentence = "这次导入现在不能确认：还没有检查完，或者已经办过了。请刷新本页看最新情况。"


@transaction.atomic
def upload(blob: bytes, *, name: str, agency: str = "", by: Actor, at: datetime) -> ImportRun:
    """上传: the file is laid on the shelf and looked at; a heavy one is looked at by a job. Nothing is imported yet.

    Raises `NotYours`, and `Invalid` for what is empty or too large.
    """
    if not IMPORTERS & by.roles or by.staff_id is None:
        raise NotYours("导入事项由事项编制岗或事项审核岗办理。")
    refuse_unusable(blob)
    digest = shelf.put(blob).hex()
    run = ImportRun.objects.create(
        name=clean_name(name),
        sha256=digest,
        size=len(blob),
        agency=_agency(agency, by),
        status=ImportStatus.WAITING,
        uploaded_by_id=by.staff_id,
        uploaded_at=at,
        changed_at=at,
    )
    facts = {"name": run.name, "sha256": digest, "size": run.size}
    record(f"import-run:{run.pk}", "upload", by=by, at=at, basis=BASIS, facts=facts)
    if unpacked(blob) <= HEAVY:
        _look(run, blob, by=by, at=at)
    return run


@transaction.atomic
def confirm(run: ImportRun, *, by: Actor, at: datetime) -> ImportRun:
    """确认导入: what was looked at is taken in, many guides by a job. Raises `NotReady`, `NotYours`."""
    if not IMPORTERS & by.roles:
        raise NotYours("导入事项由事项编制岗或事项审核岗办理。")
    locked = _locked(run)
    if locked.status != ImportStatus.READ or locked.words or not locked.counts.get("guides"):
        raise NotReady()
    record(f"import-run:{run.pk}", "confirm", by=by, at=at, basis=BASIS, facts={"sha256": run.sha256})
    if locked.counts["guides"] > MANY:
        _becomes(locked, ImportStatus.QUEUED, at, tries=0)
    else:
        _take_in(locked, by=by, at=at)
    return locked


@transaction.atomic
def drop(run: ImportRun, *, by: Actor, at: datetime) -> ImportRun:
    """放弃: a file that was looked at and is not taken in."""
    if not IMPORTERS & by.roles:
        raise NotYours("导入事项由事项编制岗或事项审核岗办理。")
    locked = _locked(run)
    if locked.status not in (ImportStatus.READ, ImportStatus.FAILED):
        raise NotReady("这次导入正在办或者已经办完，不能放弃。")
    record(f"import-run:{run.pk}", "drop", by=by, at=at, basis=BASIS, facts={"sha256": run.sha256})
    _becomes(locked, ImportStatus.DROPPED, at)
    return locked


def carry_on(*, at: datetime) -> int:
    """What a job does: each import under way is looked at or taken in, in turn; the number that went on."""
    done = 0
    for pk in (
        ImportRun.objects.filter(status__in=sorted(UNDER_WAY)).order_by("uploaded_at").values_list("pk", flat=True)
    ):
        ImportRun.objects.filter(pk=pk).update(tries=F("tries") + 1)
        done += _carry(pk, at)
        progress.end(pk)
    return done


@transaction.atomic
def _carry(pk: UUID, at: datetime) -> int:
    run = (
        ImportRun.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("uploaded_by__agency", "agency")
        .filter(pk=pk, status__in=sorted(UNDER_WAY))
        .first()
    )
    if run is None:
        return 0
    if run.tries > MOST_TRIES:
        _becomes(run, ImportStatus.FAILED, at, words=f"试了{MOST_TRIES}次都没有办完。请把文件分成几份再上传。")
        return 1
    by = _actor(run.uploaded_by)
    try:
        with transaction.atomic():
            if run.status == ImportStatus.WAITING:
                with shelf.take(bytes.fromhex(run.sha256)) as kept:
                    _look(run, kept.read(), by=by, at=at)
            else:
                _take_in(run, by=by, at=at)
    except Declined as refusal:
        _becomes(run, ImportStatus.FAILED, at, words=refusal.message[:300])
    return 1


def _look(run: ImportRun, blob: bytes, *, by: Actor, at: datetime) -> None:
    """Read it and foretell what taking it in would do; what must not be taken in says why."""
    chosen, departments = run.agency.key if run.agency else "", BOUND.rules.departments
    meant = Agency.objects.filter(key__in=departments.values()).values_list("key", "short_name")
    setting = Setting(on=local_day(at), agency=chosen, departments=departments, names=dict(meant))
    found = read_blob(run.name, blob, setting)
    words, foretold = "", TakenIn()
    try:
        foretold = forecast(found.guides, by=by)
    except NotYours as refusal:
        words = refusal.message[:300]
    reading = shelf.put(msgspec.json.encode(found)).hex()
    _becomes(run, ImportStatus.READ, at, reading=reading, words=words, counts=_counts(found, foretold))


def _take_in(run: ImportRun, *, by: Actor, at: datetime) -> None:
    found = reading_of(run)
    taken = take_in(found.guides, by=by, at=at, progress=lambda done, total: progress.tell(run.pk, done, total))
    _becomes(run, ImportStatus.DONE, at, counts=_counts(found, taken))


def _counts(found: Reading, taken: TakenIn) -> dict[str, Any]:
    severities = Counter(each.severity.value for each in found.all_findings)
    return {
        "files": found.files,
        "guides": len(found.guides),
        "options": sum(len(each.option_codes) for each in found.guides),
        **{name: severities[name] for name in ("error", "warning", "note")},
        "created": taken.created,
        "changed": taken.changed,
        "unchanged": taken.unchanged,
        "refused": taken.refused,
        "in_progress": len(taken.findings),
    }


def _becomes(run: ImportRun, status: ImportStatus, at: datetime, **columns: Any) -> None:
    changed = {"status": status, "changed_at": at, **columns}
    ImportRun.objects.filter(pk=run.pk).update(**changed)
    for name, value in changed.items():
        setattr(run, name, value)


def _locked(run: ImportRun) -> ImportRun:
    return ImportRun.objects.select_for_update(of=("self",)).select_related("agency").get(pk=run.pk)


def _agency(key: str, by: Actor) -> Agency | None:
    """For whom it is: an editor's own body; a reviewer chooses one, or leaves it to the codes."""
    if not ANYWHERE & by.roles:
        assert by.agency_id is not None, "an editor belongs to a body"
        return Agency.objects.get(pk=by.agency_id)
    if not key:
        return None
    found = Agency.objects.filter(key=key, is_active=True).first()
    if found is None:
        raise Invalid(faults=[Fault("/agency", "agency", "没有这个部门，请从列表里选。")])
    return found


def _actor(of: Staff) -> Actor:
    """Who confirmed it, as of now: a post that was lost since takes nothing in."""
    return Actor(
        name=of.name,
        roles=frozenset(Role(each) for each in of.roles) if of.is_active else frozenset(),
        account_id=of.account_id,
        staff_id=of.pk,
        agency_id=of.agency_id,
        agency=of.agency.short_name,
        post=of.post,
        channel="system",
    )
