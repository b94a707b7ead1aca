"""How long one still waits at a place (预计等候): the hall as it stands now, played through. R-164.

Screen, terminal, paper and telephone ask here and say the same.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet

from tongban.foundation.kernel.clock import local_day
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.models import Ticket
from tongban.handling.halls.rules.fairness import may_pass
from tongban.handling.halls.rules.flow import CLERKS
from tongban.handling.halls.rules.forecast import MOST_GAPS, Call, Forecast, forecast, gaps
from tongban.handling.halls.rules.foresight import LOOKS_BACK, Head, Services, comers, foresee, services_of
from tongban.handling.halls.rules.order import Turn
from tongban.handling.halls.rules.states import AT_HAND, TicketResult, TicketStatus
from tongban.handling.halls.rules.zoning import own_lines

from .tickets import open_windows
from .zones import zones_of

WEEKS = timedelta(weeks=4)
MOST_SERVICES = 400


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands: how many are before it, how many windows call, how long it may take, if that is known."""

    before: int
    windows: int
    expected: Forecast | None


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """A window that calls: what it calls first and what at all, and what it has in hand since when (in minutes)."""

    first: frozenset[str]
    lines: frozenset[str]
    in_hand: tuple[str, float] | None


@dataclass(frozen=True, slots=True)
class HallNow:
    """A hall at a moment (此刻的大厅): who waits for what in which order, who came with a head start a while ago,
    which windows there are, what was seen."""

    venue_id: int
    at: datetime
    waiting: tuple[tuple[Turn, str, str], ...]
    heads: tuple[tuple[str, Head], ...]
    windows: tuple[OpenWindow, ...]
    services: Services

    def calling(self, line: str) -> list[OpenWindow]:
        """The windows that call a line first; where none does, those that help with it."""
        first = [each for each in self.windows if line in each.first]
        return first or [each for each in self.windows if line in each.lines]

    def expected(self, line: str, *, mine: Turn | None = None) -> Forecast | None:
        """The wait for a line: of a number that stands there, or of whoever would draw one now."""
        windows = self.calling(line)
        lines = {line}.union(*(each.first for each in windows))
        extra = timedelta(minutes=BOUND.policy.head_start.most_extra)
        most = may_pass(extra, self.services.mean, len(windows))
        ahead = [kind for turn, at, kind in self.waiting if at in lines and (mine is None or turn < mine)]
        in_hand = [each.in_hand for each in windows if each.in_hand is not None]
        heads = (head for at, head in self.heads if at in lines)
        coming = comers(heads, mine=mine.at if mine is not None else self.at, most=most, at=self.at)
        return foresee(in_hand, ahead, self.services, free=len(windows) - len(in_hand), coming=coming)


def hall_now(venue_id: int, *, at: datetime) -> HallNow:
    """The hall as it stands (five statements, one fewer where a city has no domains)."""
    day = local_day(at)
    waits, is_early = Q(status=TicketStatus.WAITING), Q(drawn_at__gt=at - LOOKS_BACK, turn_at__lt=F("drawn_at"))
    rows = Ticket.objects.filter(waits | is_early, venue_id=venue_id, day=day).order_by("turn_at", "pk")
    waiting, heads = [], []
    columns = ("turn_at", "drawn_at", "pk", "line", "option_code", "domain", "status")
    for turn, drawn, key, line, option, domain, status in rows.values_list(*columns):
        if status == TicketStatus.WAITING:
            waiting.append((Turn(turn, key), line, option or domain or line))
        if turn < drawn:
            heads.append((line, (drawn, turn)))
    seen = seen_before(venue_id, day=day, at=at)
    return HallNow(venue_id, at, tuple(waiting), tuple(heads), _windows(venue_id, day, at=at), seen)


def _windows(venue_id: int, day: date, *, at: datetime) -> tuple[OpenWindow, ...]:
    policy = BOUND.policy
    domains = {each.code for each in policy.domains}
    zones = zones_of(venue_id, at=at) if domains else ()
    shifts = list(open_windows(venue_id, roles=CLERKS, day=day).values_list("staff_id", "window", "staff__roles"))
    busy = Ticket.objects.filter(clerk_id__in=[each[0] for each in shifts], status__in=sorted(AT_HAND))
    in_hand = {
        clerk: (option or domain or line, max(0.0, (at - called).total_seconds() / 60))
        for clerk, line, option, domain, called in busy.values_list(
            "clerk_id", "line", "option_code", "domain", "called_at"
        )
        if called is not None
    }
    found = []
    for clerk, window, roles in shifts:
        mine = {each.code for each in policy.lines_for(roles)}
        first, _ = own_lines(window, mine, domains, zones, at)
        found.append(OpenWindow(first, frozenset(mine), in_hand.get(clerk)))
    return tuple(found)


def seen_before(venue_id: int, *, day: date, at: datetime | None = None) -> Services:
    """How long numbers took a window there in the last weeks, those with them whose people did not come; today too when
    `at` is given (one statement)."""
    took = Q(began_at__isnull=False) | Q(result=TicketResult.NO_SHOW)
    rows = Ticket.objects.filter(took, venue_id=venue_id, day__gte=day - WEEKS)
    rows = rows.filter(day__lte=day, ended_at__lte=at) if at is not None else rows.filter(day__lt=day)
    seen = rows.filter(ended_at__isnull=False, called_at__isnull=False).order_by("-day", "-pk")
    columns = seen.values_list("line", "option_code", "domain", "called_at", "ended_at")[:MOST_SERVICES]
    return services_of(
        (option or domain or line, (ended - called).total_seconds() / 60)
        for line, option, domain, called, ended in columns
        if called is not None and ended is not None
    )


def place_of(ticket: Ticket, *, at: datetime) -> Place:
    """Where a number that waits stands (five statements, one more where too little was seen in the last weeks)."""
    now = hall_now(ticket.venue_id, at=at)
    before = sum(line == ticket.line and turn < ticket.turn for turn, line, _ in now.waiting)
    windows = now.calling(ticket.line)
    found = now.expected(ticket.line, mine=ticket.turn)
    if found is None and windows:
        found = _by_gaps(now, ticket.line, before, windows)
    return Place(before, len(windows), found)


def expected_at(now: HallNow, line: str) -> Forecast | None:
    """The wait of whoever would draw a number now (one statement where too little was seen in the last weeks)."""
    windows = now.calling(line)
    if not windows:
        return None
    before = sum(each == line for _, each, _ in now.waiting)
    return now.expected(line) or _by_gaps(now, line, before, windows)


def _by_gaps(now: HallNow, line: str, before: int, windows: Collection[OpenWindow]) -> Forecast | None:
    same = Ticket.objects.filter(venue_id=now.venue_id, day=local_day(now.at), line=line)
    return forecast(before, gaps(_called(same)), free=sum(each.in_hand is None for each in windows))


def _called(rows: QuerySet[Ticket]) -> list[Call]:
    newest = rows.filter(called_at__isnull=False).order_by("-called_at").values_list("called_at", "drawn_at")
    return [(called, drawn) for called, drawn in newest[: 2 * MOST_GAPS] if called is not None]
