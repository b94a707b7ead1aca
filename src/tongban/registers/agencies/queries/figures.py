"""Figures of places and staff (场所、人员指标): counts only."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from tongban.foundation.kernel.actors import Role
from tongban.registers.agencies.models import Delegation, Staff, Venue
from tongban.registers.agencies.rules import DivisionLevel, venue_level, venue_name


@dataclass(frozen=True, slots=True)
class Figures:
    """How many there are today; `named` are the places that bear the standard name (统一更名)."""

    venues: int
    named: int
    staff: int
    counter_staff: int
    representatives: int


def figures(*, on: date) -> Figures:
    """Places, people in post, and delegations in force (three statements)."""
    venues = list(Venue.objects.filter(is_active=True).select_related("division"))
    counted = Staff.objects.filter(is_active=True).aggregate(
        all=Count("pk"), counter=Count("pk", filter=Q(roles__contains=[str(Role.COUNTER)]))
    )
    in_force = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    chiefs = Delegation.objects.filter(
        in_force, is_chief_representative=True, valid_from__lte=on, revoked_at__isnull=True
    )
    return Figures(
        venues=len(venues),
        named=sum(_has_standard_name(each) for each in venues),
        staff=counted["all"],
        counter_staff=counted["counter"],
        representatives=chiefs.values("staff").distinct().count(),
    )


def _has_standard_name(venue: Venue) -> bool:
    """A street has no place of its own under the plan, so one that stands there bears no standard name."""
    level = DivisionLevel(venue.division.level)
    return venue_level(level) is not None and venue.name == venue_name(venue.division.name, level)
