"""Whose crossing it is (可见范围), lists with lights, one whole crossing, figures by partner city."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.worktime.queries import calendar
from tongban.handling.crossing.models import Crossing, CustodyEvent, JointPart, Letter, Original, Routed, Spoiled
from tongban.handling.crossing.partners import BOUND, is_simulated
from tongban.handling.crossing.rules.agreements import Agreement
from tongban.handling.crossing.rules.legs import Bounds, LegClock, answers_for, elapsed, legs
from tongban.handling.crossing.rules.letters import Face, Sealed, timetable
from tongban.handling.crossing.rules.states import OPEN, CrossingStatus, Direction, Place
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.queries import documents_of

SEES = frozenset({Role.COUNTER, Role.ISSUER, Role.SUPERVISOR, Role.SYSTEM})
LATE, SOON = "late", "soon"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shows: direction, state, partner, light; nothing narrows nothing."""

    direction: str = ""
    status: str = ""
    partner: str = ""
    light: str = ""
    is_open: bool | None = True


@dataclass(frozen=True, slots=True)
class Whole:
    """One crossing with everything of it (整件)."""

    crossing: Crossing
    legs: tuple[LegClock, ...]
    elapsed: timedelta
    originals: Sequence[Original]
    custody: Sequence[CustodyEvent]
    letters: Sequence[tuple[Letter, Face]]
    parts: Sequence[JointPart]
    papers: Sequence[OfficialDocument]
    is_simulated: bool


@dataclass(frozen=True, slots=True)
class PartnerFigures:
    """One partner city in numbers (按合作城市): since a day."""

    agreement: Agreement
    is_connected: bool
    is_simulated: bool
    out: int
    came: int
    open: int
    late_ours: int
    late_theirs: int
    closed: int
    routed: int
    spoiled: int


def visible_to(actor: Actor) -> QuerySet[Crossing]:
    """Windows, issuing windows and supervision: all. A window that only receives: what its body received.

    Applicants: those of whom they act for. Others: none.
    """
    if actor.roles & SEES:
        return Crossing.objects.all()
    if Role.RECEIVER in actor.roles:
        return Crossing.objects.filter(direction=Direction.OUTBOUND, agency_id=actor.agency_id or 0)
    owner = actor.acting_for or actor.party_id
    if Role.APPLICANT in actor.roles and actor.account_id is not None and owner is not None and not actor.mandate_id:
        return Crossing.objects.filter(applicant_id=owner)
    return Crossing.objects.none()


def crossing_for(actor: Actor, number: str) -> Crossing:
    """One crossing by its number, or `NotFound` (one statement)."""
    plain = check("case_number", number).normalized or number
    rows = visible_to(actor).select_related("applicant", "case", "receiver", "agency")
    found = rows.filter(number=plain[:24]).first() if "\0" not in number else None
    if found is None:
        raise NotFound("没有找到这个跨域办件，或者您看不到它。")
    return found


def may_see(actor: Actor, number: str) -> bool:
    """Does this actor see the crossing: for the papers of it (one statement)."""
    return visible_to(actor).filter(number=number).exists()


def page_of(
    actor: Actor, wanted: Wanted, *, today: date, after: tuple[date | None, int] | None, size: int
) -> list[Crossing]:
    """The most urgent first, then what has no running leg, the newest first; a page behind a key (one statement)."""
    rows = _narrowed(visible_to(actor), wanted, today)
    if after is not None:
        on, key = after
        behind = Q(due_on__isnull=True, pk__lt=key) if on is None else Q(due_on__isnull=True) | Q(due_on__gt=on)
        rows = rows.filter(behind if on is None else behind | Q(due_on=on, pk__lt=key))
    return list(rows.select_related("applicant").order_by("due_on", "-pk")[:size])


def clocks_of(crossing: Crossing, *, at: datetime) -> tuple[LegClock, ...]:
    """The legs that have begun, as of now."""
    if crossing.state is CrossingStatus.WITHDRAWN:
        return ()
    return legs(bounds_of(crossing), crossing.limits, at=at, calendar=calendar())


