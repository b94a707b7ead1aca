"""归档与取证: a package of the whole case after its end, and one of any earlier instant for whoever must prove it."""

import io
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record, record_read
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.states import ENDS
from tongban.handling.dossiers.bound import BOUND
from tongban.handling.dossiers.models import ArchiveRecord
from tongban.handling.dossiers.queries.contents import package
from tongban.handling.dossiers.rules.packing import Package, findings
from tongban.handling.dossiers.rules.retention import retention_of
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents import shelf

ARCHIVE_BASIS = "电子文件归档与电子档案管理规范 GB/T 18894"
PURPOSES = ("行政复议", "行政诉讼", "监督检查", "申请人查阅")
_EXPORTERS = frozenset({Role.EXAMINER, Role.DECIDER, Role.SUPERVISOR, Role.AUDIT_ADMIN, Role.APPLICANT})


@transaction.atomic
def archive(case: Case, *, by: Actor = SYSTEM, at: datetime) -> ArchiveRecord:
    """归档: the whole case as one signed package on the shelf; a case that is archived stays as it is.

    How long it is kept follows the city's table, and stands in the package itself.
    """
    made = ArchiveRecord.objects.filter(case=case).first()
    if made is not None:
        return made
    if case.state not in ENDS or case.ended_at is None:
        raise NotNow("办件还没有办结，不能归档。")
    kind = guide_of(case.option_version_id).kind
    term = retention_of(kind, case.outcome, ended_on=local_day(case.ended_at), table=BOUND.retention)
    found = package(case, until=at, purpose="归档", retention=term)
    content = shelf.put(found.content)
    kept = ArchiveRecord.objects.create(
        case=case,
        number=f"XZFW-{case.number}",
        made_at=at,
        content=content,
        root=found.root,
        size=len(found.content),
        files=found.files,
        retention=term.label,
        retain_until=term.until,
        checked_at=at,
    )
    facts = {"root": found.root.hex(), "size": kept.size, "files": kept.files, "retention": kept.retention}
    record(f"archive:{case.number}", "archive", by=by, at=at, basis=ARCHIVE_BASIS, about=case.chain, facts=facts)
    return kept


@transaction.atomic
def check_archive(kept: ArchiveRecord, *, at: datetime) -> str:
    """Check a package against its register (档案检测); what was found first, in words, empty when it is sound."""
    found = _finding(kept)
    ArchiveRecord.objects.filter(pk=kept.pk).update(checked_at=at, finding=found)
    if found != kept.finding:
        verb = "find_unsound" if found else "find_sound"
        record(f"archive:{kept.number}", verb, by=SYSTEM, at=at, basis=ARCHIVE_BASIS, facts={"finding": found})
    return found


@transaction.atomic
def export_evidence(case: Case, *, until: datetime, purpose: str, by: Actor, at: datetime) -> Package:
    """导出案卷: the case as it stood at an instant, for a review, a suit, an inspection; on record before it leaves.

    `purpose` is one of PURPOSES; the applicant may have their own case at any time.
    """
    if not may_export(by):
        raise NotYours("案卷由承办部门、监督岗或者申请人本人导出。")
    if purpose not in PURPOSES:
        raise Invalid(faults=[Fault("/purpose", "choice", f"请选择用途：{'、'.join(PURPOSES)}。")])
    if ArchiveRecord.objects.filter(case=case, destroyed_at__isnull=False).exists():
        raise NotNow("这个案卷已经按鉴定清单销毁，不能再导出。校验值和销毁清册可以向监督岗查询。")
    if until > at:
        raise Invalid(faults=[Fault("/until", "future", "截止时间不能晚于现在。")])
    record_read(f"party:{case.applicant_id}", by=by, at=at, purpose=purpose, subject=case.chain, fields=["dossier"])
    found = package(case, until=until, purpose=purpose)
    facts = {"root": found.root.hex(), "until": until.isoformat(), "purpose": purpose, "files": found.files}
    record(f"archive:{case.number}", "export", by=by, at=at, basis=ARCHIVE_BASIS, about=case.chain, facts=facts)
    return found


def may_export(by: Actor) -> bool:
    """Departments, supervision and audit, and the applicant of the case."""
    return bool(by.roles & _EXPORTERS)


def _finding(kept: ArchiveRecord) -> str:
    try:
        with shelf.take(bytes(kept.content)) as content:
            read = content.read()
    except FileNotFoundError:
        return "文件库里找不到这个案卷包"
    return next(findings(io.BytesIO(read), root=bytes(kept.root)), "")[:300]
