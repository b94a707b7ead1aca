"""Whose joint application it is (可见范围): who sees one of its cases sees how the others stand, never into them."""

from django.db.models import Exists, OuterRef, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.bundles.models import BundleCase, BundleChild

WHOLE_CITY = frozenset({Role.COUNTER, Role.ISSUER, Role.SUPERVISOR, Role.SYSTEM})
OWN_AGENCY = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER})
RELATED = ("edition__bundle__lead", "applicant", "receiver")


def visible_to(actor: Actor) -> QuerySet[BundleCase]:
    """Windows and supervision: all. Departments: those with a case of theirs. Applicants: those of whom they act for,
    under a mandate only those of that mandate. Others: none.
    """
    rows = BundleCase.objects.all()
    if actor.roles & WHOLE_CITY:
        return rows
    if actor.roles & OWN_AGENCY and actor.agency_id is not None:
        return rows.filter(Exists(BundleChild.objects.filter(bundle=OuterRef("pk"), case__agency=actor.agency_id)))
    if Role.APPLICANT not in actor.roles or actor.account_id is None:
        return rows.none()
    if actor.mandate_id is not None:
        return rows.filter(mandate=actor.mandate_id)
    return rows.filter(applicant=actor.acting_for or actor.party_id or 0)


def bundle_for(actor: Actor, number: str) -> BundleCase:
    """One joint application by its number, with its edition; `NotFound`, whether it exists or not (one statement)."""
    plain = check("case_number", number).normalized
    found = visible_to(actor).select_related(*RELATED).filter(number=plain).first() if "\x00" not in number else None
    if found is None:
        raise NotFound("没有找到这个一件事办件，或者您看不到它。")
    return found
