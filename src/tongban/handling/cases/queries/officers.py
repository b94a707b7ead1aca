"""Who may carry out a special procedure (办理人员): staff of the organiser, but not who took it in."""

from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Role
from tongban.handling.cases.models import Case
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.content import SpecialProcedure

_BACK = (Role.EXAMINER, Role.REVIEWER, Role.DECIDER)


def officers_for(case: Case, procedure: SpecialProcedure) -> QuerySet[Staff]:
    """The examining staff of the case's own body, and of the organiser where the list names another one."""
    posts = Q()
    for role in _BACK:
        posts |= Q(roles__contains=[role.value])
    bodies = Q(agency_id=case.agency_id)
    if procedure.organiser:
        bodies |= Q(agency__name=procedure.organiser) | Q(agency__short_name=procedure.organiser)
    front = [each for each in (case.receiver_id, case.acceptor_id) if each is not None]
    return Staff.objects.filter(bodies & posts, is_active=True).exclude(pk__in=front).order_by("number")
