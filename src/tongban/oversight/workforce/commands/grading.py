"""Levels (等级认定): a paper is set by a seed, handed in once, marked by rule, marked again, granted. R-189."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.oversight.workforce.models import Exam, SkillLevel
from tongban.oversight.workforce.queries.grading import current_bank, promotion_file, standing_of
from tongban.oversight.workforce.rules.examining import answered, bank_hash, given_in, mark, paper, read, written
from tongban.oversight.workforce.rules.leave import CLERKS
from tongban.oversight.workforce.rules.levels import EXAMS, ExamStatus, not_yet
from tongban.oversight.workforce.rules.policy import BOUND
from tongban.oversight.workforce.rules.rostering import LEVELS
from tongban.registers.agencies.models import Staff

LONGEST_SEED = 64
MOST_AT_ONCE = 200


class MarkDiffers(Declined):
    """Marking again gave another result, or the paper is not what its seed says (复核不一致)."""

    code = "mark_differs"
    sentence = "复核的结果和登记的成绩不一致，这份考卷不能用。请重新组卷。"


@transaction.atomic
def set_exam(*, number: str, level: str, seed: str = "", by: Actor, at: datetime) -> Exam:
    """组卷: for one person and the level that comes next; the seed may be a public one, else it is drawn.

    Who may not be examined yet is told everything that is missing.
    """
    person = Staff.objects.filter(number=number.strip()[:20], is_active=True).first()
    target = int(level) if level in {str(each) for each in LEVELS} else 0
    faults = []
    if person is None or not {str(each) for each in CLERKS} & set(person.roles):
        faults.append(Fault("/number", "people", "请写窗口人员的工号，例如JY0001。"))
    if not target:
        faults.append(Fault("/level", "choice", "请选考哪个等级。"))
    if len(seed.strip()) > LONGEST_SEED or not seed.isprintable():
        faults.append(Fault("/seed", "too_long", f"种子最多{LONGEST_SEED}个字。"))
    if person is not None and target:
        stands, policy = standing_of(person), BOUND.policy.grading
        words = not_yet(
            target, held=stands.held, since=stands.since, daily=stands.daily, on=local_day(at), policy=policy
        )
        faults += [Fault("/level", "not_yet", each) for each in words]
    if faults or person is None:
        raise Invalid(faults=faults)
    open_ones = Exam.objects.filter(staff=person, level__gte=1, status__in=_RUNNING)
    if open_ones.exists():
        raise NotNow(f"{person.name}还有一次考试没有完。")
    return _set(person, target, seed.strip(), "set_exam", by=by, at=at)


@transaction.atomic
def practise(*, by: Actor, at: datetime) -> Exam:
    """练习: for oneself, with made-up cases; one at a time, and it counts for nothing."""
    person = Staff.objects.filter(pk=by.staff_id or 0).first()
    if person is None:
        raise NotYours("练习由窗口人员自己做。")
    if Exam.objects.filter(staff=person, level=0, status=ExamStatus.OPEN).exists():
        raise NotNow("您还有一份练习没有交。")
    return _set(person, 0, "", "practise", by=by, at=at)


@transaction.atomic
def hand_in(exam: Exam, *, answers: Mapping[str, int], by: Actor, at: datetime) -> Exam:
    """交卷: once, by oneself, until the day; it is marked at once by the paper that was set."""
    step = EXAMS.take("hand_in", exam, by=by)
    if by.staff_id != exam.staff_id:
        raise NotYours("考卷由本人交。")
    if local_day(at) > exam.closes_on:
        raise NotNow("交卷的期限已经过了。")
    items = read(exam.content)
    given = {each.key: answers[each.key] for each in items if each.key in answers}
    score = mark(items, given)
    changes = {"answers": answered(given), "score": score, "handed_in_at": at}
    advance(exam, step, by=by, at=at, facts={"score": score, "answered": len(given)}, changes=changes)
    return exam


@transaction.atomic
def audit_exam(exam: Exam, *, by: Actor, at: datetime) -> Exam:
    """复核: the answers are marked again, and where the bank is still the same the paper is drawn again by its seed."""
    step = EXAMS.take("audit_exam", exam, by=by)
    if exam.is_practice or by.staff_id is None or by.staff_id == exam.staff_id:
        raise NotYours("练习不复核，自己的考卷由别人复核。")
    items = read(exam.content)
    again, now_bank = mark(items, given_in(exam.answers)), current_bank()
    is_same_bank = bank_hash(now_bank) == exam.bank
    if again != exam.score or (is_same_bank and paper(now_bank, seed=exam.seed, count=len(items)) != items):
        raise MarkDiffers(facts={"kept": exam.score, "again": again})
    facts = {"score": again, "drawn_again": is_same_bank}
    advance(exam, step, by=by, at=at, facts=facts, changes={"audited_by_id": by.staff_id, "audited_at": at})
    return exam


@transaction.atomic
def grant_level(exam: Exam, *, by: Actor, at: datetime) -> SkillLevel:
    """认定等级: by the leader of the own body, on a pass that was audited; its file is kept with it."""
    step = EXAMS.take("grant_level", exam, by=by)
    is_own_body = by.agency_id == exam.staff.agency_id
    if by.staff_id is None or not is_own_body or by.staff_id in (exam.staff_id, exam.audited_by_id):
        raise NotYours("等级由本单位负责人认定，不能是复核的人。")
    if exam.score is None or exam.score < BOUND.policy.grading.pass_mark:
        raise NotNow(f"{BOUND.policy.grading.pass_mark}分合格，这份考卷是{exam.score}分。")
    stands = standing_of(exam.staff)
    if stands.held and stands.held <= exam.level:
        raise NotNow(f"{exam.staff.name}已经是{LEVELS[stands.held]}。")
    made = SkillLevel.objects.create(
        staff=exam.staff,
        level=exam.level,
        exam=exam,
        file=promotion_file(exam, stands),
        granted_on=local_day(at),
        granted_at=at,
        granted_by_id=by.staff_id,
    )
    advance(exam, step, by=by, at=at, facts={"staff": exam.staff_id, "level": exam.level, "score": exam.score})
    return made


def lapse_exams(*, at: datetime) -> int:
    """没有交卷: papers whose day is over; how many."""
    rows = list(Exam.objects.filter(status=ExamStatus.OPEN, closes_on__lt=local_day(at))[:MOST_AT_ONCE])
    for exam in rows:
        _lapse(exam, at)
    return len(rows)


@transaction.atomic
def _lapse(exam: Exam, at: datetime) -> None:
    advance(exam, EXAMS.take("lapse_exam", exam, by=SYSTEM), by=SYSTEM, at=at)


_RUNNING = [ExamStatus.OPEN, ExamStatus.HANDED_IN, ExamStatus.AUDITED]


def _set(person: Staff, level: int, seed: str, verb: str, *, by: Actor, at: datetime) -> Exam:
    items, drawn = current_bank(), seed or uuid4().hex
    policy = BOUND.policy.grading
    made = Exam(
        staff=person,
        level=level,
        status=ExamStatus.NEW,
        seed=drawn,
        bank=bank_hash(items),
        content=written(paper(items, seed=drawn, count=policy.questions)),
        set_at=at,
        closes_on=local_day(at) + timedelta(days=policy.open_days),
    )
    step = EXAMS.take(verb, made, by=by)
    if seed and Exam.objects.filter(staff=person, level=level, seed=seed).exists():
        raise Invalid(faults=[Fault("/seed", "used", "这个种子用过了，请换一个。")])
    made.save(force_insert=True)
    facts = {"staff": person.pk, "level": level, "seed": drawn, "bank": made.bank}
    advance(made, step, by=by, at=at, facts=facts)
    return made
