"""Findings about looks (查看线索): found by the nightly round, a canary at once; explained or handed over."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.oversight.reading.models import LookFinding
from tongban.oversight.reading.rules.flow import FINDING_FLOW
from tongban.oversight.reading.rules.patterns import Pattern
from tongban.oversight.reading.rules.states import FindingStatus
from tongban.registers.agencies.models import Staff


@transaction.atomic
def find(found: Sequence[Pattern], *, at: datetime) -> int:
    """Put what is new on the list; what was found before is left alone, however often the round runs."""
    known = set(LookFinding.objects.filter(key__in=[each.key for each in found]).values_list("key", flat=True))
    new = [each for each in found if each.key not in known]
    agencies = dict(Staff.objects.filter(pk__in={each.reader for each in new}).values_list("pk", "agency_id"))
    for each in new:
        if each.reader in agencies:
            _open(each, agencies[each.reader], at=at)
    return len(new)


def _open(found: Pattern, agency_id: int, *, at: datetime) -> None:
    finding = LookFinding.objects.create(
        key=found.key,
        kind=found.kind,
        reader_id=found.reader,
        agency_id=agency_id,
        day=found.day,
        entries=list(found.entries),
        status=FindingStatus.OPEN,
        found_at=at,
    )
    facts: dict[str, Any] = {"kind": found.kind.value, "reader": f"staff:{found.reader}", "entries": found.entries}
    advance(finding, FINDING_FLOW.steps["find"], by=SYSTEM, at=at, facts=facts)


@transaction.atomic
def explain(finding: LookFinding, *, reason: str, by: Actor, at: datetime) -> LookFinding:
    """说明清楚了: there was a good reason, in words."""
    return _end(finding, "explain", reason, by=by, at=at)


@transaction.atomic
def hand_over(finding: LookFinding, *, reason: str, by: Actor, at: datetime) -> LookFinding:
    """移交处理: to whom and why."""
    return _end(finding, "hand_over", reason, by=by, at=at)


def _end(finding: LookFinding, verb: str, reason: str, *, by: Actor, at: datetime) -> LookFinding:
    step = FINDING_FLOW.take(verb, finding, by=by)
    if by.staff_id == finding.reader_id:
        raise NotYours("不能处理关于自己的线索。")
    words = reason.replace("\x00", "").strip()
    if not 5 <= len(words) <= 2000:
        raise Invalid(faults=[Fault("/reason", "required", "请写明核查情况，5到2000个字。")])
    advance(finding, step, by=by, at=at, facts={"reason": words}, changes={"reason": words, "ended_at": at})
    return finding
