"""Trainings as they are seen (培训): the plan, one's own, reports by person and post, what ran out, questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.oversight.workforce.models import ClerkQuestion, Trainee, Training
from tongban.oversight.workforce.rules.leave import CLERKS
from tongban.oversight.workforce.rules.training import TEACHERS, QuestionStatus, TrainingKind, TrainingStatus
from tongban.registers.agencies.models import Staff

PAGE = 50
MOST = 500
_ALL = frozenset({Role.SUPERVISOR, Role.SYSTEM})


def trainings_for(actor: Actor) -> QuerySet[Training]:
    """The supervisor sees all, who teaches those of the own body, a clerk those they are in."""
    rows = Training.objects.exclude(status=TrainingStatus.NEW).select_related("agency", "trainer")
    if actor.roles & _ALL:
        return rows
    if actor.roles & TEACHERS:
        return rows.filter(kind=TrainingKind.MATTER, agency_id=actor.agency_id or 0)
    mine = Trainee.objects.filter(training=OuterRef("pk"), staff_id=actor.staff_id or 0)
    return rows.filter(Exists(mine))


def training_for(actor: Actor, pk: int) -> Training:
    """One training, or `NotFound` (one statement)."""
    found = trainings_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有这次培训，或者名单里没有您。")
    return found


def trainings(actor: Actor, *, status: str = "", before: int = 0, most: int = PAGE) -> Sequence[Training]:
    """A page of trainings, the newest first (one statement)."""
    rows = trainings_for(actor)
    if status in set(TrainingStatus):
        rows = rows.filter(status=status)
    return list((rows.filter(pk__lt=before) if before else rows).order_by("-pk")[:most])


def trainees_of(training: Training) -> list[Trainee]:
    """Everybody in a training, by number (one statement)."""
    return list(training.trainees.select_related("staff").order_by("staff__number"))


def mine(staff_id: int) -> list[Trainee]:
    """What somebody is in, what is not passed first, then the newest (one statement)."""
    rows = Trainee.objects.filter(staff_id=staff_id).select_related("training__agency", "training__trainer")
    return list(rows.order_by(F("passed_at").desc(nulls_first=True), "-pk")[:PAGE])


@dataclass(frozen=True, slots=True)
class Trained:
    """One person's trainings: how many were assigned, passed, are open, and how many passes ran out."""

    name: str
    number: str
    post: str
    assigned: int
    passed: int
    overdue: int

    @property
    def open(self) -> int:
        return self.assigned - self.passed


def report(*, on: date) -> list[Trained]:
    """By person and post (培训报告), by number (two statements)."""
    over: dict[int, int] = {}
    for each in overdue(on=on):
        over[each.staff_id] = over.get(each.staff_id, 0) + 1
    sums: dict[int, tuple[Staff, int, int]] = {}
    for row in Trainee.objects.select_related("staff").order_by("staff__number")[: MOST * 20]:
        _, assigned, passed = sums.get(row.staff_id, (row.staff, 0, 0))
        sums[row.staff_id] = (row.staff, assigned + 1, passed + (row.passed_at is not None))
    return [
        Trained(staff.name, staff.number, staff.post, assigned, passed, over.get(pk, 0))
        for pk, (staff, assigned, passed) in sums.items()
    ]


def overdue(*, on: date) -> list[Trainee]:
    """Certificates that ran out and were not renewed by a later pass (复训到期, one statement)."""
    later = Trainee.objects.filter(staff_id=OuterRef("staff_id"), training__course=OuterRef("training__course"))
    stands = later.filter(passed_at__isnull=False).filter(Q(expires_on__isnull=True) | Q(expires_on__gte=on))
    rows = Trainee.objects.filter(expires_on__lt=on, staff__is_active=True).filter(~Exists(stands))
    newest: dict[tuple[int, str], Trainee] = {}
    for each in rows.select_related("staff", "training").order_by("expires_on")[:MOST]:
        newest[each.staff_id, each.training.course] = each
    return sorted(newest.values(), key=lambda each: (each.staff.number, each.training.course))


def unfinished(*, on: date) -> list[Trainee]:
    """Who was to be done by now and is not (超期没有完成, one statement)."""
    rows = Trainee.objects.filter(passed_at__isnull=True, training__due_on__lt=on, staff__is_active=True)
    return list(rows.select_related("staff", "training").order_by("training__due_on", "staff__number")[:MOST])


def questions_for(actor: Actor) -> QuerySet[ClerkQuestion]:
    """Who teaches sees those of the own body; clerks and supervision see all."""
    rows = ClerkQuestion.objects.exclude(status=QuestionStatus.NEW).select_related("agency", "asker", "answered_by")
    if actor.roles & (CLERKS | _ALL):
        return rows
    return rows.filter(agency_id=actor.agency_id or 0) if actor.roles & TEACHERS else rows.none()


def question_for(actor: Actor, pk: int) -> ClerkQuestion:
    """One question, or `NotFound` (one statement)."""
    found = questions_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有这个提问，或者它不是问您的部门。")
    return found


def questions(actor: Actor, *, q: str = "", before: int = 0, most: int = PAGE) -> list[ClerkQuestion]:
    """A page of questions with answers, the newest first (one statement)."""
    rows = questions_for(actor)
    if q:
        rows = rows.filter(Q(option_name__icontains=q) | Q(words__icontains=q) | Q(answer__icontains=q))
    return list((rows.filter(pk__lt=before) if before else rows).order_by("-pk")[:most])


def open_questions(actor: Actor) -> list[ClerkQuestion]:
    """What a body has to answer, the oldest first (one statement)."""
    return list(questions_for(actor).filter(status=QuestionStatus.OPEN).order_by("pk")[:PAGE])
