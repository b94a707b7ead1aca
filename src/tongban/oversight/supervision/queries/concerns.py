"""What people care about, week by week (社会关切): work orders, bad ratings, questions nothing answered yet. R-202."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Count
from django.db.models.functions import TruncWeek

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.oversight.evaluations.models import Evaluation
from tongban.oversight.evaluations.rules.grades import BAD, Validity
from tongban.oversight.hotline.queries.board import MOST_TOPICS, concerns, weeks_until
from tongban.oversight.hotline.rules.policy import BOUND, Topic
from tongban.oversight.hotline.rules.sorting import topic_of
from tongban.registers.answers.models import GuideTask


class Voice(StrEnum):
    """By which way people said it (来源)."""

    ORDER = "order"
    RATING = "rating"
    QUESTION = "question"

    @property
    def label(self) -> str:
        return {"order": "热线诉求", "rating": "差评", "question": "答不上的提问"}[self]


@dataclass(frozen=True, slots=True)
class Issue:
    """A topic of the last weeks (热点): how often in each, the newest first; by which ways; days to an answer."""

    code: str
    name: str
    weeks: tuple[int, ...]
    voices: tuple[tuple[Voice, int], ...]
    days: float | None

    @property
    def total(self) -> int:
        return sum(self.weeks)


def hot_issues(*, at: datetime) -> Sequence[Issue]:
    """The topics that came most in the last weeks by all ways together (four statements)."""
    mondays, topics = weeks_until(at), BOUND.policy.topics
    orders = concerns(at=at, most=len(topics))
    counts: Counter[tuple[str, Voice, date]] = Counter()
    for each in orders:
        counts.update({(each.code, Voice.ORDER, monday): n for monday, n in zip(mondays, each.weeks, strict=True)})
    by_agency = {each.agency: each for each in reversed(topics)}
    for voice, said, agency, monday, times in (*_ratings(mondays, at), *_questions(mondays, at)):
        topic = topic_of(said, BOUND.policy) or by_agency.get(agency)
        if topic is not None:
            counts[topic.code, voice, monday] += times
    days = {each.code: each.days for each in orders}
    found = [_issue(each, counts, mondays, days.get(each.code)) for each in topics]
    return sorted((each for each in found if each.total), key=lambda each: (-each.total, each.code))[:MOST_TOPICS]


def _issue(
    topic: Topic, counts: Counter[tuple[str, Voice, date]], mondays: Sequence[date], days: float | None
) -> Issue:
    weeks = tuple(sum(counts[topic.code, voice, monday] for voice in Voice) for monday in mondays)
    voices = ((voice, sum(counts[topic.code, voice, monday] for monday in mondays)) for voice in Voice)
    return Issue(topic.code, topic.name, weeks, tuple((voice, count) for voice, count in voices if count), days)


def _ratings(mondays: Sequence[date], at: datetime) -> Iterator[tuple[Voice, str, str, date, int]]:
    """Bad ratings that count, by what was done, whose it was, and week."""
    since = datetime.combine(mondays[-1], datetime.min.time(), tzinfo=LOCAL)
    rows = Evaluation.objects.filter(rated_at__gte=since, rated_at__lte=at, grade__in=[each.value for each in BAD])
    rows = rows.filter(validity=Validity.COUNTED).annotate(week=TruncWeek("rated_at", tzinfo=LOCAL))
    told = rows.values_list("invitation__option_name", "invitation__agency__key", "week").annotate(n=Count("pk"))
    for name, agency, week, times in told:
        yield Voice.RATING, name, agency, local_day(week), times


def _questions(mondays: Sequence[date], at: datetime) -> Iterator[tuple[Voice, str, str, date, int]]:
    """Questions that no guide answers, each in the week in which it was asked last."""
    rows = GuideTask.objects.filter(last_on__gte=mondays[-1], last_on__lte=local_day(at))
    for text, agency, last_on in rows.values_list("text", "option__list__agency__key", "last_on"):
        yield Voice.QUESTION, text, agency, last_on - timedelta(days=last_on.weekday()), 1
