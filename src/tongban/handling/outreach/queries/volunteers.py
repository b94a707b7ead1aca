"""Volunteers of places (志愿者): whom a place has registered, and whose term runs."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.outreach.models import Volunteer
from tongban.handling.outreach.rules.flow import HELPERS

PAGE = 50


def visible_to(actor: Actor) -> QuerySet[Volunteer]:
    """Those of one's own place; the supervisor all."""
    rows = Volunteer.objects.select_related("party", "venue", "registered_by")
    if actor.roles & {Role.SUPERVISOR, Role.SYSTEM}:
        return rows
    if not actor.roles & HELPERS or actor.venue_id is None:
        return rows.none()
    return rows.filter(venue_id=actor.venue_id)


def volunteers(actor: Actor, *, after: int = 0, size: int = PAGE) -> list[Volunteer]:
    """A page of the register, the newest first (one statement)."""
    rows = visible_to(actor)
    return list((rows.filter(pk__lt=after) if after else rows).order_by("-pk")[:size])


def volunteer_for(actor: Actor, code: UUID) -> Volunteer:
    found = visible_to(actor).filter(code=code).first()
    if found is None:
        raise NotFound("没有找到这个志愿者，或者不是在您的场所登记的。")
    return found


def standing_of(party_id: int, *, on: date) -> Volunteer | None:
    """The registration under which somebody may help on this day, the one that lasts longest."""
    rows = Volunteer.objects.filter(party_id=party_id, ended_at=None, since__lte=on, until__gte=on)
    return rows.select_related("venue").order_by("-until", "pk").first()
