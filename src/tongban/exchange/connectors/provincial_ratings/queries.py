"""Reading what was reported to the province (上报情况), and whether both sides count the same (对账)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from tongban.exchange.lines import reported as reports
from tongban.exchange.lines.ports import KEEPERS
from tongban.exchange.lines.reported import PAGE, Health, Reported
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.quantiles import Quantile
from tongban.foundation.ledger.models import Outgoing

from .bound import BOUND, LANE
from .models import RatingPush
from .ports import RatingsUnavailable
from .rules import Kind

DAYS = 7
IN_TIME = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Lag:
    """From a rating to the province's receipt (上报用时), of what arrived within a week; R-110.

    What the line held up at least once (`held_up`) is told apart: for the others the line was there.
    """

    count: int
    p50: timedelta | None
    p95: timedelta | None
    held_up: int
    held_up_p95: timedelta | None

    @property
    def is_in_time(self) -> bool:
        return self.p95 is None or self.p95 < IN_TIME


@dataclass(frozen=True, slots=True)
class DayCount:
    """One day on both sides; `theirs` is None while the system does not answer."""

    day: date
    ours: int
    theirs: int | None

    @property
    def is_equal(self) -> bool:
        return self.ours == self.theirs


def visible_to(actor: Actor) -> QuerySet[RatingPush]:
    """The messages: for the bureau and whoever runs the platform."""
    rows = RatingPush.objects.select_related("evaluation__invitation__agency")
    return rows if actor.roles & KEEPERS else rows.none()


def health(actor: Actor) -> Health:
    """The whole reporting at one glance (two statements)."""
    return reports.health(LANE, visible_to(actor), BOUND.system)


def lag(actor: Actor, *, at: datetime) -> Lag:
    """How long messages of the last seven days took, as they were received (one statement)."""
    failed = Outgoing.objects.filter(channel=LANE.channel, entry_id=OuterRef("entry_id")).exclude(last_error="")
    rows = visible_to(actor).filter(received_at__gt=at - timedelta(days=DAYS))
    rows = rows.annotate(took=F("received_at") - F("queued_at"), failed=Exists(failed))
    straight, held_up = Q(failed=False), Q(failed=True)
    return Lag(
        **rows.aggregate(
            count=Count("pk", filter=straight),
            p50=Quantile("took", share=0.5, filter=straight),
            p95=Quantile("took", share=0.95, filter=straight),
            held_up=Count("pk", filter=held_up),
            held_up_p95=Quantile("took", share=0.95, filter=held_up),
        )
    )


def reported(actor: Actor, *, show: str = "", before: int = 0, most: int = PAGE) -> Sequence[Reported]:
    """Messages, the newest first, a page at a time; `show` is waiting or received (two statements)."""
    return reports.reported(LANE, visible_to(actor), _told, show=show, before=before, most=most)


def daily(*, at: datetime) -> list[DayCount]:
    """The last seven days as both sides count them (one statement, and a call a day until one is not answered)."""
    today = local_day(at)
    days = [today - timedelta(days=each) for each in range(DAYS)]
    rows = RatingPush.objects.filter(day__in=days).order_by().values("day").annotate(n=Count("pk"))
    ours, theirs = dict(rows.values_list("day", "n")), _theirs(days, at)
    return [DayCount(each, ours.get(each, 0), theirs.get(each)) for each in days]


def _theirs(days: Sequence[date], at: datetime) -> Mapping[date, int]:
    """Whoever does not answer once is not asked again: somebody waits for the page."""
    found: dict[date, int] = {}
    if BOUND.system is not None:
        try:
            for each in days:
                found[each] = BOUND.system.count(each, at=at)
        except RatingsUnavailable:
            return found
    return found


def _told(push: RatingPush) -> tuple[str, str]:
    return Kind(push.kind).label, push.evaluation.invitation.agency.short_name
