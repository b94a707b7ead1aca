"""Who does what at windows (窗口能力): the matrix, and which domains a window leaves to others at the moment. R-078."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.models import WindowSkill
from tongban.handling.halls.rules.flow import CLERKS
from tongban.registers.agencies.models import Staff

from .tickets import open_windows


@dataclass(frozen=True, slots=True)
class Able:
    """One row of the matrix (能力表): somebody, and the domains they do; all of them where none is entered."""

    staff: Staff
    lines: frozenset[str]

    @property
    def is_all_round(self) -> bool:
        return not self.lines


def skills_of(staff_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """The domains of those who have any entered (one statement); who is not in it does everything."""
    rows = WindowSkill.objects.filter(staff_id__in=staff_ids, until__isnull=True).values_list("staff_id", "line")
    found: dict[int, set[str]] = {}
    for staff_id, line in rows:
        found.setdefault(staff_id, set()).add(line)
    return {staff_id: frozenset(lines) for staff_id, lines in found.items()}


def matrix(venue_id: int) -> list[Able]:
    """Everybody who calls numbers at a place, by their number, with what they do (two statements)."""
    may = Q(pk__in=())
    for role in CLERKS:
        may |= Q(roles__contains=[role])
    people = list(Staff.objects.filter(may, venue_id=venue_id, is_active=True).order_by("number"))
    known = skills_of([each.pk for each in people])
    return [Able(each, known.get(each.pk, frozenset())) for each in people]


def left_to_others(staff_id: int, venue_id: int, *, day: date) -> frozenset[str]:
    """The domains that this window does not call now: it does not do them, and another open window does.

    One statement for who does everything, three for others. What no open window does is called by everybody: somebody
    who came is not left sitting.
    """
    mine = skills_of([staff_id]).get(staff_id)
    if mine is None:
        return frozenset()
    callers = {role for each in BOUND.policy.domains for role in each.roles}
    rows = open_windows(venue_id, roles=callers, day=day).exclude(staff_id=staff_id)
    others = list(rows.values_list("staff_id", flat=True))
    known = skills_of(others)
    domains = frozenset(each.code for each in BOUND.policy.domains)
    done: frozenset[str] = frozenset().union(*(known.get(each, domains) for each in others))
    return (domains - mine) & done
