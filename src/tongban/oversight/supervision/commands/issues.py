"""Issues (问题台账): raised with an owner and a day, resolved by the body that leads, closed by who raised them."""

from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import is_workday
from tongban.oversight.supervision.models import Gathering, Issue
from tongban.oversight.supervision.queries.issues import due_for_reminder, leader, overdue
from tongban.oversight.supervision.rules.issues import ISSUES, IssueStatus, Level
from tongban.registers.agencies.models import Staff

LONGEST_TITLE, LONGEST = 120, 1000


@transaction.atomic
def raise_issue(
    title: str,
    *,
    words: str,
    level: str,
    owner: str,
    due_on: date | None,
    by: Actor,
    at: datetime,
    gathering: Gathering | None = None,
) -> Issue:
    """登记问题: what is wrong, who answers (by 工号; their body leads), until when; what is missing is told at once."""
    found = Staff.objects.filter(number=owner.strip()[:20], is_active=True).first() if owner.strip() else None
    faults = _faults(title, words, level, found, due_on, at)
    if faults or found is None or due_on is None:
        raise Invalid(faults=faults)
    if by.staff_id is None:
        raise NotYours("问题由工作人员登记。")
    made = Issue(
        status=IssueStatus.WRITTEN,
        level=level,
        title=title.strip()[:LONGEST_TITLE],
        words=words.strip()[:LONGEST],
        gathering=gathering,
        lead_id=found.agency_id,
        owner=found,
        due_on=due_on,
        raised_at=at,
        raised_by_id=by.staff_id,
    )
    step = ISSUES.take("raise_issue", made, by=by)
    made.save(force_insert=True)
    facts = {"title": made.title, "level": level, "owner": found.number, "due_on": due_on.isoformat()}
    advance(made, step, by=by, at=at, facts=facts)
    return made


@transaction.atomic
def resolve(issue: Issue, *, resolution: str, by: Actor, at: datetime) -> Issue:
    """报告已解决: by the owner or somebody of the body that leads."""
    step = ISSUES.take("resolve", issue, by=by)
    if by.agency_id != issue.lead_id:
        raise NotYours("由牵头部门报告怎么解决的。")
    said = _said(resolution, "resolution", "请写明怎么解决的。")
    advance(issue, step, by=by, at=at, changes={"resolution": said, "resolved_at": at}, facts={"resolution": said})
    return issue


@transaction.atomic
def verify(issue: Issue, *, by: Actor, at: datetime) -> Issue:
    """核实销号: nobody but who raised it may say that it is over."""
    step = ISSUES.take("verify", issue, by=by)
    _only_raiser(issue, by)
    advance(issue, step, by=by, at=at, changes={"verified_at": at, "verified_by_id": by.staff_id})
    return issue


@transaction.atomic
def send_back(issue: Issue, *, reason: str, by: Actor, at: datetime) -> Issue:
    """退回: it is not solved; what is missing is said, the day stays."""
    step = ISSUES.take("send_back", issue, by=by)
    _only_raiser(issue, by)
    said = _said(reason, "reason", "请写明还差什么。")
    facts = {"reason": said, "resolution": issue.resolution}
    advance(issue, step, by=by, at=at, changes={"resolution": "", "resolved_at": None}, facts=facts)
    return issue


@transaction.atomic
def postpone(issue: Issue, *, due_on: date, reason: str, by: Actor, at: datetime) -> Issue:
    """改期限: with a reason; reminders and escalation begin anew."""
    step = ISSUES.take("postpone", issue, by=by)
    said = _said(reason, "reason", "请写明为什么改期限。")
    if due_on <= local_day(at):
        raise Invalid(faults=[Fault("/due_on", "past", "新的期限要在今天以后。")])
    changes = {"due_on": due_on, "reminded_on": None, "escalated_at": None, "escalated_to_id": None}
    facts = {"reason": said, "from": issue.due_on.isoformat(), "due_on": due_on.isoformat()}
    advance(issue, step, by=by, at=at, changes=changes, facts=facts)
    return issue


def watch_issues(*, at: datetime) -> int:
    """提醒和上报: who owns an issue near its day, and the leader of the city's body once it is over; how many."""
    day = local_day(at)
    near = due_for_reminder(on=day) if is_workday(day, calendar=calendar()) else []
    for issue in near:
        _remind(issue, at)
    over = overdue(on=day)
    chief = leader(on=day) if over else None
    for issue in over:
        if chief is not None:
            _escalate(issue, chief, at)
    return len(near) + (len(over) if chief is not None else 0)


@transaction.atomic
def _remind(issue: Issue, at: datetime) -> None:
    step = ISSUES.take("remind", issue, by=SYSTEM)
    facts = {"owner": issue.owner_id, "due_on": issue.due_on.isoformat()}
    advance(issue, step, by=SYSTEM, at=at, changes={"reminded_on": local_day(at)}, facts=facts)


@transaction.atomic
def _escalate(issue: Issue, chief: Staff, at: datetime) -> None:
    step = ISSUES.take("escalate", issue, by=SYSTEM)
    facts = {"to": chief.number, "due_on": issue.due_on.isoformat()}
    advance(issue, step, by=SYSTEM, at=at, changes={"escalated_at": at, "escalated_to_id": chief.pk}, facts=facts)


def _only_raiser(issue: Issue, by: Actor) -> None:
    if by.staff_id != issue.raised_by_id:
        raise NotYours("由登记这个问题的人核实。")


def _said(words: str, name: str, sentence: str) -> str:
    said = words.strip()[:LONGEST]
    if len(said) < 4:
        raise Invalid(faults=[Fault(f"/{name}", "missing", sentence)])
    return said


def _faults(title: str, words: str, level: str, owner: Staff | None, due_on: date | None, at: datetime) -> list[Fault]:
    found = []
    if len(title.strip()) < 4:
        found.append(Fault("/title", "missing", "请用一句话写是什么问题。"))
    if len(words.strip()) < 4:
        found.append(Fault("/words", "missing", "请写明具体情况、要谁做什么。"))
    if level not in set(Level):
        found.append(Fault("/level", "missing", "请选在哪一级解决。"))
    if owner is None:
        found.append(Fault("/owner", "owner", "请写负责人的工号，例如JY0019；没有负责人不能登记。"))
    if due_on is None or due_on < local_day(at):
        found.append(Fault("/due_on", "day", "请写解决期限，不能早于今天。"))
    return found


def may_take(verb: str, issue: Issue, by: Actor) -> bool:
    """Is this step really open to this person, beyond their post?"""
    if verb == "resolve":
        return by.agency_id == issue.lead_id
    if verb in ("verify", "send_back"):
        return by.staff_id == issue.raised_by_id
    return Role.SUPERVISOR in by.roles