def bounds_of(crossing: Crossing) -> Bounds:
    return Bounds(
        crossing.received_at, crossing.given_at, crossing.taken_at, crossing.gave_back_at, crossing.returned_at
    )


def whole(crossing: Crossing, *, at: datetime) -> Whole:
    """Everything of it (five statements)."""
    events = CustodyEvent.objects.select_related("original").filter(original__crossing=crossing)
    letters = Letter.objects.filter(number=crossing.number).order_by("at", "place", "seq")
    return Whole(
        crossing=crossing,
        legs=clocks_of(crossing, at=at),
        elapsed=elapsed(bounds_of(crossing), at=at),
        originals=list(Original.objects.filter(crossing=crossing).order_by("pk")),
        custody=list(events.order_by("original_id", "seq")),
        letters=[(each, Sealed(each.face, "").face_only()) for each in letters],
        parts=list(JointPart.objects.filter(crossing=crossing).order_by("pk")),
        papers=list(documents_of(crossing.chain)),
        is_simulated=is_simulated(crossing.partner_code),
    )


def timetable_of(number: str) -> bytes:
    """The neutral timetable from the signed letters alone (时间表): the same bytes as the other place has."""
    rows = Letter.objects.filter(number=number, refused="").values_list("face", flat=True)
    return timetable(Sealed(each, "").face_only() for each in rows)


def of_case(case_id: int) -> Crossing | None:
    """The crossing by which a case came in, if any (one statement)."""
    return Crossing.objects.filter(case_id=case_id).first()


def own_of(actor: Actor) -> list[Crossing]:
    """An applicant's own, the newest first (one statement)."""
    if Role.APPLICANT not in actor.roles:
        return []
    return list(visible_to(actor).order_by("-pk")[:20])


def figures(*, since: datetime, at: datetime) -> list[PartnerFigures]:
    """Each partner city since an instant (four statements); who answers for what is late, leg by leg."""
    rows = list(Crossing.objects.filter(received_at__gte=since).exclude(status=CrossingStatus.NEW))
    routed = dict(_counts(Routed.objects.filter(at__gte=since)))
    spoiled = dict(_counts(Spoiled.objects.filter(at__gte=since)))
    return [_of_partner(each, rows, routed, spoiled, at) for each in BOUND.agreements.values()]


def _of_partner(
    found: Agreement, rows: Sequence[Crossing], routed: dict[str, int], spoiled: dict[str, int], at: datetime
) -> PartnerFigures:
    mine = [each for each in rows if each.partner_code == found.code]
    late: dict[bool, int] = {True: 0, False: 0}
    for each in mine:
        for place in answers_for(clocks_of(each, at=at)).values():
            late[place is each.course.ours] += 1
    return PartnerFigures(
        agreement=found,
        is_connected=found.code in BOUND.lines,
        is_simulated=is_simulated(found.code),
        out=sum(each.course.ours is Place.RECEIVING for each in mine),
        came=sum(each.course.ours is Place.HANDLING for each in mine),
        open=sum(each.state in OPEN for each in mine),
        late_ours=late[True],
        late_theirs=late[False],
        closed=sum(each.state is CrossingStatus.CLOSED for each in mine),
        routed=routed.get(found.code, 0),
        spoiled=spoiled.get(found.code, 0),
    )


def _counts(rows: QuerySet[Routed] | QuerySet[Spoiled]) -> QuerySet[Routed, tuple[str, int]]:
    return rows.values_list("partner_code").annotate(number=Count("pk"))  # type: ignore[return-value]


def _narrowed(rows: QuerySet[Crossing], wanted: Wanted, today: date) -> QuerySet[Crossing]:
    for name, value in (("direction", wanted.direction), ("status", wanted.status), ("partner_code", wanted.partner)):
        if value:
            rows = rows.filter(**{name: value})
    if wanted.is_open is not None and not wanted.status:
        rows = rows.filter(status__in=sorted(OPEN)) if wanted.is_open else rows.exclude(status__in=sorted(OPEN))
    if wanted.light == LATE:
        rows = rows.filter(due_on__lt=today)
    elif wanted.light == SOON:
        rows = rows.filter(due_on=today)
    return rows
