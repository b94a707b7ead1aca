"""The appraisal of bodies and people by ratings and daily checks (绩效), with the raw data behind it. R-113."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from tongban.foundation.kernel.clock import LOCAL
from tongban.oversight.evaluations.models import Evaluation
from tongban.oversight.evaluations.rules.grades import Grade
from tongban.oversight.evaluations.rules.states import Finding, RedressStatus
from tongban.oversight.workforce.models import MonthScore
from tongban.oversight.workforce.rules.checking import month_score
from tongban.oversight.workforce.rules.leave import CLERKS
from tongban.oversight.workforce.rules.policy import WorkforcePolicy
from tongban.oversight.workforce.rules.rated import (
    Rated,
    Rating,
    city_mean,
    daily_mean,
    rating_score,
    sums,
    whole_score,
)
from tongban.registers.agencies.models import Agency, Staff

from .checking import counted_in, month_end

UNDER_APPEAL = "申诉中，还没有裁定"
MOST = 50_000


@dataclass(frozen=True, slots=True)
class Excluded:
    """A rating that does not count (不计入的评价), and why; it names no rater."""

    key: str
    agency: str
    staff: str
    grade: Grade
    rated_at: datetime
    reason: str
    redress_id: int | None


@dataclass(frozen=True, slots=True)
class Unit:
    """One body: its sums and its score."""

    name: str
    rated: Rated
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class Person:
    """One person at a window: sums, the two parts, and the whole."""

    staff: Staff
    rated: Rated
    rating: Decimal | None
    daily: Decimal
    score: Decimal


@dataclass(frozen=True, slots=True)
class Appraised:
    """A stretch of months: units and people, what does not count, and every row that it was made of."""

    mean: Fraction | None
    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    excluded: tuple[Excluded, ...]
    raw: tuple[Rating, ...]


def appraised(months: Sequence[date], *, policy: WorkforcePolicy) -> Appraised:
    """Bodies and people over these months, which follow one another (five statements and one a month)."""
    rows = _ratings(months[0], months[-1])
    raw = tuple(_rating(each) for each in rows)
    mean = city_mean(raw)
    names = dict(Agency.objects.values_list("pk", "short_name"))
    units = [Unit(names[pk], each, rating_score(each, mean, policy)) for pk, each in sums(raw, by_staff=False).items()]
    units.sort(key=lambda each: (-(each.score if each.score is not None else Decimal(-1)), each.name))
    excluded = tuple(_excluded(each) for each in rows if _why(each))
    return Appraised(mean, tuple(units), _people(raw, mean, months, policy), excluded, raw)


def _people(
    raw: Sequence[Rating], mean: Fraction | None, months: Sequence[date], policy: WorkforcePolicy
) -> tuple[Person, ...]:
    rated, daily, roles = sums(raw, by_staff=True), _daily(months), {str(each) for each in CLERKS}
    found = []
    for each in Staff.objects.filter(is_active=True, venue__isnull=False).order_by("number"):
        if not roles & set(each.roles):
            continue
        own = rated.get(each.pk, Rated())
        rating = rating_score(own, mean, policy)
        mine = daily_mean({key: scores.get(each.pk, 100) for key, scores in daily.items()})
        found.append(Person(each, own, rating, mine, whole_score(rating, mine, policy)))
    return tuple(sorted(found, key=lambda each: (-each.score, each.staff.number)))


def _daily(months: Sequence[date]) -> dict[str, dict[int, int]]:
    """Scores by month: the fixed ones, else as they stand."""
    fixed: dict[date, dict[int, int]] = {}
    kept = MonthScore.objects.filter(month__gte=months[0], month__lte=months[-1])
    for month, staff, score in kept.values_list("month", "staff_id", "score"):
        fixed.setdefault(month, {})[staff] = score
    found = {}
    for month in months:
        running = {staff: month_score(each) for staff, each in counted_in(month).items()}
        found[month.isoformat()] = running | fixed.get(month, {})
    return found


def _ratings(first: date, last: date) -> list[Evaluation]:
    since, until = (datetime.combine(each, datetime.min.time(), LOCAL) for each in (first, month_end(last)))
    rows = Evaluation.objects.filter(round=1, rated_at__gte=since, rated_at__lt=until)
    related = ("invitation__agency", "invitation__staff", "redress")
    return list(rows.select_related(*related).order_by("pk")[:MOST])


def _rating(said: Evaluation) -> Rating:
    asked = said.invitation
    return Rating(said.key.hex, asked.agency_id, asked.staff_id, said.mark, _why(said))


def _why(said: Evaluation) -> str:
    """Why it does not count: what was decided, in the words of whoever decided; empty for what counts."""
    redress = getattr(said, "redress", None)
    if said.validity != "counted":
        finding = Finding(said.validity).label
        return f"{finding}：{redress.decision}" if redress is not None and redress.decision else finding
    return UNDER_APPEAL if redress is not None and redress.status == RedressStatus.APPEALED else ""


def _excluded(said: Evaluation) -> Excluded:
    asked, redress = said.invitation, getattr(said, "redress", None)
    return Excluded(
        key=said.key.hex,
        agency=asked.agency.short_name,
        staff=asked.staff.name if asked.staff is not None else "",
        grade=said.mark,
        rated_at=said.rated_at,
        reason=_why(said),
        redress_id=redress.pk if redress is not None else None,
    )
