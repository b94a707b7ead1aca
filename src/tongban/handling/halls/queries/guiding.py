"""Who is guided by whom (全程导引): what one has to do, who waits for a guide, who could guide, how fast. R-165."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.contacts.models import Shift
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.models import Guidance, GuideTick, GuideTurn, Ticket
from tongban.handling.halls.rules.flow import CLERKS
from tongban.handling.halls.rules.guiding import GuideTask, Met, OnDuty, met
from tongban.handling.halls.rules.states import TicketStatus
from tongban.registers.agencies.models import Staff

from .tickets import calling, open_windows

MOST = 50
_UNDER_WAY = ~Q(status="ended")
_OVER = (TicketStatus.MISSED, TicketStatus.ENDED)


@dataclass(frozen=True, slots=True)
class DayOfGuiding:
    """A day at a place (当天导引): how fast one was met, by guide too; how it ended; who had nobody; hand-overs."""

    whole: Met
    by_guide: tuple[tuple[str, Met], ...]
    endings: dict[str, int]
    unguided: int
    handed_over: int


def visible_to(actor: Actor) -> QuerySet[Guidance]:
    """Clerks see those of their place, the supervisor all of them."""
    if actor.roles & {Role.SUPERVISOR, Role.SYSTEM}:
        return Guidance.objects.all()
    if not actor.roles & CLERKS or actor.venue_id is None:
        return Guidance.objects.none()
    return Guidance.objects.filter(venue_id=actor.venue_id)


def guidance_for(actor: Actor, code: UUID) -> Guidance:
    """One by its code, or `NotFound` (one statement)."""
    found = visible_to(actor).select_related("ticket", "guide").filter(code=code).first()
    if found is None:
        raise NotFound("没有找到这次导引，或者它不是您这个大厅的。")
    return found


def guidance_of(ticket: Ticket) -> Guidance | None:
    """Who guides whoever holds this number, or did (one statement)."""
    return Guidance.objects.select_related("guide").filter(ticket=ticket).first()


def under_way(venue_id: int, *, day: date) -> list[Guidance]:
    """Who is guided at a place now, the longest first, with what was done (two statements)."""
    ticks = Prefetch("ticks", GuideTick.objects.select_related("staff").order_by("at", "pk"), to_attr="done")
    rows = Guidance.objects.filter(_UNDER_WAY, venue_id=venue_id, day=day).select_related("ticket", "guide")
    return list(rows.prefetch_related(ticks).order_by("named_at", "pk")[:MOST])


def unguided(venue_id: int, *, day: date) -> list[Ticket]:
    """Who is to be guided and has nobody (等人导引): of today, not over, the longest first (one statement)."""
    rows = Ticket.objects.filter(
        venue_id=venue_id, day=day, priority__in=BOUND.policy.guides.priorities, guidance__isnull=True
    )
    return list(rows.exclude(status__in=_OVER).order_by("drawn_at", "pk")[:MOST])


def on_duty(venue_id: int, *, day: date) -> list[tuple[Shift, OnDuty]]:
    """Who could guide at a place now: signed on, not paused, with how many they guide (three statements)."""
    shifts = list(open_windows(venue_id, roles=CLERKS, day=day).select_related("staff").order_by("staff_id"))
    people = [each.staff_id for each in shifts]
    rows = Guidance.objects.filter(_UNDER_WAY, guide_id__in=people).order_by()
    loads = Counter(rows.values_list("guide_id", flat=True))
    turns = GuideTurn.objects.filter(staff_id__in=people).order_by().values_list("staff_id").annotate(Max("since"))
    last = dict(turns)
    posts = set(BOUND.policy.guides.windows)
    return [
        (each, OnDuty(each.staff_id, each.window in posts, loads[each.staff_id], last.get(each.staff_id)))
        for each in shifts
    ]


def guided_by(staff_id: int) -> list[Guidance]:
    """Whom this person guides (one statement)."""
    rows = Guidance.objects.filter(_UNDER_WAY, guide_id=staff_id).select_related("ticket", "guide")
    return list(rows.order_by("named_at", "pk"))


def still_guiding(staff_id: int) -> list[str]:
    """What keeps a guide from signing off: nobody is left without one (R-165); bound by `config/wiring.py`."""
    return [f"您还在导引{each.ticket.number}号。请到“全程导引”交给同事，或者登记结束。" for each in guided_by(staff_id)]


def without_their_guide(*, day: date) -> list[Guidance]:
    """Whose guide is not on duty any more, whatever the reason: absent, paused, out of post (one statement)."""
    there = calling(CLERKS, day).filter(staff=OuterRef("guide"), venue=OuterRef("venue"))
    rows = Guidance.objects.filter(_UNDER_WAY, ~Exists(there), day=day)
    return list(rows.select_related("ticket", "guide").order_by("pk")[:MOST])


def day_of_guiding(venue_id: int, *, day: date, at: datetime) -> DayOfGuiding:
    """How it went at a place on a day (four statements)."""
    rows = Guidance.objects.filter(venue_id=venue_id, day=day).order_by("pk")
    times = list(rows.values_list("named_at", "met_at", "ended_at", "ending"))
    turns = GuideTurn.objects.filter(guidance__venue_id=venue_id, guidance__day=day).order_by("pk")
    by_guide: dict[str, list[tuple[datetime, datetime | None]]] = {}
    legs: Sequence[tuple[str, str, datetime, datetime | None, datetime | None]] = list(
        turns.values_list("staff__name", "staff__number", "since", "met_at", "until")
    )
    for name, number, since, met_at, until in legs:
        if met_at is not None or until is None:
            by_guide.setdefault(f"{name}（{number}）", []).append((since, met_at))
    within = BOUND.policy.guides.within
    endings = Counter(ending for *_, ending in times if ending)
    alone = Ticket.objects.filter(
        venue_id=venue_id, day=day, priority__in=BOUND.policy.guides.priorities, guidance__isnull=True
    )
    return DayOfGuiding(
        whole=met(_to_be_met(times), within=within, at=at),
        by_guide=tuple((name, met(each, within=within, at=at)) for name, each in sorted(by_guide.items())),
        endings=dict(endings),
        unguided=alone.count(),
        handed_over=len(legs) - len(times),
    )


def _to_be_met(
    rows: Sequence[tuple[datetime, datetime | None, datetime | None, str]],
) -> list[tuple[datetime, datetime | None]]:
    """Whoever did not want a guide before one came counts neither way."""
    return [(named, met_at) for named, met_at, _, ending in rows if met_at is not None or ending != "declined"]


def days_with_guidances(venue_id: int, *, most: int = 7) -> list[date]:
    """The last days on which somebody was guided there (one statement)."""
    rows = Guidance.objects.filter(venue_id=venue_id).order_by("-day").values_list("day").annotate(many=Count("pk"))
    return [day for day, _ in rows[:most]]


def colleagues(venue_id: int, *, besides: int, day: date) -> list[Staff]:
    """To whom one could hand over (可以交给谁): on duty at the place (one statement)."""
    rows = open_windows(venue_id, roles=CLERKS, day=day).exclude(staff_id=besides).select_related("staff")
    return [each.staff for each in rows.order_by("staff__number")]


def tasks_of(guidance: Guidance) -> list[tuple[GuideTask, GuideTick | None]]:
    """The list with what was done; `done` was fetched along."""
    done = {each.task: each for each in getattr(guidance, "done", ())}
    return [(task, done.get(task)) for task in GuideTask]
