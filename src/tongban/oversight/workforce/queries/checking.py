"""Daily checks (日常考核) as they are seen: supervision all, a leader the own body's, a clerk the own. R-191."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.oversight.workforce.models import DailyCheck, MonthScore
from tongban.oversight.workforce.rules.checking import CheckStatus, Deduction, month_score
from tongban.oversight.workforce.rules.leave import CLERKS
from tongban.registers.agencies.models import Staff

PAGE = 50
_COUNTS = [each.value for each in CheckStatus if each.counts]


def checks_for(actor: Actor) -> QuerySet[DailyCheck]:
    """Whose deductions this actor may see."""
    rows = DailyCheck.objects.exclude(status=CheckStatus.NEW).select_related("staff", "noted_by", "decided_by")
    if actor.roles & {Role.SUPERVISOR, Role.SYSTEM}:
        return rows
    if Role.DECIDER in actor.roles:
        return rows.filter(noted_by__agency_id=actor.agency_id or 0)
    return rows.filter(staff_id=actor.staff_id or 0)


def check_for(actor: Actor, pk: int) -> DailyCheck:
    """One deduction, or `NotFound` (one statement)."""
    found = checks_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有这一条，或者它和您无关。")
    return found


def checks(actor: Actor, *, status: str = "", before: int = 0, most: int = PAGE) -> Sequence[DailyCheck]:
    """A page of deductions, the newest first (one statement)."""
    rows = checks_for(actor)
    if status in set(CheckStatus):
        rows = rows.filter(status=status)
    return list((rows.filter(pk__lt=before) if before else rows).order_by("-pk")[:most])


def month_end(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def counted_in(month: date) -> dict[int, tuple[Deduction, ...]]:
    """What counts of a month, by person (one statement)."""
    rows = DailyCheck.objects.filter(day__gte=month, day__lt=month_end(month), status__in=_COUNTS).order_by("pk")
    found: dict[int, list[Deduction]] = {}
    for pk, staff, day, finding, points in rows.values_list("pk", "staff_id", "day", "finding", "points"):
        found.setdefault(staff, []).append(Deduction(pk, day.isoformat(), finding, points))
    return {staff: tuple(each) for staff, each in found.items()}


def scores_of(month: date) -> list[tuple[Staff, int, MonthScore | None]]:
    """Everybody at windows with the score of a month, fixed or as it stands (three statements), by number."""
    roles = {str(each) for each in CLERKS}
    fixed = {each.staff_id: each for each in MonthScore.objects.filter(month=month)}
    running = counted_in(month)
    people = Staff.objects.filter(is_active=True, venue__isnull=False).order_by("number")
    found: list[tuple[Staff, int, MonthScore | None]] = []
    for each in people:
        if roles & set(each.roles):
            kept = fixed.get(each.pk)
            score = kept.score if kept is not None else month_score(running.get(each.pk, ()))
            found.append((each, score, kept))
    return found


def score_for(staff_id: int, month: date) -> int:
    """One's own score of a month (two statements)."""
    kept = MonthScore.objects.filter(staff_id=staff_id, month=month).first()
    return kept.score if kept is not None else month_score(counted_in(month).get(staff_id, ()))
