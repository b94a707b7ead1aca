"""Who may take a result away (领取人核对)."""

from datetime import datetime

from django.db.models import Q

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import check
from tongban.handling.cases.models import Case
from tongban.registers.parties.models import Party
from tongban.registers.parties.sealed import id_index


def may_collect(case: Case, typed_number: str, *, at: datetime) -> bool:
    """Is this the number of the applicant, the agent, someone of the enterprise, or of a mandate in force?"""
    index = id_index(check("id_card", typed_number).normalized)
    today = local_day(at)
    in_force = Q(valid_from__lte=today) & (Q(valid_to__isnull=True) | Q(valid_to__gte=today))
    person = Party.objects.filter(id_index=index)
    return person.filter(
        Q(pk__in=[case.applicant_id, case.agent_id or 0])
        | Q(memberships__in=case.applicant.members.filter(in_force))
        | Q(represents=case.applicant_id)
        | Q(mandates_held__in=case.applicant.mandates_given.filter(in_force, revoked_at__isnull=True))
    ).exists()
