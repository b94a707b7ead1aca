"""Examinations, levels, promotion files (考试、等级、晋级档案) as they are seen; what a bank is made from. R-189."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Min, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.cases.rules.flow import FLOW
from tongban.oversight.workforce.models import Exam, MonthScore, SkillLevel, Trainee
from tongban.oversight.workforce.rules.examining import Item, Matter, Rule, bank
from tongban.oversight.workforce.rules.levels import ExamStatus
from tongban.oversight.workforce.rules.rated import daily_mean
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.kinds import Necessity
from tongban.registers.catalog.queries import current_guides

PAGE = 50


def current_bank() -> tuple[Item, ...]:
    """The bank out of the guides that are in force and the steps of a case (no statement, warm)."""
    matters = [_matter(each) for each in current_guides() if each.is_open]
    steps = [Rule(each.verb, each.label, each.basis) for each in FLOW]
    return bank(matters, steps)


def _matter(guide: Guide) -> Matter:
    always = [
        each.name for each in guide.option.materials if each.necessity == Necessity.REQUIRED and not each.required_when
    ]
    limit = guide.option.promised_limit.words
    return Matter(guide.option_code, guide.name, guide.agency_short_name, limit, tuple(dict.fromkeys(always)))


def levels_of(ids: Collection[int]) -> dict[int, int]:
    """The highest level of each person (one statement); 1 is the highest, who has none is left out."""
    rows = SkillLevel.objects.filter(staff_id__in=ids).order_by().values("staff_id").annotate(best=Min("level"))
    return dict(rows.values_list("staff_id", "best"))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands (现等级): the level, since when, and the mean of the daily checks since then."""

    held: int
    since: date | None
    daily: Decimal | None


def standing_of(staff: Staff) -> Standing:
    """One person's (two statements)."""
    last = SkillLevel.objects.filter(staff=staff).order_by("level").first()
    if last is None:
        return Standing(0, None, None)
    months = MonthScore.objects.filter(staff=staff, month__gte=last.granted_on.replace(day=1))
    scores = {each.isoformat(): score for each, score in months.values_list("month", "score")}
    return Standing(last.level, last.granted_on, daily_mean(scores) if scores else None)


def promotion_file(exam: Exam, standing: Standing) -> dict[str, Any]:
    """What a level is granted on (晋级档案): mark, level before, daily checks, certificates (two statements)."""
    months = MonthScore.objects.filter(staff_id=exam.staff_id).order_by("-month").values_list("month", "score")[:12]
    passed = Trainee.objects.filter(staff_id=exam.staff_id, passed_at__isnull=False).select_related("training")
    return {
        "exam": {"number": exam.pk, "score": exam.score, "seed": exam.seed, "bank": exam.bank},
        "before": {"level": standing.held, "since": standing.since.isoformat() if standing.since else ""},
        "months": [[f"{month:%Y-%m}", score] for month, score in months],
        "certificates": [[each.certificate, each.training.title] for each in passed.order_by("pk")[:PAGE]],
    }


def exams_for(actor: Actor) -> QuerySet[Exam]:
    """Supervision and who decides in the same body see all papers but practice; a clerk the own ones."""
    rows = Exam.objects.exclude(status=ExamStatus.NEW).select_related("staff", "audited_by")
    if actor.roles & {Role.SUPERVISOR, Role.SYSTEM}:
        return rows.filter(level__gte=1)
    if Role.DECIDER in actor.roles:
        return rows.filter(level__gte=1, staff__agency_id=actor.agency_id or 0)
    return rows.filter(staff_id=actor.staff_id or 0)


def exam_for(actor: Actor, pk: int) -> Exam:
    """One paper, or `NotFound` (one statement)."""
    found = exams_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有这份考卷，或者它不是您的。")
    return found


def exams(actor: Actor, *, status: str = "", before: int = 0, most: int = PAGE) -> Sequence[Exam]:
    """A page of papers, the newest first (one statement)."""
    rows = exams_for(actor)
    if status in set(ExamStatus):
        rows = rows.filter(status=status)
    return list((rows.filter(pk__lt=before) if before else rows).order_by("-pk")[:most])


def own_level(staff_id: int) -> SkillLevel | None:
    """The highest level of somebody with its file (one statement)."""
    return SkillLevel.objects.filter(staff_id=staff_id).select_related("granted_by").order_by("level").first()
