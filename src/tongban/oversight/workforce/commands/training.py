"""Trainings (培训): planned, or needed by a change; given by a chief, confirmed or marked, certified. R-188, R-190."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import add_workdays
from tongban.oversight.workforce.models import Duty, Roster, Trainee, Training
from tongban.oversight.workforce.rules.leave import CLERKS
from tongban.oversight.workforce.rules.rostering import RosterStatus, monday_of
from tongban.oversight.workforce.rules.training import (
    CONFIRM_DAYS,
    FULL,
    TRAININGS,
    TrainingKind,
    TrainingStatus,
    expires,
    is_passed,
)
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.changes import every_change
from tongban.registers.catalog.content import decode
from tongban.registers.catalog.models import ListVersion, OptionVersion

LONGEST = 2000
MOST_MONTHS = 120
MOST_CHANGES = 20


@transaction.atomic
def plan_training(
    title: str,
    *,
    course: str,
    due_on: date | None,
    numbers: Collection[str],
    pass_mark: int = 0,
    valid_months: int = 0,
    by: Actor,
    at: datetime,
) -> Training:
    """安排培训: a course of the plan, for whom (工号), until when, with which mark, and how long a pass counts.

    The same `course` again is the refresher of the one before (复训). Everything that is wrong is told at once.
    """
    people = list(Staff.objects.filter(number__in=set(numbers), is_active=True))
    faults = _faults(title, course, due_on, pass_mark, valid_months, at)
    unknown = sorted(set(numbers) - {each.number for each in people})
    if unknown:
        faults.append(Fault("/numbers", "people", f"没有这样的工号：{'、'.join(unknown)[:80]}。"))
    elif not people:
        faults.append(Fault("/numbers", "people", "请写参加的人的工号。"))
    if faults or due_on is None:
        raise Invalid(faults=faults)
    if by.agency_id is None:
        raise NotYours("培训由监督岗安排。")
    made = Training(
        kind=TrainingKind.COURSE,
        status=TrainingStatus.NEW,
        course=course.strip(),
        title=title.strip(),
        agency_id=by.agency_id,
        due_on=due_on,
        pass_mark=pass_mark,
        valid_months=valid_months,
        planned_at=at,
    )
    return _plan(made, people, by=by, at=at)


@transaction.atomic
def teach_change(entry: Entry) -> int:
    """事项变更培训: a list that was published anew is taught to whoever sits at windows of places that keep a roster.

    One training for each option that is new or says something else than before; hearing the same entry again makes
    none twice. Gives how many.
    """
    day = local_day(entry.at)
    people = _at_windows(day)
    if not people:
        return 0
    code, number = entry.chain.removeprefix("list:"), int(entry.facts["edition"])
    edition = ListVersion.objects.select_related("list").filter(list__code=code, number=number).first()
    if edition is None:
        return 0
    made = 0
    for version in OptionVersion.objects.filter(edition=edition).select_related("option", "option__list__agency"):
        changes = _changes(version, number)
        course = version.option.code
        if not changes or Training.objects.filter(kind=TrainingKind.MATTER, course=course, edition=number).exists():
            continue
        training = Training(
            kind=TrainingKind.MATTER,
            status=TrainingStatus.NEW,
            course=course,
            title=version.name,
            agency=version.option.list.agency,
            edition=number,
            changes=changes[:MOST_CHANGES],
            since=edition.effective_on,
            due_on=max(edition.effective_on, add_workdays(day, CONFIRM_DAYS, calendar=calendar())),
            planned_at=entry.at,
        )
        _plan(training, people, by=SYSTEM, at=entry.at)
        made += 1
    return made


@transaction.atomic
def assign_trainee(training: Training, *, number: str, by: Actor, at: datetime) -> Training:
    """加一个人: whoever came later learns it as well."""
    step = TRAININGS.take("assign_trainee", training, by=by)
    staff = Staff.objects.filter(number=number.strip()[:20], is_active=True).first()
    if staff is None:
        raise Invalid(faults=[Fault("/number", "people", "没有这个工号。")])
    _, is_new = Trainee.objects.get_or_create(training=training, staff=staff, defaults={"assigned_at": at})
    if not is_new:
        raise NotNow(f"{staff.name}已经在名单里了。")
    advance(training, step, by=by, at=at, facts={"staff": staff.pk})
    return training


@transaction.atomic
def give_training(training: Training, *, words: str, by: Actor, at: datetime) -> Training:
    """讲完了: the chief or examiner of the body writes what matters; of a course the supervisor does.

    The points stay with the training, so that whoever confirms has read what was taught.
    """
    step = TRAININGS.take("give_training", training, by=by)
    if training.kind == TrainingKind.MATTER and by.agency_id != training.agency_id:
        raise NotYours(f"这个事项由{training.agency.short_name}的首席或者审批人员培训。")
    if training.kind == TrainingKind.COURSE and Role.SUPERVISOR not in by.roles:
        raise NotYours("培训计划里的培训由监督岗登记。")
    said = words.strip()[:LONGEST]
    if len(said) < 4:
        raise Invalid(faults=[Fault("/words", "missing", "请写这次培训的要点，学的人要看。")])
    changes = {"words": said, "trainer_id": by.staff_id, "given_at": at}
    advance(training, step, by=by, at=at, facts={"words": said}, changes=changes)
    return training


@transaction.atomic
def confirm_training(training: Training, *, by: Actor, at: datetime) -> Trainee:
    """确认: who was assigned says that they have learned it; from now on their window takes the matter.

    A course with a mark is not confirmed but examined.
    """
    step = TRAININGS.take("confirm_training", training, by=by)
    found = Trainee.objects.select_for_update(no_key=True).filter(training=training, staff_id=by.staff_id or 0).first()
    if found is None:
        raise NotYours("这次培训的名单里没有您。请找大厅值班负责人加上。")
    if found.passed_at is not None:
        raise NotNow("您已经确认过了。")
    if training.pass_mark:
        raise NotNow("这次培训要考试，由监督岗登记成绩。")
    _pass(found, training, score=None, at=at)
    advance(training, step, by=by, at=at, facts={"staff": found.staff_id, "certificate": found.certificate})
    return found


@transaction.atomic
def enter_result(training: Training, *, number: str, score: str, by: Actor, at: datetime) -> Trainee:
    """登记成绩: a pass gives a certificate; who failed may be marked again, a pass stays."""
    step = TRAININGS.take("enter_result", training, by=by)
    found = training.trainees.select_related("staff").filter(staff__number=number.strip()[:20]).first()
    mark = int(score) if score.strip().isascii() and score.strip().isdigit() and len(score.strip()) <= 3 else -1
    faults = []
    if found is None:
        faults.append(Fault("/number", "people", "名单里没有这个工号。"))
    if not 0 <= mark <= FULL:
        faults.append(Fault("/score", "number", "成绩写0到100的整数。"))
    if faults or found is None:
        raise Invalid(faults=faults)
    if found.passed_at is not None:
        raise NotNow(f"{found.staff.name}已经合格了。")
    if is_passed(mark, training.pass_mark):
        _pass(found, training, score=mark, at=at)
    else:
        found.score, found.failed_at = mark, at
        found.save(update_fields=["score", "failed_at"])
    facts = {"staff": found.staff_id, "score": mark, "certificate": found.certificate}
    advance(training, step, by=by, at=at, facts=facts)
    return found


def _plan(made: Training, people: Collection[Staff], *, by: Actor, at: datetime) -> Training:
    step = TRAININGS.take("plan_training", made, by=by)
    made.save(force_insert=True)
    advance(made, step, by=by, at=at, facts={"course": made.course, "edition": made.edition, "people": len(people)})
    Trainee.objects.bulk_create([Trainee(training=made, staff=each, assigned_at=at) for each in people])
    return made


def _at_windows(day: date) -> list[Staff]:
    """Who is on duty in rosters that are in force now or later, and gives out what counters do."""
    rosters = Roster.objects.filter(status=RosterStatus.PUBLISHED, week__gte=monday_of(day))
    if not rosters.exists():
        return []
    rostered = Duty.objects.filter(roster__in=rosters).values("staff_id")
    roles = {str(each) for each in CLERKS}
    rows = Staff.objects.filter(pk__in=rostered, is_active=True).order_by("number")
    return [each for each in rows if roles & set(each.roles)]


def _changes(version: OptionVersion, number: int) -> list[str]:
    """What changed since the edition before, in sentences; an option that is new says so."""
    before = (
        OptionVersion.objects.filter(option_id=version.option_id, edition__number__lt=number)
        .order_by("-edition__number")
        .first()
    )
    if before is None:
        return ["新开办的事项"]
    return list(every_change(decode(before.content), decode(version.content)))


def _pass(found: Trainee, training: Training, *, score: int | None, at: datetime) -> None:
    day = local_day(at)
    found.score, found.passed_at, found.failed_at = score, at, None
    found.certificate = f"PX{day.year}{found.pk:06d}"
    found.expires_on = expires(day, training.valid_months)
    found.save(update_fields=["score", "passed_at", "failed_at", "certificate", "expires_on"])


def _faults(title: str, course: str, due_on: date | None, mark: int, months: int, at: datetime) -> list[Fault]:
    found = []
    if not 4 <= len(title.strip()) <= LONGEST // 10:
        found.append(Fault("/title", "missing", "请写培训的名称。"))
    if not course.strip() or len(course.strip()) > 40:
        found.append(Fault("/course", "missing", "请写课程，复训写和上次一样的，例如“窗口服务礼仪”。"))
    if due_on is None or due_on < local_day(at):
        found.append(Fault("/due_on", "day", "请写哪天以前完成，不能早于今天。"))
    if not 0 <= mark <= FULL:
        found.append(Fault("/pass_mark", "number", "合格线写0到100，0表示不考试。"))
    if not 0 <= months <= MOST_MONTHS:
        found.append(Fault("/valid_months", "number", "有效期写月数，0表示长期有效。"))
    return found
