"""Whose project it is (可见范围): the project's own people, and the departments that handle something of it."""

from django.db.models import Exists, OuterRef, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.bundles.models import BundleChild
from tongban.handling.projects.models import Project

WHOLE_CITY = frozenset({Role.COUNTER, Role.ISSUER, Role.SUPERVISOR, Role.SYSTEM})
OWN_AGENCY = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER})


def visible_to(actor: Actor) -> QuerySet[Project]:
    """Windows and supervision: all. Departments: those with a case of theirs. Applicants: those of whom they act for,
    under a mandate only those of that mandate. Others: none.
    """
    rows = Project.objects.all()
    if actor.roles & WHOLE_CITY:
        return rows
    if actor.roles & OWN_AGENCY and actor.agency_id is not None:
        own = BundleChild.objects.filter(bundle__project_stage__project=OuterRef("pk"), case__agency=actor.agency_id)
        return rows.filter(Exists(own))
    if Role.APPLICANT not in actor.roles or actor.account_id is None:
        return rows.none()
    if actor.mandate_id is not None:
        return rows.filter(mandate=actor.mandate_id)
    return rows.filter(applicant=actor.acting_for or actor.party_id or 0)


def project_for(actor: Actor, number: str) -> Project:
    """One project by the number of its file; `NotFound`, whether it exists or not (one statement)."""
    plain = check("case_number", number).normalized
    rows = visible_to(actor).select_related("applicant")
    found = rows.filter(number=plain).first() if "\x00" not in number else None
    if found is None:
        raise NotFound("没有找到这个项目，或者您看不到它。用单位身份建的项目，请先切换到单位身份。")
    return found
