"""The lists of places (承接清单): what each handles for whom, in which way; how many places have one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.registers.agencies.models import Venue
from tongban.registers.agencies.rules import VenueLevel
from tongban.registers.catalog.queries import cards
from tongban.registers.grassroots.models import Agreement, HandedDown, SealUse
from tongban.registers.grassroots.rules.modes import Field

DOWN = (VenueLevel.TOWN, VenueLevel.VILLAGE)
"""The places to which something can be handed down (便民服务中心、站)."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One matter on the list of a place; `name` is the catalogue's, `is_open` whether it is taken now."""

    row: HandedDown
    agreement: Agreement
    name: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class VenueList:
    """A place and its list (承接清单), and the fields of the plan that nothing on it belongs to."""

    venue: Venue
    matters: tuple[Listed, ...]

    @property
    def lacking(self) -> tuple[Field, ...]:
        has = {each.row.subject for each in self.matters}
        return tuple(each for each in Field if each not in has)


def visible_to(actor: Actor) -> QuerySet[Agreement]:
    """Who watches sees all agreements, a body's people their own body's."""
    rows = Agreement.objects.select_related("agency", "venue")
    if actor.roles & {Role.SUPERVISOR, Role.AUDIT_ADMIN, Role.SYSTEM}:
        return rows
    return rows.filter(agency_id=actor.agency_id or 0)


def list_of(venue_key: str, *, on: date) -> tuple[Listed, ...]:
    """What a place handles on this day, by field of the plan (one statement)."""
    return _listed(_in_force(on).filter(venue__key=venue_key))


def lists(*, on: date) -> list[VenueList]:
    """Every place to which something can be handed down, with its list of this day (two statements)."""
    by_venue: dict[int, list[HandedDown]] = {}
    for row in _in_force(on):
        by_venue.setdefault(row.venue_id, []).append(row)
    places = Venue.objects.filter(level__in=DOWN, is_active=True).order_by("division__code", "id")
    return [VenueList(each, _listed(by_venue.get(each.pk, ()))) for each in places]


def agreements_at(venue_key: str, actor: Actor) -> list[Agreement]:
    """The agreements with a place that this actor may read, the newest first, with their matters (two statements)."""
    rows = visible_to(actor).filter(venue__key=venue_key)
    return list(rows.prefetch_related("matters").order_by("-pk")[:200])


def seal_uses(agreement_ids: list[int], *, most: int = 20) -> list[SealUse]:
    """The last uses of the seals of these agreements (one statement)."""
    rows = SealUse.objects.filter(agreement_id__in=agreement_ids).select_related("agreement", "staff")
    return list(rows.order_by("-pk")[:most])


def authorised_by(venue_id: int, option_code: str, *, on: date) -> Agreement | None:
    """The agreement on which the counters of a place decide this matter on this day (one statement)."""
    rows = _in_force(on).filter(venue_id=venue_id, option_code=option_code, agreement__mode="authorised")
    found = rows.first()
    return found.agreement if found is not None else None


def own_options(agency_key: str) -> Mapping[str, str]:
    """The matters in force of a body, by code (no statement once the catalogue is warm)."""
    return {each.option_code: each.name for each in cards() if each.agency_key == agency_key}


def _in_force(on: date) -> QuerySet[HandedDown]:
    lasts = Q(agreement__valid_to__isnull=True) | Q(agreement__valid_to__gte=on)
    rows = HandedDown.objects.filter(lasts, ended_at__isnull=True, agreement__valid_from__lte=on)
    return rows.select_related("agreement__agency").order_by("venue_id", "pk")


def _listed(rows: QuerySet[HandedDown] | list[HandedDown] | tuple[()]) -> tuple[Listed, ...]:
    names = {each.option_code: each.name for each in cards()}
    order = list(Field)
    found = [
        Listed(row, row.agreement, names.get(row.option_code, "已经取消的事项"), row.option_code in names)
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: (order.index(each.row.subject), each.name)))
