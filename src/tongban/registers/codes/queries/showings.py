"""Showings as their holder sees them (亮码), and what they show."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.codes.models import Showing, ShownLicense
from tongban.registers.licenses.models import License
from tongban.registers.licenses.queries import visible_to
from tongban.registers.licenses.rules.states import Status
from tongban.registers.licenses.rules.validity import Term

MOST = 50


def own_showing(actor: Actor, public_id: UUID) -> Showing:
    """A showing of one's own account; else `NotFound` (one query)."""
    rows = Showing.objects.filter(public_id=public_id, shown_by_id=actor.account_id or 0)
    found = rows.select_related("party").first()
    if found is None:
        raise NotFound("没有找到这次亮码。")
    return found


def shown_licenses(showing: Showing) -> list[ShownLicense]:
    """The licences that a showing shows (one query)."""
    related = ("edition__license__type", "edition__license__issuer", "edition__license__holder")
    return list(ShownLicense.objects.filter(showing=showing).select_related(*related).order_by("pk"))


def usable_for_showing(actor: Actor, *, keys: Collection[UUID] | None = None, on: date) -> list[License]:
    """The licences in force that this actor may show, of `keys` if given, the newest first (one query)."""
    rows = visible_to(actor).filter(status=Status.VALID)
    if keys is not None:
        rows = rows.filter(public_id__in=keys)
    found = rows.select_related("type", "issuer", "holder").order_by("-issued_on", "-pk")[:MOST]
    return [each for each in found if Term(each.valid_from, each.valid_to).covers(on)]
