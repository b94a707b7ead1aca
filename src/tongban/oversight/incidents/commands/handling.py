"""Handling an incident (事件处置): reported, assessed, worked off by its playbook, contained, closed by another."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.oversight.incidents.models import Incident, PlayMark
from tongban.oversight.incidents.queries.incidents import is_late, steps_of
from tongban.oversight.incidents.rules.flow import INCIDENTS
from tongban.oversight.incidents.rules.plan import BOUND, authority_by, persons_by
from tongban.oversight.incidents.rules.states import IncidentStatus, Severity

LONGEST = 2000
_ASKED = {"title": ("什么事件", 120), "system": ("哪个系统受影响", 120), "words": ("怎么发现的、有什么现象", LONGEST)}


class NotAllDone(NotNow):
    """An incident is over when the playbook was worked off and everybody was told (没有做完不能结案)."""

    code = "not_all_done"
    sentence = "还有没有做完的步骤，不能结案。"


@transaction.atomic
def report(
    *,
    title: str,
    system: str,
    words: str,
    discovered_at: datetime | None,
    by: Actor,
    at: datetime,
    is_drill: bool = False,
) -> Incident:
    """登记事件: whatever it may turn out to be; the clocks of the law run from the discovery."""
    said = {"title": title, "system": system, "words": words}
    faults = [
        Fault(f"/{name}", "required", f"请写明{label}。")
        for name, (label, _) in _ASKED.items()
        if not said[name].replace("\x00", "").strip()
    ]
    if discovered_at is None or discovered_at > at:
        faults.append(Fault("/discovered_at", "time", "请写明什么时候发现的，不能晚于现在。"))
    if faults or discovered_at is None:
        raise Invalid(faults=faults)
    if by.staff_id is None:
        raise NotYours("事件由工作人员登记。")
    columns = {name: said[name].replace("\x00", "").strip()[:most] for name, (_, most) in _ASKED.items()}
    made = Incident(
        **columns,
        status=IncidentStatus.WRITTEN,
        is_drill=is_drill,
        discovered_at=discovered_at,
        reported_at=at,
        reported_by_id=by.staff_id,
    )
    step = INCIDENTS.take("report", made, by=by)
    made.save(force_insert=True)
    facts = {**columns, "discovered_at": discovered_at.isoformat(), "is_drill": is_drill}
    advance(made, step, by=by, at=at, facts=facts)
    return made


@transaction.atomic
def assess(
    incident: Incident, *, severity: str, touches_persons: str, playbook: str, words: str, by: Actor, at: datetime
) -> Incident:
    """研判定级: the severity sets the clocks, the playbook what is done; it may be assessed again as more is known."""
    step = INCIDENTS.take("assess", incident, by=by)
    faults = []
    if severity not in set(Severity):
        faults.append(Fault("/severity", "choice", "请选事件级别。"))
    if touches_persons not in ("yes", "no"):
        faults.append(Fault("/touches_persons", "choice", "请选是否涉及个人信息。"))
    if BOUND.plan.playbook(playbook) is None:
        faults.append(Fault("/playbook", "choice", "请选启动哪个预案。"))
    if not words.strip():
        faults.append(Fault("/words", "required", "请写明研判的理由。"))
    if faults:
        raise Invalid(faults=faults)
    touches, grave = touches_persons == "yes", Severity(severity)
    changes: dict[str, object] = {
        "severity": severity,
        "playbook": playbook,
        "touches_persons": touches,
        "assessed_at": incident.assessed_at or at,
        "authority_by": authority_by(BOUND.plan, grave, discovered_at=incident.discovered_at),
        "persons_by": persons_by(BOUND.plan, grave, touches_persons=touches, discovered_at=incident.discovered_at),
    }
    facts = {"severity": severity, "playbook": playbook, "touches_persons": touches, "words": _words(words)}
    advance(incident, step, by=by, at=at, facts=facts, changes=changes)
    return incident


@transaction.atomic
def dismiss(incident: Incident, *, words: str, by: Actor, at: datetime) -> Incident:
    """不是事件: with the reason, on record."""
    return _move(incident, "dismiss", words, {"ended_at": at, "summary": _words(words)}, by=by, at=at)


@transaction.atomic
def note(incident: Incident, *, words: str, by: Actor, at: datetime) -> Incident:
    """记一笔经过: what happened, as it happens."""
    return _move(incident, "note", words, {}, by=by, at=at)


@transaction.atomic
def mark(incident: Incident, *, key: str, words: str, by: Actor, at: datetime) -> Incident:
    """完成一步预案: a step of the playbook was done, with its result."""
    step = INCIDENTS.take("mark", incident, by=by)
    book = BOUND.plan.playbook(incident.playbook)
    if book is None or book.step(key) is None or by.staff_id is None:
        raise Invalid(faults=[Fault("/key", "unknown", "预案里没有这一步。")])
    said = _words(words)[:500]
    try:
        with transaction.atomic():
            PlayMark.objects.create(incident=incident, key=key, words=said, done_at=at, done_by_id=by.staff_id)
    except IntegrityError:
        raise NotNow("这一步已经登记过了。") from None
    advance(incident, step, by=by, at=at, facts={"key": key, "words": said})
    return incident


@transaction.atomic
def contain(incident: Incident, *, words: str, by: Actor, at: datetime) -> Incident:
    """已经控制住: the harm does not grow any more."""
    return _move(incident, "contain", words, {}, by=by, at=at)


@transaction.atomic
def close(incident: Incident, *, words: str, by: Actor, at: datetime) -> Incident:
    """结案: by supervision, never by whoever handled it; refused with everything that is still owed."""
    INCIDENTS.take("close", incident, by=by)
    if owed := _owed(incident):
        raise NotAllDone("还不能结案：" + "；".join(owed) + "。")
    return _move(incident, "close", words, {"ended_at": at, "summary": _words(words)}, by=by, at=at)


@transaction.atomic
def tell_overdue(incident: Incident, *, at: datetime) -> Incident:
    """报告、告知超期: the clock of the law ran out; once for each incident, and seen by supervision."""
    if incident.overdue_told_at is None and is_late(incident, at=at):
        facts = {"authority_by": incident.authority_by, "persons_by": incident.persons_by}
        plain = {name: value.isoformat() for name, value in facts.items() if value is not None}
        step = INCIDENTS.take("tell_overdue", incident, by=SYSTEM)
        advance(incident, step, by=SYSTEM, at=at, facts=plain, changes={"overdue_told_at": at})
    return incident


def _owed(incident: Incident) -> list[str]:
    owed = [f"“{each.step.words}”还没有做" for each in steps_of(incident) if each.step.must and each.mark is None]
    if incident.authority_by is not None and incident.authority_told_at is None:
        owed.append("还没有报告主管部门")
    if incident.persons_by is not None and incident.persons_told_at is None and not incident.spared_because:
        owed.append("还没有告知个人，也没有决定不告知")
    return owed


def _move(
    incident: Incident, verb: str, words: str, changes: Mapping[str, object], *, by: Actor, at: datetime
) -> Incident:
    step = INCIDENTS.take(verb, incident, by=by)
    advance(incident, step, by=by, at=at, facts={"words": _words(words)}, changes=changes)
    return incident


def _words(said: str) -> str:
    words = said.replace("\x00", "").strip()[:LONGEST]
    if not words:
        raise Invalid(faults=[Fault("/words", "required", "请写明情况。")])
    return words
