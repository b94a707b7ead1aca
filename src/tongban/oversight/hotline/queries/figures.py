"""The hotline in figures (热线运行情况): intake, how fast and how well, what people talk about, body by body."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q

from tongban.foundation.kernel.clock import local_day
from tongban.oversight.hotline.models import WorkOrder
from tongban.oversight.hotline.rules.policy import BOUND
from tongban.oversight.hotline.rules.states import CheckState, OrderStatus, Satisfaction

MOST_TOPICS = 8
_BODYS = Q(is_at_once=False, replied_at__isnull=False)
_RATED = ~Q(satisfaction="")
_CONTENT = Q(satisfaction__in=[Satisfaction.GOOD.value, Satisfaction.FAIR.value])


@dataclass(frozen=True, slots=True)
class Figures:
    """Of what came in during a time: counts, and shares over the counts that each names; None over nothing.

    `on_time` counts replies of bodies within their limit over all replies of bodies and those that are overdue now.
    """

    taken_in: int
    by_phone: int
    at_once: int
    dispatched: int
    dispatched_in_time: int
    replied: int
    replied_late: int
    overdue: int
    rated: int
    content: int
    repeats: int
    sent_again: int
    checked: int
    failed: int

    @property
    def quick(self) -> float | None:
        """派单及时率."""
        return _share(self.dispatched_in_time, self.dispatched)

    @property
    def on_time(self) -> float | None:
        """按时办结率."""
        return _share(self.replied - self.replied_late, self.replied + self.overdue)

    @property
    def satisfied(self) -> float | None:
        """满意率: satisfied and fairly so, over all that were rated."""
        return _share(self.content, self.rated)

    @property
    def repeated(self) -> float | None:
        """重复诉求率."""
        return _share(self.repeats, self.taken_in)

    @property
    def passed(self) -> float | None:
        """质检合格率."""
        return _share(self.checked - self.failed, self.checked)


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic, how often it came, and how often in the same time before (热点)."""

    code: str
    name: str
    count: int
    before: int


@dataclass(frozen=True, slots=True)
class BodyCount:
    """A body: what it was given, replied, late or overdue, and how content people were."""

    key: str
    name: str
    given: int
    replied: int
    late: int
    rated: int
    content: int

    @property
    def on_time(self) -> float | None:
        return _share(self.given - self.late, self.given)

    @property
    def satisfied(self) -> float | None:
        return _share(self.content, self.rated)


def figures(*, since: datetime, until: datetime) -> Figures:
    """Everything that came in since, until (one statement)."""
    quick = timedelta(minutes=BOUND.policy.dispatch_minutes)
    waited = ExpressionWrapper(F("first_dispatched_at") - F("opened_at"), output_field=DurationField())
    rows = WorkOrder.objects.filter(opened_at__gte=since, opened_at__lt=until).annotate(waited=waited)
    found = rows.aggregate(
        taken_in=Count("pk"),
        by_phone=Count("pk", filter=Q(channel="phone")),
        at_once=Count("pk", filter=Q(is_at_once=True)),
        dispatched=Count("pk", filter=Q(first_dispatched_at__isnull=False)),
        dispatched_in_time=Count("pk", filter=Q(waited__lte=quick)),
        replied=Count("pk", filter=_BODYS),
        replied_late=Count("pk", filter=_BODYS & Q(is_late=True)),
        overdue=Count("pk", filter=_overdue(until) & ~_BODYS),
        rated=Count("pk", filter=_RATED),
        content=Count("pk", filter=_CONTENT),
        repeats=Count("pk", filter=Q(repeats__isnull=False)),
        sent_again=Count("pk", filter=Q(times_sent_again__gt=0)),
        checked=Count("pk", filter=Q(check_state__in=[CheckState.PASSED.value, CheckState.FAILED.value])),
        failed=Count("pk", filter=Q(check_state=CheckState.FAILED)),
    )
    return Figures(**{name: int(number) for name, number in found.items()})


def top_topics(*, since: datetime, until: datetime) -> Sequence[TopicCount]:
    """What people turn to the hotline about most, with the time of the same length before (one statement)."""
    before = since - (until - since)
    rows = WorkOrder.objects.filter(opened_at__gte=before, opened_at__lt=until).exclude(topic="")
    now, then = Count("pk", filter=Q(opened_at__gte=since)), Count("pk", filter=Q(opened_at__lt=since))
    found = rows.values("topic").annotate(count=now, before=then).filter(count__gt=0).order_by("-count", "topic")
    names = {each.code: each.name for each in BOUND.policy.topics}
    return [
        TopicCount(each["topic"], names.get(each["topic"], "已不用的分类"), each["count"], each["before"])
        for each in found[:MOST_TOPICS]
    ]


def bodies(*, since: datetime, until: datetime) -> Sequence[BodyCount]:
    """Body by body, the one with most first (one statement)."""
    rows = WorkOrder.objects.filter(opened_at__gte=since, opened_at__lt=until, agency__isnull=False)
    late = (_BODYS & Q(is_late=True)) | (_overdue(until) & ~_BODYS)
    found = (
        rows.values("agency__key", "agency__short_name")
        .annotate(
            given=Count("pk"),
            replied=Count("pk", filter=_BODYS),
            late=Count("pk", filter=late),
            rated=Count("pk", filter=_RATED),
            content=Count("pk", filter=_CONTENT),
        )
        .order_by("-given", "agency__key")
    )
    return [
        BodyCount(
            each["agency__key"], each["agency__short_name"], each["given"], each["replied"], each["late"],
            each["rated"], each["content"],
        )
        for each in found
    ]  # fmt: skip


def _overdue(at: datetime) -> Q:
    return Q(status=OrderStatus.HANDLING, due_on__lt=local_day(at))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
