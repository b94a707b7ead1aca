"""All places by one measure on one day (一体化管理): the city is the sum of its places. R-070."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, Sum

from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.cases.models import Case
from tongban.handling.contacts.models import Shift
from tongban.handling.halls.models import Ticket
from tongban.oversight.evaluations.models import Evaluation
from tongban.oversight.evaluations.rules.grades import BAD
from tongban.oversight.supervision.rules.unified import Counts, total
from tongban.oversight.workforce.models import Duty
from tongban.registers.agencies.models import Venue
from tongban.registers.agencies.queries.register import CITY_CENTER
from tongban.registers.places.models import SubCentre
from tongban.registers.places.rules.subcentres import Way


@dataclass(frozen=True, slots=True)
class Measured:
    """A place by the measure; `centre` is the sub-centre that it is, if it is one."""

    name: str
    counts: Counts
    centre: SubCentre | None = None


@dataclass(frozen=True, slots=True)
class Unified:
    """The city, its centre and the sub-centres that are not merged; and those of them that have no place yet."""

    city: Measured
    rows: tuple[Measured, ...]
    without_place: tuple[SubCentre, ...]


def unified(*, day: date) -> Unified:
    """A day by places (seven statements, however many places there are)."""
    counts = by_place(day=day)
    centres = list(SubCentre.objects.filter(way=Way.INTEGRATE).select_related("venue", "agency").order_by("pk"))
    hall = Venue.objects.filter(key=CITY_CENTER).first()
    rows = [Measured(hall.name, counts.get(hall.pk, Counts()))] if hall is not None else []
    rows += [
        Measured(each.venue.name, counts.get(each.venue.pk, Counts()), each)
        for each in centres
        if each.venue is not None
    ]
    without = tuple(each for each in centres if each.venue is None)
    return Unified(Measured("全市", total(counts.values())), tuple(rows), without)


def by_place(*, day: date) -> dict[int, Counts]:
    """What happened at every place on a day, as of now; a place without anything is left out (five statements)."""
    begins = datetime.combine(day, time(), LOCAL)
    ends = begins + timedelta(days=1)
    found: dict[int, Counts] = {}

    def add(venue_id: int | None, **more: int) -> None:
        if venue_id is not None:
            found[venue_id] = replace(found.get(venue_id, Counts()), **more)

    duties = Duty.objects.filter(day=day, roster__status="published").order_by().values_list("roster__venue_id")
    for venue_id, people in duties.annotate(people=Count("staff_id", distinct=True)):
        add(venue_id, rostered=people)
    shifts = Shift.objects.filter(signed_on_at__gte=begins, signed_on_at__lt=ends).order_by().values_list("venue_id")
    for venue_id, people in shifts.annotate(people=Count("staff_id", distinct=True)):
        add(venue_id, signed_on=people)
    wait = F("called_at") - F("drawn_at")
    tickets = Ticket.objects.filter(day=day).order_by().values_list("venue_id")
    for venue_id, many, called, waited in tickets.annotate(
        many=Count("pk"), called=Count("called_at"), waited=Sum(wait)
    ):
        add(venue_id, numbers=many, called=called, waited_seconds=int(waited.total_seconds()) if waited else 0)
    received = Q(received_at__gte=begins, received_at__lt=ends)
    ended = Q(ended_at__gte=begins, ended_at__lt=ends)
    cases = Case.objects.filter(received | ended).order_by().values_list("venue_id")
    for venue_id, came, went in cases.annotate(came=Count("pk", filter=received), went=Count("pk", filter=ended)):
        add(venue_id, received=came, ended=went)
    said = Evaluation.objects.filter(round=1, validity="counted", rated_at__gte=begins, rated_at__lt=ends).order_by()
    bad = Q(grade__in=sorted(BAD))
    for venue_id, many, worse in said.values_list("invitation__venue_id").annotate(
        many=Count("pk"), worse=Count("pk", filter=bad)
    ):
        add(venue_id, rated=many, bad=worse)
    return found
