"""What the city talks about (社会关切): topics by week, how long an answer takes, what was answered publicly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q
from django.db.models.functions import TruncWeek

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.oversight.hotline.models import PublicAnswer, WorkOrder
from tongban.oversight.hotline.rules.policy import BOUND

WEEKS, MOST_TOPICS, PAGE = 4, 5, 20


@dataclass(frozen=True, slots=True)
class Concern:
    """A topic of the last weeks: how often in each, the newest first, and how many days an answer took on average."""

    code: str
    name: str
    weeks: tuple[int, ...]
    days: float | None

    @property
    def total(self) -> int:
        return sum(self.weeks)


def weeks_until(at: datetime) -> tuple[date, ...]:
    """The Mondays of this week and of those before it, the newest first."""
    today = local_day(at)
    monday = today - timedelta(days=today.weekday())
    return tuple(monday - timedelta(weeks=each) for each in range(WEEKS))


def concerns(*, at: datetime, most: int = MOST_TOPICS) -> Sequence[Concern]:
    """The topics that came most in the last weeks (two statements)."""
    mondays = weeks_until(at)
    since = datetime.combine(mondays[-1], datetime.min.time(), tzinfo=LOCAL)
    rows = WorkOrder.objects.filter(opened_at__gte=since, opened_at__lte=at).exclude(topic="")
    counts: dict[str, dict[date, int]] = {}
    week = TruncWeek("opened_at", tzinfo=LOCAL)
    for topic, monday, count in rows.annotate(week=week).values_list("topic", "week").annotate(n=Count("pk")):
        counts.setdefault(topic, {})[local_day(monday)] = count
    took = ExpressionWrapper(F("replied_at") - F("opened_at"), output_field=DurationField())
    means = dict(rows.filter(replied_at__isnull=False).values_list("topic").annotate(mean=Avg(took)))
    names = {each.code: each.name for each in BOUND.policy.topics}
    found = [
        Concern(topic, names[topic], tuple(by.get(each, 0) for each in mondays), _days(means.get(topic)))
        for topic, by in counts.items()
        if topic in names
    ]
    return sorted(found, key=lambda each: (-each.total, each.code))[:most]


def answers(*, words: str = "", topic: str = "", after: int = 0, size: int = PAGE) -> Sequence[PublicAnswer]:
    """What was answered publicly, the newest first (one statement)."""
    rows = PublicAnswer.objects.filter(taken_down_at__isnull=True).select_related("order__agency")
    if topic:
        rows = rows.filter(topic=topic)
    if words:
        rows = rows.filter(Q(question__icontains=words) | Q(answer__icontains=words))
    return list((rows.filter(pk__lt=after) if after else rows).order_by("-pk")[:size])


def is_public(order: WorkOrder) -> bool:
    """Is there a public answer to it now (one statement)?"""
    return PublicAnswer.objects.filter(order=order, taken_down_at__isnull=True).exists()


def _days(mean: timedelta | None) -> float | None:
    return None if mean is None else mean / timedelta(days=1)
