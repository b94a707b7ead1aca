"""What persons may do on a day (窗口人员): roles, valid certificates, leave, duties; for windows and substitutes."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Count, Q

from tongban.oversight.workforce.models import Duty, Leave, Trainee, WindowPost
from tongban.oversight.workforce.rules.leave import LeaveStatus
from tongban.oversight.workforce.rules.rostering import Needs, Person, monday_of
from tongban.registers.agencies.models import Staff, Venue

from .grading import levels_of


def people_at(venue: Venue, *, on: date, session: str) -> list[Person]:
    """Everybody in a post at windows of a place, as of a session (five statements)."""
    rows = list(Staff.objects.filter(venue=venue, is_active=True).order_by("number"))
    return _persons(rows, on=on, session=session)


def people_on(rows: Collection[Staff], *, on: date) -> dict[int, Person]:
    """These persons as of a day, by id (four statements)."""
    return {each.staff_id: each for each in _persons(rows, on=on, session="")}


def person(staff: Staff, *, on: date, session: str = "") -> Person:
    """One of them (four statements)."""
    return _persons([staff], on=on, session=session)[0]


def _persons(rows: Collection[Staff], *, on: date, session: str) -> list[Person]:
    ids = [each.pk for each in rows]
    away = set(
        Leave.objects.filter(
            staff_id__in=ids, status=LeaveStatus.GRANTED, starts_on__lte=on, ends_on__gte=on
        ).values_list("staff_id", flat=True)
    )
    week = monday_of(on)
    counted = Duty.objects.filter(staff_id__in=ids, day__gte=week, day__lt=week + timedelta(days=7)).order_by()
    duties = {
        staff: (many, busy)
        for staff, many, busy in counted.values("staff_id")
        .annotate(many=Count("pk"), busy=Count("pk", filter=Q(day=on, session=session)))
        .values_list("staff_id", "many", "busy")
    }
    passed, levels = courses_passed(ids, on=on), levels_of(ids)
    return [
        Person(
            staff_id=each.pk,
            name=each.name,
            number=each.number,
            roles=frozenset(each.roles),
            courses=passed.get(each.pk, frozenset()),
            is_there=each.is_there(on) and each.pk not in away,
            is_busy=bool(duties.get(each.pk, (0, 0))[1]),
            duties=duties.get(each.pk, (0, 0))[0],
            level=levels.get(each.pk, 0),
        )
        for each in rows
    ]


def courses_passed(ids: Collection[int], *, on: date) -> dict[int, frozenset[str]]:
    """The courses that each person passed and that still count on a day (one statement)."""
    rows = Trainee.objects.filter(staff_id__in=ids, passed_at__isnull=False, training__kind="course")
    found: dict[int, set[str]] = {}
    for staff, course in rows.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=on)).values_list(
        "staff_id", "training__course"
    ):
        found.setdefault(staff, set()).add(course)
    return {staff: frozenset(courses) for staff, courses in found.items()}


def needs_of(post: WindowPost, names: dict[str, str]) -> Needs:
    """What a window asks, its courses by name."""
    return Needs(post.window, post.role, {code: names.get(code, code) for code in post.courses}, post.level)
