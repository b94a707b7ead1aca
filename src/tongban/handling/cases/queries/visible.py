"""Who may see which case (办件可见范围): the only way to a row, for pages, API and files alike."""

from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.cases.models import Case, Draft

_WHOLE_CITY = frozenset({Role.COUNTER, Role.ISSUER, Role.SUPERVISOR, Role.SYSTEM})
_OWN_AGENCY = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER})


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases that this actor may see.

    Applicants: their own, those of whom they act for now, and under a mandate only those of that mandate. Systems:
    what they lodged. Comprehensive windows and supervision: the city's. Departments: their own. Others: none.
    """
    if actor.roles & _WHOLE_CITY:
        return Case.objects.all()
    mine = Q(pk__in=[])
    if actor.roles & _OWN_AGENCY and actor.agency_id is not None:
        mine |= Q(agency_id=actor.agency_id)
    if Role.APPLICANT in actor.roles:
        mine |= _of_applicant(actor)
    return Case.objects.filter(mine)


def case_for(actor: Actor, number: str) -> Case:
    """The case with this number if this actor may see it; else `NotFound`, whether it exists or not (one query)."""
    plain = check("case_number", number).normalized
    rows = visible_to(actor).select_related("applicant", "agency", "assignee")
    found = rows.filter(number=plain).first()
    if found is None:
        raise NotFound()
    return found


def may_see(actor: Actor, number: str) -> bool:
    """Does this actor see the case: for files that hang on it (one query)."""
    return visible_to(actor).filter(number=number).exists()


def drafts_of(actor: Actor) -> QuerySet[Draft]:
    """The drafts of whom the actor acts for; a person's own ones are seen by nobody else."""
    owner = actor.acting_for or actor.party_id
    if Role.APPLICANT not in actor.roles or owner is None:
        return Draft.objects.none()
    rows = Draft.objects.filter(owner_id=owner)
    return rows if actor.mandate_id is None else rows.filter(account_id=actor.account_id or 0)


def _of_applicant(actor: Actor) -> Q:
    if actor.account_id is None:
        return Q(client=actor.client) if actor.client else Q(pk__in=[])
    if actor.mandate_id is not None:
        return Q(mandate_id=actor.mandate_id)
    owner = actor.acting_for or actor.party_id
    return Q(applicant_id=owner) if owner is not None else Q(pk__in=[])
