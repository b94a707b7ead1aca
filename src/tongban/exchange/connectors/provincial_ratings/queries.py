"""Reading what was reported to the province (上报情况), and whether both sides count the same (对账)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.quantiles import Quantile
from tongban.foundation.ledger.models import Outgoing

from .bound import BOUND
from .models import RatingPush
from .ports import RatingsUnavailable
from .rules import CHANNEL, Kind

PAGE = 50
DAYS = 7
IN_TIME = timedelta(seconds=60)
READERS = frozenset({Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.SYSTEM})


@dataclass(frozen=True, slots=True)
class Health:
    """How the reporting stands; `system` is empty when none is bound."""

    system: str
    is_simulated: bool
    sent: int
    received: int
    failed: int


@dataclass(frozen=True, slots=True)
class Lag:
    """From a rating to the province's receipt (上报用时), of what arrived within a week; R-110."""

    count: int
    p50: timedelta | None
    p95: timedelta | None

    @property
    def is_in_time(self) -> bool:
        return self.p95 is None or self.p95 < IN_TIME


@dataclass(frozen=True, slots=True)
class Reported:
    """One message in a list; of whom is told by none of its columns."""

    pk: int
    number: str
    kind: str
    agency: str
    queued_at: datetime
    receipt: str
    received_at: datetime | None
    attempts: int
    last_error: str
    is_given_up: bool


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
    return rows if actor.roles & READERS else rows.none()


def health(actor: Actor) -> Health:
    """The whole reporting at one glance (two statements)."""
    rows = visible_to(actor)
    found = rows.aggregate(sent=Count("pk"), received=Count("pk", filter=Q(received_at__isnull=False)))
    waiting = list(rows.filter(received_at__isnull=True).values_list("number", flat=True))
    failed = _parcels(waiting).filter(attempts__gt=0).count() if waiting else 0
    bound = BOUND.system
    return Health(bound.name if bound else "", bool(bound and bound.is_simulated), failed=failed, **found)


def lag(actor: Actor, *, at: datetime) -> Lag:
    """How long messages of the last seven days took, as they were received (one statement)."""
    rows = visible_to(actor).filter(received_at__gt=at - timedelta(days=DAYS))
    took = rows.annotate(took=F("received_at") - F("queued_at"))
    p50, p95 = Quantile("took", share=0.5), Quantile("took", share=0.95)
    return Lag(**took.aggregate(count=Count("pk"), p50=p50, p95=p95))


def reported(actor: Actor, *, show: str = "", before: int = 0, most: int = PAGE) -> Sequence[Reported]:
    """Messages, the newest first, a page at a time; `show` is waiting or received (two statements)."""
    rows = visible_to(actor).order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    if show in ("waiting", "received"):
        rows = rows.filter(received_at__isnull=show == "waiting")
    page = list(rows[:most])
    parcels = {each.payload["push"]: each for each in _parcels([each.number for each in page])}
    return [_reported(each, parcels.get(each.number)) for each in page]


def daily(*, at: datetime) -> list[DayCount]:
    """The last seven days as both sides count them (one statement, and a call a day)."""
    today = local_day(at)
    days = [today - timedelta(days=each) for each in range(DAYS)]
    rows = RatingPush.objects.filter(day__in=days).order_by().values("day").annotate(n=Count("pk"))
    ours = dict(rows.values_list("day", "n"))
    return [DayCount(each, ours.get(each, 0), _theirs(each, at)) for each in days]


def _theirs(day: date, at: datetime) -> int | None:
    if BOUND.system is None:
        return None
    try:
        return BOUND.system.count(day, at=at)
    except RatingsUnavailable:
        return None


def _parcels(numbers: list[str]) -> QuerySet[Outgoing]:
    return Outgoing.objects.filter(channel=CHANNEL, payload__push__in=numbers).order_by("pk")


def _reported(push: RatingPush, parcel: Outgoing | None) -> Reported:
    return Reported(
        pk=push.pk,
        number=push.number,
        kind=Kind(push.kind).label,
        agency=push.evaluation.invitation.agency.short_name,
        queued_at=push.queued_at,
        receipt=push.receipt,
        received_at=push.received_at,
        attempts=parcel.attempts if parcel else 0,
        last_error=parcel.last_error if parcel else "",
        is_given_up=parcel is not None and parcel.dead_at is not None,
    )
