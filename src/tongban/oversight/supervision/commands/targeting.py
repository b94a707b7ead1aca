"""Targets of the plan (方案目标): evidence is linked, then a target is done on the day of its evidence."""

from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import advance
from tongban.oversight.supervision.models import PlanEvidence, PlanTarget
from tongban.oversight.supervision.rules.plan_flow import TARGETS
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules.papers import PUBLIC_KINDS
from tongban.registers.plan.targets import Target

LONGEST = 80


class NoEvidence(NotNow):
    """Nothing is done that nothing shows (没有佐证)."""

    code = "no_evidence"
    sentence = "还没有关联佐证，不能标为完成。请先关联文书，或者登记外部文件。"


@transaction.atomic
def link_evidence(target: Target, *, number: str, by: Actor, at: datetime) -> PlanEvidence:
    """关联佐证: a document of this house that is addressed to everybody, by its number."""
    said = number.strip()[:LONGEST]
    found = OfficialDocument.objects.filter(number=said, kind__in=PUBLIC_KINDS, is_void=False).first() if said else None
    if found is None:
        sentence = "本系统没有这个编号的公开文书。可以填清单公告、事项公告、情况报告、通报的编号。"
        raise Invalid(faults=[Fault("/number", "unknown", sentence)])
    made = PlanEvidence(
        number=found.number,
        title=found.content.title[:200],
        dated_on=local_day(found.issued_at),
        document=found,
        content_hash=found.content_hash,
    )
    return _linked(target, made, verb="link_evidence", by=by, at=at)


@transaction.atomic
def link_outside(target: Target, *, number: str, title: str, dated_on: date, by: Actor, at: datetime) -> PlanEvidence:
    """登记外部文件: number, title and date of what was issued elsewhere; the page says that nobody checked it here."""
    said, named = number.strip()[:LONGEST], title.strip()[:200]
    faults = []
    if len(said) < 4:
        faults.append(Fault("/number", "missing", "请写文号，例如“嘉政发〔2022〕30号”。"))
    if len(named) < 4:
        faults.append(Fault("/title", "missing", "请写文件标题。"))
    if dated_on > local_day(at):
        faults.append(Fault("/dated_on", "future", "成文日期不能晚于今天。"))
    if faults:
        raise Invalid(faults=faults)
    made = PlanEvidence(number=said, title=named, dated_on=dated_on)
    return _linked(target, made, verb="link_outside", by=by, at=at)


@transaction.atomic
def complete(target: Target, *, by: Actor, at: datetime) -> PlanTarget:
    """标为完成: on the day of its latest evidence; what the plan wants for good is never over."""
    row = _row(target)
    step = TARGETS.take("complete", row, by=by)
    if target.is_ongoing:
        raise NotNow("“持续推进”的目标没有完成的一天，请每年关联新的佐证。")
    days = [each.dated_on for each in row.evidence.all()]
    if not days:
        raise NoEvidence()
    facts = {"target": target.key, "done_on": max(days).isoformat(), "evidence": len(days)}
    advance(row, step, by=by, at=at, changes={"done_on": max(days)}, facts=facts)
    return row


@transaction.atomic
def reopen(target: Target, *, reason: str, by: Actor, at: datetime) -> PlanTarget:
    """撤回完成: with the reason; the evidence stays."""
    row = _row(target)
    step = TARGETS.take("reopen", row, by=by)
    said = reason.strip()[:500]
    if len(said) < 4:
        raise Invalid(faults=[Fault("/reason", "missing", "请写明为什么撤回。")])
    advance(row, step, by=by, at=at, changes={"done_on": None}, facts={"target": target.key, "reason": said})
    return row


def _linked(target: Target, made: PlanEvidence, *, verb: str, by: Actor, at: datetime) -> PlanEvidence:
    row = _row(target)
    step = TARGETS.take(verb, row, by=by)
    if row.evidence.filter(number=made.number).exists():
        raise Invalid(faults=[Fault("/number", "twice", "这份文件已经关联过了。")])
    made.target, made.linked_at, made.linked_by_id = row, at, by.staff_id
    made.save(force_insert=True)
    facts = {"target": target.key, "number": made.number, "title": made.title, "dated_on": made.dated_on.isoformat()}
    advance(row, step, by=by, at=at, changes={"shown_by": row.shown_by + 1}, facts=facts)
    return made


def _row(target: Target) -> PlanTarget:
    """The row of this target, made the first time that something happens to it."""
    row, _ = PlanTarget.objects.get_or_create(key=target.key)
    return row
