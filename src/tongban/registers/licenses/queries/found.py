"""Who may see which licence (证照可见范围): the holder, whoever acts for the holder, the body that issued it."""

from uuid import UUID

from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.licenses.models import License, LicenseEdition

_OWN_AGENCY = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER, Role.ISSUER})
RELATED = ("type", "issuer", "holder")


def visible_to(actor: Actor) -> QuerySet[License]:
    """The licences that this actor may see; a window sees one through the holder's consent only, not here."""
    mine = Q(pk__in=[])
    if actor.roles & _OWN_AGENCY and actor.agency_id is not None:
        mine |= Q(issuer_id=actor.agency_id)
    holder = actor.acting_for or actor.party_id
    if Role.APPLICANT in actor.roles and holder is not None and actor.mandate_id is None:
        mine |= Q(holder_id=holder)
    return License.objects.filter(mine)


def license_for(actor: Actor, public_id: UUID) -> License:
    """One licence that this actor may see; else `NotFound`, whether it exists or not (one query)."""
    found = visible_to(actor).select_related(*RELATED).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("没有找到这本证照，或者您看不到它。")
    return found


def licenses_of(party_id: int) -> QuerySet[License]:
    """What a party has (持有的证照), the newest first."""
    return License.objects.filter(holder_id=party_id).select_related(*RELATED).order_by("-issued_on", "-pk")


def by_identifier(typed: str) -> LicenseEdition | None:
    """The edition with this identifier, however it was typed; None if nobody here issued it (one query)."""
    found = check("license", typed)
    if not found.valid:
        return None
    rows = LicenseEdition.objects.select_related("license__type", "license__issuer", "license__holder")
    return rows.filter(identifier=found.normalized).first()
