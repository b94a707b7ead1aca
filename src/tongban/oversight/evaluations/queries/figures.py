"""What was said, and what became of it (好差评指标): by body, by topic, and which ratings look made up.

Only what counts is in the figures; who did not answer is in none. A rate stands with its numerator and denominator.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, F, Q

from tongban.foundation.kernel.quantiles import Quantile
from tongban.oversight.evaluations.models import Evaluation, Invitation, Redress
from tongban.oversight.evaluations.rules.doubts import Doubt, Sign, doubts
from tongban.oversight.evaluations.rules.grades import BAD, Grade
from tongban.oversight.evaluations.rules.policy import EvaluationPolicy, topics_of

MOST: Final = 20_000
SHOWN: Final = 50
SOON: Final = timedelta(minutes=5)
"""The median of handing out is to be below this (R-111)."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The ratings of one body in a period (单位好差评)."""

    agency: str
    invited: int = 0
    grades: dict[Grade, int] = field(default_factory=dict)
    redresses: int = 0
    told: int = 0
    told_in_time: int = 0

    @property
    def rated(self) -> int:
        return sum(self.grades.values())

    @property
    def bad(self) -> int:
        return sum(self.grades.get(each, 0) for each in BAD)

    @property
    def good(self) -> int:
        return self.rated - self.bad


@dataclass(frozen=True, slots=True)
class Totals:
    """The whole city's ratings since a day, for the page of the plan."""

    invited: int = 0
    rated: int = 0
    redresses: int = 0
    told: int = 0


def totals(*, since: datetime) -> Totals:
    """How many were asked and answered, and of how many bad ratings the rater heard (two statements)."""
    asked = Invitation.objects.filter(served_at__gte=since).aggregate(
        invited=Count("pk"), rated=Count("pk", filter=Q(status="rated"))
    )
    told = Redress.objects.filter(opened_at__gte=since).aggregate(
        redresses=Count("pk"), told=Count("pk", filter=Q(told_at__isnull=False))
    )
    return Totals(**asked, **told)


def by_agency(*, since: datetime, until: datetime) -> list[Figures]:
    """Every body that was rated, or asked for it, or has bad ratings in hand (three statements)."""
    name, rows = "agency__short_name", Invitation.objects.filter(served_at__gte=since, served_at__lt=until)
    invited = dict(rows.order_by().values(name).annotate(n=Count("pk")).values_list(name, "n"))
    said = Evaluation.objects.filter(round=1, validity="counted", rated_at__gte=since, rated_at__lt=until)
    grades: dict[str, dict[Grade, int]] = {}
    of = f"invitation__{name}"
    for agency, grade, count in (
        said.order_by().values(of, "grade").annotate(n=Count("pk")).values_list(of, "grade", "n")
    ):
        grades.setdefault(agency, {})[Grade(grade)] = count
    tasks = {each[name]: each for each in _tasks(since, until)}
    names = sorted({*invited, *grades, *tasks})
    return [Figures(each, invited.get(each, 0), grades.get(each, {}), *_told(tasks.get(each))) for each in names]


def _tasks(since: datetime, until: datetime) -> Any:
    in_time = Q(told_at__isnull=False, told_at__date__lte=F("due_on"))
    rows = Redress.objects.filter(opened_at__gte=since, opened_at__lt=until).order_by().values("agency__short_name")
    return rows.annotate(
        all=Count("pk"), told=Count("pk", filter=Q(told_at__isnull=False)), in_time=Count("pk", filter=in_time)
    )


@dataclass(frozen=True, slots=True)
class Dispatching:
    """How long it took from a bad rating to its task (交办用时); `median` is None while there was none."""

    count: int
    median: timedelta | None

    @property
    def is_fast(self) -> bool:
        return self.median is None or self.median < SOON


def dispatching(*, since: datetime, until: datetime) -> Dispatching:
    """From when a rating was received to when its task stood (one statement; R-111)."""
    rows = Redress.objects.filter(opened_at__gte=since, opened_at__lt=until, dispatched_at__isnull=False)
    took = rows.annotate(took=F("dispatched_at") - F("evaluation__received_at"))
    return Dispatching(**took.aggregate(count=Count("pk"), median=Quantile("took", share=0.5)))


def _told(row: Any) -> tuple[int, int, int]:
    return (row["all"], row["told"], row["in_time"]) if row else (0, 0, 0)


def topics(*, since: datetime, until: datetime, policy: EvaluationPolicy) -> list[tuple[str, int]]:
    """What bad ratings are about (诉求主题): chosen tags, else what their words say; the same data, the same list."""
    rows = Evaluation.objects.filter(grade__in=sorted(BAD), rated_at__gte=since, rated_at__lt=until)
    found: Counter[str] = Counter()
    for tags, words in rows.order_by("pk").values_list("tags", "words")[:MOST]:
        found.update(tags or topics_of(words, policy.bad) or ["other"])
    labels = {each.code: each.label for each in policy.tags} | {"other": "没有说明原因"}
    return sorted(
        ((labels.get(each, each), count) for each, count in found.items()), key=lambda each: (-each[1], each[0])
    )


@dataclass(frozen=True, slots=True)
class Doubted:
    """A rating to be looked at: of whom and why, never by whom."""

    said: Evaluation
    why: tuple[Doubt, ...]


def doubted(*, since: datetime, until: datetime) -> list[Doubted]:
    """The newest ratings with doubts (two statements)."""
    rows = Evaluation.objects.filter(rated_at__gte=since, rated_at__lt=until).order_by("-rated_at")
    signs = [
        Sign(pk, at, seconds, bytes(origin), words)
        for pk, at, seconds, origin, words in rows.values_list("pk", "rated_at", "seconds", "origin", "words")[:MOST]
    ]
    found = doubts(signs)
    shown = Evaluation.objects.filter(pk__in=found).select_related("invitation__agency").order_by("-rated_at")[:SHOWN]
    return [Doubted(each, found[each.pk]) for each in shown]
