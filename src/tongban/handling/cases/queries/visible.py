"""Who may see which case (办件可见范围): the only way to a row, for pages, API and files alike."""

from collections.abc import Mapping
from functools import cache

from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.fetching import Fetch
from tongban.handling.cases.models import Case, Draft

_WHOLE_CITY = frozenset({Role.COUNTER, Role.ISSUER, Role.SUPERVISOR, Role.SYSTEM})
_OWN_AGENCY = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER})


RELATED = ("applicant", "agency", "assignee")


def reach(actor: Actor) -> dict[str, int | str] | None:
    """The columns of which one must have its value for the actor to see a case; None: they see every one.

    Applicants: their own, those of whom they act for now, and under a mandate only those of that mandate. Systems:
    what they lodged. Comprehensive windows and supervision: the city's. Departments: their own. Others: none.
    """
    if actor.roles & _WHOLE_CITY:
        return None
    found: dict[str, int | str] = {}
    if actor.roles & _OWN_AGENCY and actor.agency_id is not None:
        found["agency_id"] = actor.agency_id
    return found | _of_applicant(actor) if Role.APPLICANT in actor.roles else found


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases that this actor may see (see `reach`)."""
    columns = reach(actor)
    if columns is None:
        return Case.objects.all()
    mine = Q(pk__in=[])
    for column, value in columns.items():
        mine |= Q(**{column: value})
    return Case.objects.filter(mine)


def seen_where(columns: Mapping[str, int | str] | None) -> str:
    """The same as a condition of a hand-written statement, whose values are the columns' by their names."""
    if columns is None:
        return "true"
    return "(" + " OR ".join(f"own.{each} = %({each})s" for each in sorted(columns)) + ")" if columns else "false"


def case_for(actor: Actor, number: str) -> Case:
    """The case with this number if this actor may see it; else `NotFound`, whether it exists or not (one query)."""
    columns = reach(actor)
    found = _by_number(seen_where(columns)).first(
        {**(columns or {}), "number": check("case_number", number).normalized}
    )
    if found is None:
        raise NotFound()
    return found


@cache
def _by_number(where: str) -> Fetch[Case]:
    return Fetch(Case, RELATED, f"WHERE own.number = %(number)s AND {where}")


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


def _of_applicant(actor: Actor) -> dict[str, int | str]:
    if actor.account_id is None:
        return {"client": actor.client} if actor.client else {}
    if actor.mandate_id is not None:
        return {"mandate_id": actor.mandate_id}
    owner = actor.acting_for or actor.party_id
    return {"applicant_id": owner} if owner is not None else {}
