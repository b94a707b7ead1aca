"""Daily checks (日常考核): noted with evidence, contested by oneself, decided by a third; months are fixed. R-191."""

from datetime import date, datetime, timedelta

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import add_workdays
from tongban.oversight.workforce.models import DailyCheck, Duty, MonthScore
from tongban.oversight.workforce.queries.checking import counted_in
from tongban.oversight.workforce.rules.checking import (
    CHECKS,
    CheckStatus,
    Finding,
    Source,
    digest,
    month_score,
    statement,
)
from tongban.oversight.workforce.rules.leave import CLERKS
from tongban.oversight.workforce.rules.policy import BOUND
from tongban.oversight.workforce.rules.rostering import RosterStatus
from tongban.registers.agencies.models import Staff

LONGEST, LONGEST_REFERENCE, LONGEST_APPEAL = 500, 80, 1000
OLDEST = timedelta(days=31)
SETTLES = timedelta(days=10)
"""So long after its end a month waits for what was noted late."""


@transaction.atomic
def note_check(
    *,
    number: str,
    day: date | None,
    finding: str,
    source: str,
    reference: str,
    words: str,
    by: Actor,
    at: datetime,
) -> DailyCheck:
    """登记扣分: of whom (工号), for what, on which evidence; the points are the city's, the same for everybody.

    Without evidence and what it can be found by nothing is deducted. Everything that is wrong is told at once.
    """
    person = Staff.objects.filter(number=number.strip()[:20], is_active=True).first()
    faults = _faults(person, day, finding, source, reference, words, at)
    if faults or person is None or day is None:
        raise Invalid(faults=faults)
    if by.staff_id is None or by.staff_id == person.pk:
        raise NotYours("自己的考核由别人登记。")
    made = DailyCheck(
        status=CheckStatus.NEW,
        staff=person,
        day=day,
        finding=finding,
        points=BOUND.policy.points[finding],
        source=source,
        reference=reference.strip(),
        words=words.strip(),
        noted_at=at,
        noted_by_id=by.staff_id,
        appeal_until=add_workdays(local_day(at), BOUND.policy.appeal_days, calendar=calendar()),
    )
    return _note(made, by=by, at=at)


@transaction.atomic
def appeal_check(check: DailyCheck, *, words: str, by: Actor, at: datetime) -> DailyCheck:
    """申诉: by oneself, within the city's term; until it is decided the deduction does not count."""
    step = CHECKS.take("appeal_check", check, by=by)
    if by.staff_id != check.staff_id:
        raise NotYours("由本人申诉。")
    if local_day(at) > check.appeal_until:
        raise NotNow("申诉期限已经过了。")
    said = _said(words, "请写为什么不该扣。")
    advance(check, step, by=by, at=at, facts={"words": said}, changes={"appeal": said, "appealed_at": at})
    return check


@transaction.atomic
def uphold_check(check: DailyCheck, *, words: str, by: Actor, at: datetime) -> DailyCheck:
    """申诉不成立: by a leader of the body that noted it, with reasons."""
    return _decide("uphold_check", check, words, by, at)


@transaction.atomic
def lift_check(check: DailyCheck, *, words: str, by: Actor, at: datetime) -> DailyCheck:
    """申诉成立，撤销扣分."""
    return _decide("lift_check", check, words, by, at)


@transaction.atomic
def freeze_months(*, at: datetime) -> int:
    """月度得分: every month that is over, settled and without an open appeal; twice changes nothing. How many scores.

    Scored is who was on duty in published rosters of the month, or had something noted.
    """
    last = local_day(at - SETTLES).replace(day=1) - timedelta(days=1)
    month, made = last.replace(day=1), 0
    if MonthScore.objects.filter(month=month).exists():
        return 0
    waiting = DailyCheck.objects.filter(day__gte=month, day__lte=last)
    today = local_day(at)
    if waiting.filter(status=CheckStatus.APPEALED).exists():
        return 0
    if waiting.filter(status=CheckStatus.NOTED, appeal_until__gte=today).exists():
        return 0
    rostered = Duty.objects.filter(day__gte=month, day__lte=last, roster__status=RosterStatus.PUBLISHED)
    people = set(rostered.values_list("staff_id", flat=True)) | set(waiting.values_list("staff_id", flat=True))
    found = counted_in(month)
    for pk in sorted(people):
        said = statement(found.get(pk, ()))
        MonthScore.objects.create(
            month=month,
            staff_id=pk,
            score=month_score(found.get(pk, ())),
            content=said,
            content_hash=digest(said),
            frozen_at=at,
        )
        made += 1
    return made


def _note(made: DailyCheck, *, by: Actor, at: datetime) -> DailyCheck:
    step = CHECKS.take("note_check", made, by=by)
    same = DailyCheck.objects.filter(staff=made.staff, day=made.day, finding=made.finding, reference=made.reference)
    if same.exists():
        raise NotNow("这一条已经登记过了。")
    if MonthScore.objects.filter(staff=made.staff, month=made.day.replace(day=1)).exists():
        raise NotNow(f"{made.day:%-m月}的得分已经定了，不能再登记。")
    made.save(force_insert=True)
    facts = {"staff": made.staff_id, "day": made.day.isoformat(), "finding": made.finding, "points": made.points}
    advance(made, step, by=by, at=at, facts={**facts, "reference": made.reference})
    return made


def _decide(verb: str, check: DailyCheck, words: str, by: Actor, at: datetime) -> DailyCheck:
    step = CHECKS.take(verb, check, by=by)
    if by.agency_id != check.noted_by.agency_id:
        raise NotYours("由登记单位的负责人裁定。")
    if by.staff_id in (check.noted_by_id, check.staff_id):
        raise NotYours("登记的人和被考核的人不能裁定。")
    said = _said(words, "请写裁定的理由。")
    changes = {"decision": said, "decided_at": at, "decided_by_id": by.staff_id}
    advance(check, step, by=by, at=at, facts={"words": said}, changes=changes)
    return check


def _said(words: str, sentence: str) -> str:
    said = words.strip()
    if not 4 <= len(said) <= LONGEST_APPEAL:
        raise Invalid(faults=[Fault("/words", "missing", sentence)])
    return said


def _faults(
    person: Staff | None, day: date | None, finding: str, source: str, reference: str, words: str, at: datetime
) -> list[Fault]:
    found = []
    if person is None or not {str(each) for each in CLERKS} & set(person.roles):
        found.append(Fault("/number", "people", "请写窗口人员的工号，例如JY0001。"))
    if day is None or not local_day(at) - OLDEST <= day <= local_day(at):
        found.append(Fault("/day", "day", "请写哪一天的事，只能登记最近31天的。"))
    if finding not in set(Finding):
        found.append(Fault("/finding", "choice", "请选是什么情形。"))
    if source not in set(Source):
        found.append(Fault("/source", "choice", "请选依据是什么。"))
    if not 2 <= len(reference.strip()) <= LONGEST_REFERENCE:
        found.append(
            Fault("/reference", "missing", "请写依据在哪里查，例如办件编号、录像时间、巡查记录号。没有依据不能扣分。")
        )
    if not 4 <= len(words.strip()) <= LONGEST:
        found.append(Fault("/words", "missing", "请写清楚是什么事。"))
    return found
