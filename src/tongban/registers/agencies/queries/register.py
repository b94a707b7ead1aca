"""Reading the three levels: the tree, places, posts, delegations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.kernel.statements import Statement
from tongban.registers.agencies.models import Agency, Delegation, Division, Staff, Venue
from tongban.registers.agencies.rules import VenueLevel

CITY_CENTER = "city-center"
_BODIES = Statement("SELECT key, short_name FROM agencies_agency WHERE is_active ORDER BY short_name")
GROUPS = {"town-centers": VenueLevel.TOWN, "stations": VenueLevel.VILLAGE}


@dataclass(frozen=True, slots=True)
class Node:
    """A division in the tree, with the places in it and the divisions below it (三级体系)."""

    code: str
    name: str
    level: str
    venues: tuple[Venue, ...]
    children: tuple["Node", ...]


def bodies() -> list[tuple[str, str]]:
    """Key and short name of every body that there is now (部门), to choose from; by name (one statement)."""
    return [(key, name) for key, name in _BODIES.rows({})]


def tree() -> Node | None:
    """The whole city, from the root down (two queries); None before a city is loaded."""
    venues: dict[int, list[Venue]] = {}
    for venue in Venue.objects.filter(is_active=True):
        venues.setdefault(venue.division_id, []).append(venue)
    below: dict[int | None, list[Division]] = {}
    for division in Division.objects.order_by("code"):
        below.setdefault(division.parent_id, []).append(division)
    roots = below.get(None, [])
    return _node(roots[0], below, venues) if roots else None


def _node(division: Division, below: dict[int | None, list[Division]], venues: dict[int, list[Venue]]) -> Node:
    return Node(
        code=division.code,
        name=division.name,
        level=division.level,
        venues=tuple(venues.get(division.pk, ())),
        children=tuple(_node(child, below, venues) for child in below.get(division.pk, ())),
    )


def venues_for(keys: Iterable[str]) -> QuerySet[Venue]:
    """The places that an option names: a place's own key, or `town-centers`, or `stations` (all of that level)."""
    wanted = set(keys)
    levels = [GROUPS[key] for key in sorted(wanted & GROUPS.keys())]
    named = sorted(wanted - GROUPS.keys())
    return Venue.objects.filter(Q(key__in=named) | Q(level__in=levels), is_active=True).order_by("id")


def unknown_venue_keys(keys: Iterable[str]) -> list[str]:
    """The keys that name no place and no group: a list that is to be published may have none."""
    named = set(keys) - GROUPS.keys()
    known = set(Venue.objects.filter(key__in=named).values_list("key", flat=True))
    return sorted(named - known)


def agency_with_key(key: str) -> Agency:
    """The agency with this key, or `Invalid`."""
    found = Agency.objects.filter(key=key).first()
    if found is None:
        raise Invalid(f"没有标识为“{key}”的部门。", facts={"key": key})
    return found


def visible_to(actor: Actor) -> QuerySet[Staff]:
    """The staff that this actor may see: administrators and supervisors all, others those of their own agency."""
    if actor.roles & {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.SUPERVISOR, Role.SYSTEM}:
        return Staff.objects.all()
    if actor.agency_id is None:
        return Staff.objects.none()
    return Staff.objects.filter(agency_id=actor.agency_id)


def staff_in_post(role: Role, *, on: date, agency: Agency | None = None) -> QuerySet[Staff]:
    """Those who can be given work in this role on this day: in post and not on leave (可派件人员)."""
    rows = Staff.objects.filter(
        Q(on_leave_until__isnull=True) | Q(on_leave_until__lt=on),
        is_active=True,
        account__is_active=True,
        roles__contains=[role.value],
    )
    return rows if agency is None else rows.filter(agency=agency)


def delegations_on(on: date, *, at: datetime | None = None) -> QuerySet[Delegation]:
    """The delegations in effect on a day (有效授权): first and last day included, and not taken back."""
    rows = Delegation.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)
    return rows.filter(Q(revoked_at__isnull=True) | Q(revoked_at__gt=at)) if at else rows.filter(revoked_at=None)


def delegations_given(
    staff_id: int | None, venue_id: int | None, verb: str, *, agency_id: int, option: str
) -> list[Delegation]:
    """Every delegation of this step on this option, in effect or not: to this person, or to their counter (one
    statement)."""
    rows = Delegation.objects.filter(Q(staff_id=staff_id or 0) | Q(venue_id=venue_id or 0), powers__contains=[verb])
    reaches = Q(covers_all=True, agency_id=agency_id) | Q(option_codes__contains=[option])
    return list(rows.filter(reaches).select_related("deputy_of__staff").order_by("-pk"))


def chief_representatives(on: date) -> QuerySet[Delegation]:
    """The public list of chief representatives (首席事务代表) on a day; 实施方案 三(二)5."""
    rows = delegations_on(on).filter(is_chief_representative=True, staff__is_active=True)
    return rows.select_related("staff", "agency").order_by("agency_id", "id")


def public_chiefs(on: date, *, words: str = "", after: int = 0, size: int) -> list[Delegation]:
    """The same for the public page, searched by name, post, body or document number, from a key on (two statements)."""
    rows = delegations_on(on).filter(is_chief_representative=True, staff__is_active=True, pk__gt=after)
    if words:
        rows = rows.filter(
            Q(staff__name__icontains=words)
            | Q(staff__post__icontains=words)
            | Q(agency__name__icontains=words)
            | Q(agency__short_name__icontains=words)
            | Q(document_number__icontains=words)
        )
    deputies = Prefetch("deputies", delegations_on(on).select_related("staff"))
    return list(rows.select_related("staff", "agency").prefetch_related(deputies).order_by("id")[:size])


def delegations_for(actor: Actor) -> QuerySet[Delegation]:
    """The register as this actor may read it (授权登记): the city's for who watches it, else one's own body's."""
    rows = Delegation.objects.select_related("staff", "venue", "agency", "deputy_of__staff")
    if actor.roles & {Role.SUPERVISOR, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}:
        return rows
    return rows.filter(agency_id=actor.agency_id or 0)
