"""Evidence and reports (证据、符合性报告): given by whoever answers for it, frozen by supervision."""

from datetime import date, datetime, timedelta

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import record
from tongban.oversight.standards.models import ComplianceReport, Evidence
from tongban.oversight.standards.queries.compliance import compliance, standard_for, visible_to
from tongban.oversight.standards.rules.compliance import digest, encode
from tongban.oversight.standards.rules.library import Standard, Way

BASIS = "实施方案 五(三): 标准实施"
GIVERS = frozenset({Role.SUPERVISOR, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN})


@transaction.atomic
def give_evidence(
    standard: Standard,
    *,
    clause: str,
    words: str,
    reference: str,
    valid_until: date | None,
    by: Actor,
    at: datetime,
) -> Evidence:
    """登记证据: what was looked at, where it is kept, until when it is good; no longer than the clause allows."""
    staff_id = _giver(by)
    standard_for(by, standard.key)
    found = standard.clause(clause)
    if found is None or found.way is not Way.EVIDENCE:
        raise Invalid(faults=[Fault("/clause", "choice", "这一条不用登记证据。")])
    faults = []
    today = local_day(at)
    said, where = words.replace("\x00", "").strip()[:500], reference.replace("\x00", "").strip()[:200]
    if not said:
        faults.append(Fault("/words", "required", "请写明查了什么、结果怎样。"))
    if not where:
        faults.append(Fault("/reference", "required", "请写明文号，或者证据放在哪里。"))
    last = today + timedelta(days=found.valid_days)
    if valid_until is None or not today <= valid_until <= last:
        faults.append(Fault("/valid_until", "range", f"有效期从今天起，最长到{last.isoformat()}。"))
    if faults or valid_until is None:
        raise Invalid(faults=faults)
    made = Evidence.objects.create(
        standard=standard.key,
        clause=clause,
        words=said,
        reference=where,
        valid_until=valid_until,
        at=at,
        by_id=staff_id,
    )
    facts = {"clause": clause, "words": said, "reference": where, "valid_until": valid_until.isoformat()}
    record(f"standard:{standard.key}", "give_evidence", by=by, at=at, basis=BASIS, facts=facts)
    return made


def _giver(by: Actor) -> int:
    if not by.roles & GIVERS or by.staff_id is None:
        raise NotYours("证据由监督岗登记；等级保护的由系统管理员、安全管理员登记。")
    return by.staff_id


@transaction.atomic
def freeze_report(*, by: Actor, at: datetime) -> ComplianceReport:
    """出符合性报告: all standards as they stand, with the hash; made again from the same facts it is the same."""
    if Role.SUPERVISOR not in by.roles or by.staff_id is None:
        raise NotYours("符合性报告由监督岗出具。")
    found = compliance(visible_to(by), at=at)
    made = ComplianceReport.objects.create(
        content=encode(found).decode(), content_hash=digest(found), frozen_at=at, frozen_by_id=by.staff_id
    )
    facts = {"hash": made.content_hash, "open": sum(each.open for each in found)}
    record("compliance-reports", "freeze_compliance", by=by, at=at, basis=BASIS, facts=facts)
    return made
